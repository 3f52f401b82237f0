import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import styles from './Conversation.module.css'
import { isolated } from './naming.ts'
import { deskPath, type Taking } from './taking.ts'

/** The desk before a contact is open: says who needs me, and how to begin. */
export function NothingOpen({ taking }: { taking: Taking }) {
  const { t } = useTranslation()
  const waiting = useRead('contact.list', { query: { view: 'waiting', limit: 1 } })
  const mine = useRead('contact.list', { query: { view: 'mine', limit: 100 } })
  if (!waiting.data || !mine.data) return null
  const returned = mine.data.items.find((one) => one.returned && one.state !== 'closed')
  const [first] = waiting.data.items
  const who = returned ?? first
  const says = returned ? 'returned' : first ? 'waiting' : 'nobody'
  return (
    <div className={styles.nothing}>
      <h1 className={styles.question} tabIndex={-1}>
        {t(`desk.now_${says}`, { name: isolated(who?.customerName ?? '') })}
      </h1>
      <p className={styles.lead}>{t(`desk.now_${says}_lead`)}</p>
      {(first || returned) && (
        <Row>
          {returned && (
            <ActLink to={deskPath} params={{ contactId: returned.id }}>
              {t('desk.open_it')}
            </ActLink>
          )}
          {first && (
            <ActButton keys="x" busy={taking.busy} onClick={taking.takeNext}>
              {t('desk.take_next')}
            </ActButton>
          )}
        </Row>
      )}
    </div>
  )
}
