import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Review as ReviewOf } from '../../contract/review.ts'
import { useRead } from '../queries.ts'
import { Eyebrow, Page } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Said, Words } from '../ui/Words.tsx'
import { Agreement } from './Agreement.tsx'
import { JudgementForm } from './JudgementForm.tsx'
import { JudgementView } from './JudgementView.tsx'
import styles from './Review.module.css'

/** One conversation without its outcome, and beside it what is seen in it. */
export function Review() {
  const { t } = useTranslation()
  const { reviewId } = useParams({ strict: false }) as { reviewId: string }
  const read = useRead('review.show', { params: { reviewId } })
  if (!read.data) return <Loading of={read} />
  const review = read.data
  const { part, written } = review
  const toWrite = part === 'reviewer' && !written
  const sentence =
    part === 'reviewed'
      ? 'review.page_mine'
      : written
        ? 'review.page_written'
        : review.calibration
          ? 'review.page_calibration'
          : 'review.page_waiting'
  const seen = (
    <div className={styles.seen}>
      {review.protectedDecision && <p className={styles.protected}>{t('review.protected')}</p>}
      {toWrite && <JudgementForm review={review} />}
      <Agreement review={review} />
      {review.judgements.map((judgement) => (
        <JudgementView key={judgement.reviewerId} review={review} judgement={judgement} />
      ))}
    </div>
  )
  const conversation = <Conversation messages={review.messages} />
  return (
    <Page
      wide
      title={t('review.nav')}
      eyebrow={<bdi>{review.subject}</bdi>}
      sentence={t(sentence)}
      lead={t(part === 'reviewed' ? 'review.page_mine_lead' : 'review.blind')}
    >
      {/* read first, then say what one saw; what others saw comes first where it is there */}
      <div className={styles.split}>
        {toWrite ? conversation : seen}
        {toWrite ? seen : conversation}
      </div>
    </Page>
  )
}

function Conversation({ messages }: Pick<ReviewOf, 'messages'>) {
  const { t } = useTranslation()
  return (
    <section className={styles.conversation}>
      <Eyebrow as="h2">{t('review.conversation')}</Eyebrow>
      {messages.map((message, nth) =>
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
    </section>
  )
}
