import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Page } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Said, Words } from '../ui/Words.tsx'
import { JudgementForm } from './JudgementForm.tsx'
import { JudgementView } from './JudgementView.tsx'
import styles from './Review.module.css'

/** One conversation without its outcome, and what is seen in it. */
export function Review() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { reviewId } = useParams({ strict: false }) as { reviewId: string }
  const read = useRead('review.show', { params: { reviewId } })
  if (!read.data) return <Loading of={read} />
  const review = read.data
  const { agreement, judgements, part, written } = review
  const sentence =
    part === 'reviewed'
      ? 'review.page_mine'
      : written
        ? 'review.page_written'
        : review.calibration
          ? 'review.page_calibration'
          : 'review.page_waiting'
  return (
    <Page
      title={t('review.nav')}
      eyebrow={<bdi>{review.subject}</bdi>}
      sentence={t(sentence)}
      lead={t(part === 'reviewed' ? 'review.page_mine_lead' : 'review.blind')}
    >
      {review.protectedDecision && <p className={styles.protected}>{t('review.protected')}</p>}
      {agreement && (
        <p className={styles.protected}>
          {t(`review.agreement_${agreement.says}`)}{' '}
          {agreement.alpha !== null &&
            t('review.alpha', { alpha: number(agreement.alpha, { maximumFractionDigits: 2 }) })}
        </p>
      )}
      {judgements.map((judgement) => (
        <JudgementView key={judgement.reviewerId} review={review} judgement={judgement} />
      ))}
      {part === 'reviewer' && !written && <JudgementForm review={review} />}
      <Eyebrow as="h2">{t('review.conversation')}</Eyebrow>
      <div className={styles.conversation}>
        {review.messages.map((message, nth) =>
          message.kind === 'customer' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing is added to a conversation that is over
            <Words key={nth} by={t('review.customer')}>
              {message.text}
            </Words>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same
            <Said key={nth} by={t('review.agent')}>
              {message.text}
            </Said>
          ),
        )}
      </div>
    </Page>
  )
}
