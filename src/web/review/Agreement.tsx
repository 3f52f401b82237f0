import { useTranslation } from 'react-i18next'
import type { Review } from '../../contract/review.ts'
import { useFormat } from '../ui/format.ts'
import { Soft } from '../ui/Page.tsx'
import styles from './Review.module.css'

/** How far several read one conversation alike: in words, where they differ, and the figure behind it. */
export function Agreement({ review }: { review: Review }) {
  const { t } = useTranslation()
  const { list, number } = useFormat()
  const { agreement, criteria, judgements } = review
  if (!agreement) return null
  return (
    <section className={styles.agreement}>
      <p className={styles.says}>{t(`review.agreement_${agreement.says}`)}</p>
      <dl className={styles.levels}>
        {criteria.map(({ name, levels }, nth) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            {[...levels.keys(), null].flatMap((level) => {
              const by = judgements.filter((one) => (one.levels[nth] ?? null) === level)
              if (by.length === 0) return []
              return (
                <dd key={level}>
                  <bdi>{level === null ? t('review.nothing_seen') : levels[level]}</bdi>
                  <Soft small>
                    {by.length === judgements.length && by.length > 1
                      ? t('review.all_of_you')
                      : list(by.map((one) => (one.mine ? t('review.you') : one.reviewerName)))}
                  </Soft>
                </dd>
              )
            })}
          </div>
        ))}
      </dl>
      {agreement.alpha !== null && (
        <p>
          <Soft small>
            {t('review.alpha', {
              alpha: number(agreement.alpha, { maximumFractionDigits: 2 }),
              count: agreement.of,
            })}
          </Soft>
        </p>
      )}
    </section>
  )
}
