import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Conversation.module.css'
import { isolated } from './naming.ts'

/** Where the contact stands, when that is not simply «with you»: said plainly, with what to do. */
export function StateNote({ contact, workable }: { contact: ContactDetail; workable: boolean }) {
  const { t } = useTranslation()
  const name = isolated(contact.customer.name)
  if (contact.state === 'with_customer') return <Proposed contact={contact} workable={workable} />
  if (contact.state === 'closed') {
    const confirmed = contact.closure === 'confirmed'
    return (
      <Sheet emphasis={confirmed ? 'clear' : undefined}>
        {t(confirmed ? 'desk.closed_confirmed' : 'desk.closed_unconfirmed', { name })}
      </Sheet>
    )
  }
  if (!contact.returned) return null
  const reopened = contact.events.findLast(({ kind }) => kind === 'reopened' || kind === 'returned_to_agent')
  return (
    <Sheet emphasis="wait">
      {t(reopened?.kind === 'reopened' ? 'desk.reopened' : 'desk.given_back', { name })}
    </Sheet>
  )
}

function Proposed({ contact, workable }: { contact: ContactDetail; workable: boolean }) {
  const { t } = useTranslation()
  const { when } = useFormat()
  const withdraw = useAct('closure.withdraw')
  return (
    <Sheet>
      <div className={styles.note}>
        <p>
          {t('desk.proposed', { name: isolated(contact.customer.name) })}{' '}
          {contact.closesAt && t('desk.proposed_until', { when: when(contact.closesAt) })}
        </p>
        {workable && (
          <ActButton busy={withdraw.busy} onClick={() => withdraw.run({ params: { contactId: contact.id } })}>
            {t('desk.withdraw')}
          </ActButton>
        )}
      </div>
      <ProblemNote problem={withdraw.problem} />
    </Sheet>
  )
}
