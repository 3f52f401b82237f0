import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { faultAt } from '../api.ts'
import { useWhat } from '../decisions/what.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { answerOf, type Choice } from './choices.ts'
import styles from './Support.module.css'

type AnswerFormProps = {
  request: SupportRequest
  choice: Choice
  onLeave: () => void
  onAnswered: (told: string) => void
}

/** What the answer does, in a sentence; its reason or a word with it; and the pen. */
export function AnswerForm({ request, choice, onLeave, onAnswered }: AnswerFormProps) {
  const { t } = useTranslation()
  const what = useWhat()
  const answer = useAct('support.answer', { refreshes: ['entry.', 'decision.'] })
  const [reason, keep, drop] = useKept(`support.${request.id}`, '')
  const [tried, setTried] = useState(false)
  const names = { agent: request.agentName, customer: request.customerName, what: what(request) }
  const missing = choice === 'declined' && !reason.trim()

  function send() {
    setTried(true)
    if (missing || answer.busy) return
    answer.run({ params: { requestId: request.id }, body: answerOf(choice, reason) }, () => {
      drop()
      onAnswered(t(`support.told_${choice}`, names))
    })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves from wherever one is within it
    <div
      className={styles.answer}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      <p className={styles.effect}>{t(`support.effect_${choice}`, names)}</p>
      <TextAreaField
        label={choice === 'declined' ? t('support.reason') : t('support.note')}
        hint={choice === 'declined' ? t('support.reason_hint', names) : t('support.note_hint', names)}
        rows={2}
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={keep}
        onSubmit={send}
        error={tried && missing ? t('support.reason_needed', names) : faultAt(answer.problem, 'reason')}
      />
      <ProblemNote problem={answer.problem} />
      <Row>
        <ActButton kind="you" keys="mod+Enter" busy={answer.busy} onClick={send}>
          {t(`support.do_${choice}`)}
        </ActButton>
        <ActButton kind="quiet" keys="Escape" onClick={onLeave}>
          {t('support.leave')}
        </ActButton>
      </Row>
    </div>
  )
}
