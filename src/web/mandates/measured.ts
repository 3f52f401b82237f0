import { useTranslation } from 'react-i18next'
import type { Check } from '../../core/mandate/evaluate.ts'
import { useFormat } from '../ui/format.ts'

/** A limit's figure in its measure: "50.00 €", "10 days", "3 times". */
export function useMeasured(currency: string) {
  const { t } = useTranslation()
  const { money } = useFormat()
  return (measure: Check['measure'], value: number): string => {
    if (measure === 'money') return money({ minor: value, currency })
    return measure === 'days' ? t('mandates.days', { count: value }) : t('mandates.times', { count: value })
  }
}
