import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { useKeys } from '../ui/keys.ts'
import { useTitle } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Conversation } from './Conversation.tsx'
import styles from './Desk.module.css'
import { DeskList, focusedContact } from './DeskList.tsx'
import { May } from './May.tsx'
import { NewContact } from './NewContact.tsx'
import { NothingOpen } from './NothingOpen.tsx'
import { type Side, sides, useSide } from './sides.ts'
import { deskPath, useTaking } from './taking.ts'

/** The agent's one screen: who is waiting, the conversation, and what I may do right now. */
export function Desk() {
  const { t } = useTranslation()
  const { contactId } = useParams({ strict: false }) as { contactId?: string }
  const side = useSide(contactId)
  const taking = useTaking()
  const [opening, setOpening] = useState(false)
  const contact = useRead(
    'contact.show',
    { params: { contactId: contactId ?? '' } },
    { enabled: !!contactId },
  )
  useTitle(contact.data?.subject ?? t('desk.nav'))
  useDeskKeys({
    take: () => {
      const id = focusedContact() ?? contactId
      if (id) taking.take(id)
    },
    takeNext: taking.takeNext,
    openNew: () => setOpening(true),
  })
  const column = (name: Side) => (side === name ? `${styles[name]} ${styles.shown}` : styles[name])

  return (
    <div className={styles.desk}>
      <div className={column('list')}>
        {side === 'list' && <h1 className={styles.narrow}>{t('desk.list')}</h1>}
        <DeskList openId={contactId} taking={taking} onNew={() => setOpening(true)} />
      </div>
      <div className={column('talk')}>
        {!contactId && <NothingOpen taking={taking} />}
        {contactId && !contact.data && <Loading of={contact} />}
        {contact.data && <Conversation key={contact.data.id} contact={contact.data} taking={taking} />}
      </div>
      <aside className={column('may')} aria-label={t('desk.may')}>
        {side === 'may' && <h1 className={styles.narrow}>{t('desk.may')}</h1>}
        {!contactId && <p className={styles.hint}>{t('desk.may_empty')}</p>}
        {contact.data && <May key={contact.data.id} contact={contact.data} />}
      </aside>
      {contactId && (
        <nav className={styles.switch} aria-label={t('desk.sides')}>
          {sides.map((one) => (
            <Link
              key={one}
              to={deskPath}
              params={{ contactId } as never}
              search={{ show: one } as never}
              className={styles.to}
              aria-current={one === side ? 'true' : undefined}
            >
              {t(`desk.side_${one}`)}
            </Link>
          ))}
        </nav>
      )}
      <NewContact open={opening} onClose={() => setOpening(false)} />
    </div>
  )
}

function useDeskKeys(act: { take: () => void; takeNext: () => void; openNew: () => void }): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const group = t('desk.keys_list')
  useKeys([
    { keys: 't', label: t('desk.take'), group, run: act.take },
    { keys: 'x', label: t('desk.take_next'), group, run: act.takeNext },
    { keys: 'n', label: t('desk.new'), group, run: act.openNew },
    {
      keys: '/',
      label: t('desk.key_search'),
      group,
      run: () => void navigate({ to: '/contacts' }),
    },
  ])
}
