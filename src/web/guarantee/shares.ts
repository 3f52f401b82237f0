import { useTranslation } from 'react-i18next'
import type { MissedCell } from '../../contract/missed.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { dateFormat } from '../ui/intl.ts'

/** "3 of 21, between 5 and 35 in a hundred": the count, and what it says of the work. Rounded outwards. */
export function useShare(): (share: MissedCell['missed']) => string {
  const { t } = useTranslation()
  return ({ count, of, interval: [low, high] }) =>
    t('guarantee.share', { number: count, of, low: Math.floor(low * 100), high: Math.ceil(high * 100) })
}

/** "November 2026" of 2026-11. */
export function useMonth(): (month: string) => string {
  const format = dateFormat(intlTags[currentLanguage()], {
    month: 'long',
    year: 'numeric',
    calendar: 'gregory',
    timeZone: 'UTC',
  })
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`))
}
