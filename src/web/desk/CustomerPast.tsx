import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type PowerKind, powerKinds } from '../../core/mandate/document.ts'
import type { ResultOf } from '../api.ts'
import { When } from '../ui/Amount.tsx'
import { useDecided } from './DecisionLine.tsx'
import styles from './May.module.css'
import { deskPath } from './taking.ts'

type Shown = ResultOf<'customer.show'>

/** What went before: contacts, decisions, and what support once declined, each with its words. */
export function Past({ contactId, shown }: { contactId: string; shown: Shown }) {
  const { t } = useTranslation()
  const contacts = shown.contacts.filter(({ id }) => id !== contactId)
  return (
    <>
      {contacts.length === 0 && <p>{t('desk.first_time')}</p>}
      {contacts.length > 0 && (
        <details className={styles.details}>
          <summary>{t('desk.past_contacts')}</summary>
          <ul>
            {contacts.map((one) => (
              <li key={one.id}>
                <Link to={deskPath} params={{ contactId: one.id } as never} dir="auto">
                  {one.subject}
                </Link>
                <span>
                  <When at={one.openedAt} day={one.openedDay} /> ·{' '}
                  {t(`desk.${one.closure ?? one.state}` as 'desk.confirmed')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {shown.decisions.length > 0 && (
        <details className={styles.details}>
          <summary>{t('desk.past_decisions')}</summary>
          <ul>
            {shown.decisions.map((one) => (
              <PastDecision key={one.id} decision={one} />
            ))}
          </ul>
        </details>
      )}
      {shown.declines.length > 0 && (
        <details className={styles.details} open>
          <summary>{t('desk.past_declines')}</summary>
          <ul>
            {shown.declines.map((one) => (
              <li key={one.id}>
                <span dir="auto">{one.reason}</span>
                <span>
                  {isPower(one.power) && `${t(`power.${one.power}`)} · `}
                  <When at={one.at} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function PastDecision({ decision }: { decision: Shown['decisions'][number] }) {
  const decided = useDecided()
  const { power, amount, days } = decision
  return (
    <li>
      {isPower(power) ? decided({ power, amount, days }) : power}
      <span dir="auto">
        {decision.reason} · <When at={decision.at} />
      </span>
    </li>
  )
}

function isPower(power: string | null): power is PowerKind {
  return power !== null && (powerKinds as readonly string[]).includes(power)
}
