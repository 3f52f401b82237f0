import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useSession } from '../session.tsx'
import { Composer } from './Composer.tsx'
import { ContactHeader } from './ContactHeader.tsx'
import styles from './Conversation.module.css'
import { Doubts } from './Doubts.tsx'
import { NotMine } from './NotMine.tsx'
import { Rating } from './Rating.tsx'
import { StateNote } from './StateNote.tsx'
import { Thread } from './Thread.tsx'
import type { Taking } from './taking.ts'

/** What the closing of a contact may still miss; the doubts' sheet then shows where. */
export type Missing = 'answers' | 'doubts' | null

type ConversationProps = {
  contact: ContactDetail
  /** left out where one only reads */
  taking?: Taking
}

/** The second column: the matter, its doubts, what was said and decided, and the place to write. */
export function Conversation({ contact, taking }: ConversationProps) {
  const { t } = useTranslation()
  const { can } = useSession()
  const [missing, setMissing] = useState<Missing>(null)
  const workable = contact.mine && contact.state !== 'closed' && can('contact.work')
  const article = useFocusOnOpening()
  return (
    <div className={styles.column}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <article ref={article} className={styles.scroll} aria-label={t('desk.conversation')} tabIndex={0}>
        <div className={styles.talk}>
          <ContactHeader contact={contact} workable={workable} />
          <StateNote contact={contact} workable={workable} />
          {/* what the customer is asked to confirm stays as it was asked */}
          <Doubts
            contact={contact}
            workable={workable && contact.state !== 'with_customer'}
            missing={missing}
          />
          <Thread contact={contact} />
          {contact.rating && <Rating contact={contact} rating={contact.rating} />}
          {taking && !workable && contact.state !== 'closed' && <NotMine contact={contact} taking={taking} />}
        </div>
      </article>
      {workable && <Composer contact={contact} onMissing={setMissing} />}
    </div>
  )
}

/** Opening a contact takes the keyboard to its title, unless one is already at work in it. */
function useFocusOnOpening() {
  const article = useRef<HTMLElement>(null)
  useEffect(() => {
    article.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [])
  return article
}
