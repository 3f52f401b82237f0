import { useTranslation } from 'react-i18next'
import type { Authority } from '../../contract/mandate.ts'
import type { Availability } from '../../core/mandate/availability.ts'
import { sayConditionCheck } from '../../core/mandate/explain.ts'
import { useFormat } from '../ui/format.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useSaying } from '../ui/saying.ts'
import styles from './May.module.css'
import type { Mandate, PowerNow } from './powers.ts'

type PowerSheetProps = {
  power: PowerNow
  authority: Authority
  mandate: Mandate
  onOpen: (() => void) | null
}

/** One power, closed: its name, its key, and what is left of it for this customer right now. */
export function PowerSheet({ power, authority, mandate, onOpen }: PowerSheetProps) {
  const { t } = useTranslation()
  const left = useLeft(authority.currency, mandate)(power.availability)
  if (!onOpen) {
    return (
      <div className={styles.power}>
        <p className={styles.name}>{t(`power.${power.kind}`)}</p>
        <p className={styles.left}>{left}</p>
      </div>
    )
  }
  return (
    <button type="button" className={`${styles.power} ${styles.opens}`} onClick={onOpen}>
      <span className={styles.name}>
        {t(`power.${power.kind}`)} <Kbd keys={power.key} />
      </span>
      <span className={styles.left}>{left}</span>
    </button>
  )
}

/** What is left, in words: "Up to €20.00 · two more times this year for this customer". */
export function useLeft(currency: string, mandate: Mandate): (of: Availability) => string {
  const { t } = useTranslation()
  const say = useSaying()
  const { money, date } = useFormat()
  return ({ measure, most, mostWithStretch, countLeft, unmet, open }) => {
    const parts: string[] = []
    if (!open && unmet) return `${say(sayConditionCheck(mandate.document, unmet))} ${t('power.ask_decides')}`
    const amount = (minor: number) => money({ minor, currency })
    if (!open) {
      parts.push(t('power.used_up'))
      if (countLeft?.left === 0) parts.push(t('power.again', { when: date(countLeft.until) }))
      const beyond = mostWithStretch ?? 0
      parts.push(t(beyond > 0 ? 'power.ask_possible' : 'power.ask_decides'))
      return parts.join(' ')
    }
    if (measure === 'money' && most !== null && Number.isFinite(most))
      parts.push(t('power.up_to', { amount: amount(most) }))
    if (measure === 'days' && most !== null && Number.isFinite(most))
      parts.push(t('power.up_to_days', { count: most }))
    if (measure === 'none') parts.push(t('power.no_amount'))
    if (countLeft) parts.push(t(`power.left_${countLeft.window}`, { count: countLeft.left }))
    return parts.join(' · ')
  }
}
