import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Conversation.module.css'
import { isolated } from './naming.ts'
import type { Taking } from './taking.ts'

/** A contact that one reads before taking it, or that a colleague has. */
export function NotMine({ contact, taking }: { contact: ContactDetail; taking: Taking }) {
  const { t } = useTranslation()
  const free = contact.state === 'waiting'
  const other = contact.agentName ? 'desk.read_only_named' : 'desk.read_only'
  return (
    <Sheet>
      <div className={styles.note}>
        <p>
          {free
            ? t('desk.take_to_work', { name: isolated(contact.customer.name) })
            : t(other, { name: isolated(contact.agentName ?? '') })}
        </p>
        {free && (
          <ActButton keys="t" busy={taking.busy} onClick={() => taking.take(contact.id)}>
            {t('desk.take')}
          </ActButton>
        )}
      </div>
      <p role="status">{taking.notice === 'just_taken' && t('desk.just_taken')}</p>
      <ProblemNote problem={taking.problem} />
    </Sheet>
  )
}
