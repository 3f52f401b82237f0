import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Said, Words } from '../ui/Words.tsx'
import { DecisionLine } from './DecisionLine.tsx'
import { isolated } from './naming.ts'
import { SupportLine } from './SupportLine.tsx'
import styles from './Thread.module.css'
import { mergeThread, type ThreadItem } from './thread.ts'

/** How many of the newest are shown at first: a screen's worth, with the place to write in sight. */
const shownAtFirst = 8

/** What was said, decided and done, in the order in which it happened. */
export function Thread({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const items = mergeThread(contact)
  const shown = whole ? items : items.slice(-shownAtFirst)
  const end = useNewestInSight(items.length)
  return (
    <section aria-label={t('desk.thread')} className={styles.thread}>
      {shown.length < items.length && (
        <div>
          <ActButton kind="quiet" onClick={() => setWhole(true)}>
            {t('desk.earlier')}
          </ActButton>
        </div>
      )}
      {shown.map((item) => (
        <Item key={item.id} item={item} contact={contact} />
      ))}
      <div ref={end} />
    </section>
  )
}

/** What is added while one looks, by me or by the customer, comes into sight. */
function useNewestInSight(length: number) {
  const end = useRef<HTMLDivElement>(null)
  const seen = useRef(length)
  useEffect(() => {
    if (length > seen.current) end.current?.scrollIntoView({ block: 'end' })
    seen.current = length
  }, [length])
  return end
}

function Item({ item, contact }: { item: ThreadItem; contact: ContactDetail }) {
  switch (item.kind) {
    case 'message':
      return <Message message={item.of} contact={contact} />
    case 'decision':
      return <DecisionLine decision={item.of} contact={contact} />
    case 'support':
      return <SupportLine request={item.of} />
    case 'event':
      return <EventLine event={item.of} name={contact.customer.name} />
  }
}

type MessageProps = { message: ContactDetail['messages'][number]; contact: ContactDetail }

function Message({ message, contact }: MessageProps) {
  const { t } = useTranslation()
  const { sentence } = useFormat()
  if (message.kind === 'customer') {
    return (
      <Words by={contact.customer.name} at={message.at} day={message.day} lang={contact.language}>
        {message.text}
      </Words>
    )
  }
  const author = message.mine ? t('desk.you') : (message.authorName ?? t('desk.colleague'))
  if (message.kind === 'reply') {
    return (
      <Said by={sentence(author)} at={message.at} day={message.day} lang={contact.language}>
        {message.text}
      </Said>
    )
  }
  return (
    <div className={styles.note}>
      <p className={styles.noteHead}>
        {t('desk.note_by', { name: isolated(author) })} <When at={message.at} day={message.day} exact />
      </p>
      <p className={styles.noteText} dir="auto">
        {message.text}
      </p>
    </div>
  )
}

/** Told in parts of a day, not in minutes: how long somebody took is nobody's business (law 6). */
function EventLine({ event, name }: { event: ContactDetail['events'][number]; name: string }) {
  const said = useEvent(event, name)
  return (
    <p className={styles.event}>
      {said} · <When at={event.at} day={event.day} />
    </p>
  )
}

function useEvent({ kind, actorName }: ContactDetail['events'][number], name: string): string {
  const { t } = useTranslation()
  const { person } = useSession()
  switch (kind) {
    case 'taken':
    case 'released':
    case 'closure_proposed':
    case 'closure_withdrawn':
      return actorName === person.name
        ? t(`desk.event_${kind}_you`, { name: isolated(name) })
        : t(`desk.event_${kind}`, { who: isolated(actorName ?? t('desk.colleague')), name: isolated(name) })
    default:
      return t(`desk.event_${kind}`, { name: isolated(name) })
  }
}
