import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Judgement, Review } from '../../contract/review.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { ReplyForm } from './ReplyForm.tsx'
import styles from './Review.module.css'

/** What one reviewer saw, and what the agent says to it, beside it. */
export function JudgementView({ review, judgement }: { review: Review; judgement: Judgement }) {
  const { t } = useTranslation()
  const { date, sentence } = useFormat()
  const [replying, setReplying] = useState<'reply' | 'dispute' | null>(null)
  const { reply, reviewerName } = judgement
  return (
    <section className={styles.judgement}>
      <p className={styles.by}>
        <span>{judgement.mine ? t('review.by_me') : t('review.by', { name: reviewerName })}</span>
        <time dateTime={judgement.on}>{sentence(date(judgement.on))}</time>
      </p>
      {/* where several read it, their levels stand side by side above */}
      {!review.agreement && (
        <dl className={styles.levels}>
          {review.criteria.map(({ name, levels }, nth) => {
            const level = judgement.levels[nth] ?? null
            return (
              <div key={name}>
                <dt>
                  <bdi>{name}</bdi>
                </dt>
                <dd>
                  <bdi>{level === null ? t('review.nothing_seen') : levels[level]}</bdi>
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      <p className={styles.text} dir="auto">
        {judgement.words}
      </p>
      {reply && (
        <div className={styles.reply}>
          <p className={styles.by}>{t(`review.said_${reply.kind}`)}</p>
          <p className={styles.text} dir="auto">
            {reply.text}
          </p>
        </div>
      )}
      {review.part === 'reviewed' && !reply && !replying && (
        <Row>
          {(['reply', 'dispute'] as const).map((kind) => (
            <ActButton key={kind} kind="quiet" about={reviewerName} onClick={() => setReplying(kind)}>
              {t(`review.do_${kind}`)}
            </ActButton>
          ))}
        </Row>
      )}
      {replying && !reply && (
        <ReplyForm
          reviewId={review.id}
          reviewerId={judgement.reviewerId}
          kind={replying}
          onLeave={() => setReplying(null)}
        />
      )}
    </section>
  )
}
