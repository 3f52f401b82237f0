import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Customer } from '../../contract/customer.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags, ownNames } from '../language.ts'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { dateFormat } from '../ui/intl.ts'
import { Loading } from '../ui/States.tsx'
import { Past } from './CustomerPast.tsx'
import { HowToReach } from './HowToReach.tsx'
import { KnownFacts } from './KnownFacts.tsx'
import styles from './May.module.css'
import { isolated } from './naming.ts'

/** Who this customer is to the client: what they are worth, since when, and what went before. */
export function CustomerNote({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const { customer } = contact
  const shown = useRead('customer.show', { params: { customerId: customer.id } })
  return (
    <section className={styles.keep} aria-label={t('desk.customer')}>
      <Value customer={customer} />
      <p>{useAbout(customer)}</p>
      {contact.mine && contact.state !== 'closed' && <HowToReach customer={customer} />}
      <KnownFacts contact={contact} />
      {!shown.data && <Loading of={shown} />}
      {shown.data && <Past contactId={contact.id} shown={shown.data} />}
    </section>
  )
}

function useAbout(customer: Customer): string {
  const { t } = useTranslation()
  const { sentence } = useFormat()
  const about = [
    customer.since && t('desk.since', { year: customer.since.slice(0, 4) }),
    customer.city && isolated(customer.city),
    t('desk.speaks', { language: isolated(ownNames[customer.language]) }),
    customer.phone && `\u2066${customer.phone.replaceAll(' ', '\u00a0')}\u2069`,
    customer.email && `\u2066${customer.email}\u2069`,
  ]
    .filter(Boolean)
    .join(' · ')
  return sentence(about)
}

function Value({ customer: { name, value } }: { customer: Customer }) {
  const { t } = useTranslation()
  const { estimate } = useFormat()
  if (!value) return <p>{t('desk.no_value', { name: isolated(name) })}</p>
  const about = (amount: number) => estimate({ minor: amount, currency: value.currency })
  const { minor, lowMinor, highMinor } = value
  const sure = lowMinor !== null && highMinor !== null
  const amounts = { amount: about(minor), low: about(lowMinor ?? 0), high: about(highMinor ?? 0) }
  const known = value.source === 'client_file' || value.source === 'model' || value.source === 'import'
  const source = known ? (value.source as 'client_file' | 'model' | 'import') : 'unknown'
  return (
    <>
      <p>
        <strong>{t('desk.worth', { name: isolated(name), amount: amounts.amount })}</strong>
        {sure && `${t('ui.comma')}${t('desk.worth_between', amounts)}`}.
      </p>
      <details className={styles.details}>
        <summary>{t('desk.where_from')}</summary>
        <p>
          {t(`desk.value_${source}`)} {t('desk.value_at', { date: longDate(value.at) })}{' '}
          {sure && t('desk.value_interval')}
        </p>
      </details>
    </>
  )
}

function longDate(instant: string): string {
  const format = dateFormat(intlTags[currentLanguage()], {
    calendar: 'gregory',
    dateStyle: 'long',
  })
  return format.format(new Date(instant))
}
