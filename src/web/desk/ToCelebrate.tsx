import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useSession } from '../session.tsx'
import { Celebrate } from '../stories/Celebrate.tsx'
import { useDecided } from './DecisionLine.tsx'
import { isolated } from './naming.ts'
import styles from './PastContact.module.css'

/** From here on a customer's verdict is praise: the server takes no other for a story. */
const gladFrom = 4

/** What a colleague did well in a contact, and what its customer said of it: told to them at once. */
export function ToCelebrate({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const decided = useDecided()
  if (!can('story.celebrate')) return null
  const { rating, customer, agentId } = contact
  const glad = !contact.mine && agentId !== null && rating?.words && (rating.csat ?? 0) >= gladFrom
  const decisions = contact.decisions.filter(({ mine, agentName }) => !mine && agentName !== null)
  return (
    <div className={styles.glad}>
      {decisions.map((one) => (
        <Celebrate
          key={one.id}
          of={{ of: 'decision', decisionId: one.id }}
          label={t('stories.celebrate_decision', { what: decided(one) })}
        />
      ))}
      {glad && (
        <Celebrate
          of={{ of: 'contact', contactId: contact.id }}
          label={t('stories.celebrate_words', { name: isolated(customer.name) })}
        />
      )}
    </div>
  )
}
