import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextAreaField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import { ContactsField } from './ContactsField.tsx'

/** Asking for a session: an agent says at once what to talk about, a coach says why. */
export function AskSession({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const people = useRead('coaching.people')
  const ask = useAct('coaching.create')
  const [draft, keep, drop] = useKept('coaching_session.ask', {
    to: '',
    text: '',
    contactIds: [] as string[],
  })
  if (!people.data) return <Loading of={people} />
  const { items } = people.data
  const keyOf = (one: (typeof items)[number]) => `${one.personId} ${one.teamId}`
  const to = items.find((one) => keyOf(one) === draft.to) ?? items[0]
  if (!to)
    return (
      <EmptyState title={t('coaching_session.ask')}>
        <p>{t('coaching_session.nobody')}</p>
      </EmptyState>
    )
  const { teamId, personId } = to
  const send = () => {
    if (ask.busy || !draft.text.trim()) return
    ask.run({ body: { teamId, personId, text: draft.text, contactIds: draft.contactIds } }, ({ id }) => {
      drop()
      navigate({ to: '/coaching/sessions/$sessionId', params: { sessionId: id } })
    })
  }
  return (
    <Sheet emphasis="you" title={t('coaching_session.ask')}>
      <Form faults={{ text: !draft.text.trim() && t('coaching_session.text_needed') }} onSubmit={send}>
        {(shown) => (
          <>
            <SelectField
              label={t('coaching_session.whom')}
              options={items.map((one) => ({ value: keyOf(one), label: `${one.name}, ${one.teamName}` }))}
              value={keyOf(to)}
              onChange={(key) => keep({ ...draft, to: key, contactIds: [] })}
            />
            <TextAreaField
              label={t(`coaching_session.text_ask_${to.me}`)}
              rows={4}
              maxLength={4000}
              autoFocus
              value={draft.text}
              onChange={(text) => keep({ ...draft, text })}
              onSubmit={send}
              error={shown.text}
            />
            {to.me === 'agent' && (
              <ContactsField
                from={{ teamId }}
                chosen={draft.contactIds}
                onChange={(contactIds) => keep({ ...draft, contactIds })}
              />
            )}
            <ProblemNote problem={ask.problem} />
            <Row>
              <ActButton kind="you" type="submit" busy={ask.busy}>
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
