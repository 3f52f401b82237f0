import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { findMentioned } from './mentioned.ts'
import type { PowerNow } from './powers.ts'

export type Asked = {
  minor: number | null
  days: number | null
  reason: string
  /** amounts the customer wrote */
  mentioned: number[]
  setMinor: (minor: number | null) => void
  setDays: (days: number | null) => void
  setReason: (reason: string) => void
}

/**
 * What the open form holds. It begins with what the customer wrote: the first amount in their own words, when
 * the mandate reaches it, so that one mostly has to look and confirm.
 */
export function useAsked(of: { contact: ContactDetail; power: PowerNow; currency: string }): Asked {
  const { t } = useTranslation()
  const { kind, availability } = of.power
  const [mentioned] = useState(() => findMentioned(wordsOf(of.contact), of.currency))
  const [minor, setMinor] = useState<number | null>(() => {
    const first = mentioned[0]
    return first !== undefined && first <= (availability.most ?? 0) ? first : null
  })
  const [days, setDays] = useState<number | null>(
    availability.measure === 'days' ? availability.most || null : null,
  )
  const [reason, setReason] = useState(() => (kind === 'exception' ? '' : t(`power.reason_${kind}_1`)))
  return { minor, days, reason, mentioned, setMinor, setDays, setReason }
}

function wordsOf({ subject, messages }: ContactDetail): string[] {
  return [subject, ...messages.filter(({ kind }) => kind === 'customer').map(({ text }) => text)]
}
