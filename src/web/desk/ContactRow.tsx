import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactLine } from '../../contract/contact.ts'
import { Words } from '../ui/Words.tsx'
import styles from './ContactRow.module.css'
import type { ListGroup } from './lists.ts'
import { deskPath } from './taking.ts'

type ContactRowProps = { contact: ContactLine; group: ListGroup; open: boolean }

/** One who waits: the name, how they came, and their own latest words. */
export function ContactRow({ contact, group, open }: ContactRowProps) {
  const { t } = useTranslation()
  const row = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <Link
      ref={row}
      to={deskPath}
      params={{ contactId: contact.id } as never}
      className={styles.row}
      data-contact={contact.id}
      aria-current={open ? 'page' : undefined}
    >
      <span className={styles.who}>
        <bdi className={styles.name}>{contact.customerName}</bdi>
        <span className={styles.channel}>{t(`desk.channel_${contact.channel}`)}</span>
      </span>
      {group === 'waiting' && contact.returned && (
        <span className={styles.returned}>{t('desk.came_back')}</span>
      )}
      <Words short lang={contact.language}>
        {contact.latestWords || contact.subject}
      </Words>
    </Link>
  )
}
