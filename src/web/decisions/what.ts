import { useTranslation } from 'react-i18next'
import type { Money } from '../../contract/route.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { useFormat } from '../ui/format.ts'

type Weighed = { power: PowerKind | null; amount: Money | null; days: number | null }

/** "Refund of 25.00 €", "Deadline moved by 10 days", "Exception to a rule". */
export function useWhat() {
  const { t } = useTranslation()
  const { money } = useFormat()
  return ({ power, amount, days }: Weighed) =>
    power === null
      ? t('decisions.what_obstacle')
      : t(`decision.done_${power}`, { amount: amount ? money(amount) : '', count: days ?? 0 })
}
