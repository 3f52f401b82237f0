import { useTranslation } from 'react-i18next'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { ContactsField } from './ContactsField.tsx'
import type { SessionDetail } from './Session.tsx'

type What = Exclude<SessionDetail['can'][number], 'propose_date' | 'agree_date'>
type Props = { session: SessionDetail; what: What; to?: number | undefined; onLeave: () => void }

/** Words for the other, kept until they are sent. To say that it did not take place needs none. */
export function WordsForm({ session, what, to, onLeave }: Props) {
  const { t } = useTranslation()
  const step = useAct('coaching.step')
  const [draft, keep, drop] = useKept(`coaching.${session.id}.${what}.${to ?? ''}`, {
    text: '',
    contactIds: [] as string[],
    followUpOn: '',
  })
  const needsWords = what !== 'miss' && what !== 'withdraw'
  const brings = what === 'prepare' || what === 'add'
  const text = draft.text.trim()

  function send() {
    if (step.busy || (needsWords && !text)) return
    step.run({ params: { sessionId: session.id }, body: bodyOf() }, () => {
      drop()
      onLeave()
    })
  }
  function bodyOf() {
    if (what === 'prepare' || what === 'add') return { do: what, text, contactIds: draft.contactIds }
    if (what === 'object') return { do: what, to: to ?? 0, text }
    if (what === 'hold') return { do: what, text, followUpOn: draft.followUpOn || null }
    if (what === 'follow_up') return { do: what, text }
    return { do: what, text: text || null }
  }
  return (
    <Sheet
      emphasis="you"
      title={t(`coaching_session.do_${what === 'prepare' && session.about ? 'prepare_again' : what}`)}
    >
      <Form faults={{ text: needsWords && !text && t('coaching_session.text_needed') }} onSubmit={send}>
        {(shown) => (
          <>
            <TextAreaField
              label={t(`coaching_session.text_${what}`)}
              rows={4}
              maxLength={4000}
              autoFocus
              value={draft.text}
              onChange={(next) => keep({ ...draft, text: next })}
              onSubmit={send}
              error={shown.text}
            />
            {brings && (
              <ContactsField
                from={{ sessionId: session.id }}
                chosen={draft.contactIds}
                onChange={(contactIds) => keep({ ...draft, contactIds })}
              />
            )}
            {what === 'hold' && (
              <TextField
                type="date"
                label={t('coaching_session.follow_up_on')}
                hint={t('coaching_session.follow_up_hint')}
                value={draft.followUpOn}
                onChange={(followUpOn) => keep({ ...draft, followUpOn })}
              />
            )}
            <ProblemNote problem={step.problem} />
            <Row>
              <ActButton kind={what === 'hold' ? 'you' : 'plain'} type="submit" busy={step.busy}>
                {t('coaching_session.send')}
              </ActButton>
              <ActButton kind="quiet" onClick={onLeave}>
                {t('coaching_session.leave')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </Sheet>
  )
}
