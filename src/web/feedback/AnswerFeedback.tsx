import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../contract/feedback.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Feedback.module.css'

type Props = { feedback: Feedback; stance: 'answered' | 'objected'; onLeave: () => void }

/** What I say to it: it stays beside the note, for the two of us. */
export function AnswerFeedback({ feedback, stance, onLeave }: Props) {
  const { t } = useTranslation()
  const answer = useAct('feedback.answer')
  const [text, keep, drop] = useKept(`feedback.answer.${feedback.id}`, '')

  function send() {
    if (answer.busy) return
    answer.run({ params: { feedbackId: feedback.id }, body: { stance, text } }, () => {
      drop()
      onLeave()
    })
  }
  return (
    <div className={styles.form}>
      <Form faults={{ text: !text.trim() && t('feedback.text_needed') }} onSubmit={send}>
        {(faults) => (
          <>
            <TextAreaField
              label={t(`feedback.label_${stance}`)}
              autoFocus
              maxLength={4000}
              value={text}
              onChange={keep}
              onSubmit={send}
              error={faults.text}
            />
            <ProblemNote problem={answer.problem} />
            <Row>
              <ActButton type="submit" busy={answer.busy}>
                {t('feedback.send')}
              </ActButton>
              <ActButton kind="quiet" onClick={onLeave}>
                {t('feedback.leave')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </div>
  )
}
