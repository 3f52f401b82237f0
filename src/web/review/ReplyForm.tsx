import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

type Props = { reviewId: string; reviewerId: string; kind: 'reply' | 'dispute'; onLeave: () => void }

/** My word to a review of mine: it stays beside it. */
export function ReplyForm({ reviewId, reviewerId, kind, onLeave }: Props) {
  const { t } = useTranslation()
  const reply = useAct('review.reply')
  const [text, keep, drop] = useKept(`review.${reviewId}.${reviewerId}`, '')

  function send() {
    if (reply.busy || !text.trim()) return
    reply.run({ params: { reviewId, reviewerId }, body: { kind, text } }, () => {
      drop()
      onLeave()
    })
  }
  return (
    <Form faults={{ text: !text.trim() && t('review.words_needed') }} onSubmit={send}>
      {(shown) => (
        <>
          <TextAreaField
            label={t(`review.label_${kind}`)}
            autoFocus
            maxLength={4000}
            value={text}
            onChange={keep}
            onSubmit={send}
            error={shown.text}
          />
          <ProblemNote problem={reply.problem} />
          <Row>
            <ActButton type="submit" busy={reply.busy}>
              {t('review.send')}
            </ActButton>
            <ActButton kind="quiet" onClick={onLeave}>
              {t('review.leave')}
            </ActButton>
          </Row>
        </>
      )}
    </Form>
  )
}
