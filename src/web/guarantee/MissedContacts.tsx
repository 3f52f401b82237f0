import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissedCell } from '../../contract/missed.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useReadPages } from '../queries.ts'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Guarantee.module.css'
import { useMonth } from './shares.ts'

/** The contacts behind a figure: what the customer was left with, and what could have been decided. */
export function MissedContacts({ cell }: { cell: MissedCell }) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const month = useMonth()
  const { list } = useFormat()
  const heading = useRef<HTMLHeadingElement>(null)
  const { teamId, touchpoint: code, month: of } = cell
  const read = useReadPages('missed.listContacts', { query: { teamId, touchpoint: code, month: of } })
  useEffect(() => heading.current?.focus(), [])
  return (
    <section>
      <h2 className={styles.heading} ref={heading} tabIndex={-1}>
        {t('guarantee.contacts_heading', {
          touchpoint: touchpoint(code),
          team: cell.teamName,
          month: month(of),
        })}
      </h2>
      {!read.items && <Loading of={read} />}
      {read.items && (
        <Lines label={t('guarantee.col_contacts')}>
          {read.items.map((contact) => (
            <Line
              key={contact.contactId}
              title={<Link to={`/contacts/${contact.contactId}`}>{contact.subject}</Link>}
              end={<When at={contact.closedAt} />}
            >
              <p className={styles.soft}>
                {t(`guarantee.left_${contact.why}`, { name: contact.customerName })}{' '}
                {t('guarantee.could', { powers: list(contact.powers.map((kind) => t(`power.${kind}`))) })}
              </p>
            </Line>
          ))}
        </Lines>
      )}
      <More of={read}>{t('guarantee.more')}</More>
    </section>
  )
}
