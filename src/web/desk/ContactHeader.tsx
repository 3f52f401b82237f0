import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useKeys } from '../ui/keys.ts'
import { Eyebrow, Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Conversation.module.css'
import { InlineForm } from './InlineForm.tsx'
import { isolated, useTouchpoint } from './naming.ts'

/** Where the contact arose, when, who has it; and what it is about, which its agent may name better. */
export function ContactHeader({ contact, workable }: { contact: ContactDetail; workable: boolean }) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const has = useWhoHas(contact)
  const [editing, setEditing] = useState(false)
  useKeys([
    {
      keys: 'e',
      label: t('desk.key_rename'),
      group: t('desk.keys_contact'),
      off: !workable,
      run: () => setEditing(true),
    },
  ])
  return (
    <header className={styles.head}>
      <Eyebrow>
        <bdi>{touchpoint(contact.touchpoint)}</bdi> · <bdi>{contact.customer.name}</bdi> ·{' '}
        <When at={contact.openedAt} day={contact.openedDay} />
        {has && ` · ${has}`}
      </Eyebrow>
      <h1 className={styles.title} tabIndex={-1}>
        <bdi lang={contact.language}>{contact.subject}</bdi>
      </h1>
      {workable && !editing && (
        <ActButton kind="quiet" keys="e" onClick={() => setEditing(true)}>
          {t('desk.rename')}
        </ActButton>
      )}
      {editing && (
        <div className={styles.edit}>
          <Renaming contact={contact} onClose={() => setEditing(false)} />
        </div>
      )}
    </header>
  )
}

function useWhoHas(contact: ContactDetail): string | null {
  const { t } = useTranslation()
  const { person } = useSession()
  if (contact.state === 'closed') return t('desk.has_closed')
  if (contact.mine || contact.agentId === person.personId) return t('desk.has_me')
  if (contact.agentName) return t('desk.has_somebody', { name: isolated(contact.agentName) })
  return contact.state === 'waiting' ? t('desk.has_nobody') : null
}

function Renaming({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const name = useTouchpoint()
  const [subject, setSubject] = useState(contact.subject)
  const [touchpoint, setTouchpoint] = useState(contact.touchpoint)
  const update = useAct('contact.update')
  const codes = [...new Set([contact.touchpoint, ...contact.touchpoints])]
  return (
    <InlineForm onCancel={onClose}>
      <Form
        faults={{ subject: !subject.trim() && t('desk.subject_needed') }}
        onSubmit={() =>
          update.run(
            { params: { contactId: contact.id }, body: { subject: subject.trim(), touchpoint } },
            onClose,
          )
        }
      >
        {(fault) => (
          <>
            <TextField
              label={t('desk.subject')}
              value={subject}
              onChange={setSubject}
              maxLength={160}
              autoFocus
              error={fault.subject}
            />
            <SelectField
              label={t('desk.touchpoint')}
              options={codes.map((value) => ({ value, label: name(value) }))}
              value={touchpoint}
              onChange={setTouchpoint}
            />
            <ProblemNote problem={update.problem} />
            <Row>
              <ActButton type="submit" busy={update.busy} keys="Enter">
                {t('desk.save')}
              </ActButton>
              <ActButton kind="quiet" keys="Escape" onClick={onClose}>
                {t('desk.cancel')}
              </ActButton>
            </Row>
          </>
        )}
      </Form>
    </InlineForm>
  )
}
