import { useTranslation } from 'react-i18next'
import type { Authority } from '../../contract/mandate.ts'
import type { Availability } from '../../core/mandate/availability.ts'
import { sayConditionCheck, sayMissing } from '../../core/mandate/explain.ts'
import { currentLanguage } from '../i18n.ts'
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
        <Wider power={power} authority={authority} />
      </div>
    )
  }
  return (
    <button type="button" className={`${styles.power} ${styles.opens}`} onClick={onOpen}>
      <span className={styles.name}>
        {t(`power.${power.kind}`)} <Kbd keys={power.key} />
      </span>
      <span className={styles.left}>{left}</span>
      <Wider power={power} authority={authority} />
    </button>
  )
}

/** A crisis makes it wider for a time: why, and until when. */
export function Wider({ power, authority }: Pick<PowerSheetProps, 'power' | 'authority'>) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const { widenedBy } = power.availability
  const overlays = authority.overlays.filter(({ id }) => widenedBy.includes(id))
  return overlays.map(({ id, document }) => (
    <span key={id} className={styles.wider}>
      {t('power.wider', { reason: document.reason[currentLanguage()], until: moment(document.until) })}
    </span>
  ))
}

/** What is left, in words: "Up to €20.00 · two more times this year for this customer". */
export function useLeft(currency: string, mandate: Mandate): (of: Availability) => string {
  const { t } = useTranslation()
  const say = useSaying()
  const { money, date } = useFormat()
  return ({ measure, most, mostWithStretch, countLeft, unmet, missing, open }) => {
    const parts: string[] = []
    if (!open && unmet) return `${say(sayConditionCheck(mandate.document, unmet))} ${t('power.ask_decides')}`
    const amount = (minor: number) => money({ minor, currency })
    if (!open) {
      if (missing.length > 0) return `${say(sayMissing(missing))} ${t('power.ask_decides')}`
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
