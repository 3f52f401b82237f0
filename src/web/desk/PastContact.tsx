import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row, useTitle } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Conversation } from './Conversation.tsx'
import { KnownFacts } from './KnownFacts.tsx'
import styles from './PastContact.module.css'

/** One contact, to be read: for who answers for a team and does not work in it. */
export function PastContact() {
  const { t } = useTranslation()
  const { contactId = '' } = useParams({ strict: false }) as { contactId?: string }
  const contact = useRead('contact.show', { params: { contactId } })
  useTitle(contact.data?.subject ?? t('desk.past_nav'))
  return (
    <div className={styles.page}>
      <div className={styles.acts}>
        <Row>
          <ActLink kind="quiet" to="/contacts">
            {t('desk.past_nav')}
          </ActLink>
          <ActLink kind="quiet" to="/feedback/new" search={{ contact: contactId }}>
            {t('feedback.write')}
          </ActLink>
        </Row>
      </div>
      {!contact.data && <Loading of={contact} />}
      {contact.data && (
        <>
          <Conversation key={contact.data.id} contact={contact.data} />
          <div className={styles.known}>
            <KnownFacts contact={contact.data} />
          </div>
        </>
      )}
    </div>
  )
}
