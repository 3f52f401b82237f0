import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { useFormat } from '../ui/format.ts'

type AskedFor = Pick<SupportRequest, 'kind' | 'power' | 'amount' | 'days' | 'corrects' | 'refusedDecisionId'>

/** What a support request asks for, in words: "Refund, €70.00", or "an obstacle out of the way". */
export function useAskedFor(): (of: AskedFor) => string {
  const { t } = useTranslation()
  const { money } = useFormat()
  return ({ kind, power, amount, days, corrects, refusedDecisionId }) => {
    if (refusedDecisionId) return t('power.obstacle_refused')
    if (kind === 'obstacle' || !power) return t('power.obstacle')
    const name = corrects ? t('power.more_of', { power: t(`power.${power}`) }) : t(`power.${power}`)
    if (days) return `${name}${t('ui.comma')}${t('power.days', { count: days })}`
    return amount && amount.minor > 0 ? `${name}${t('ui.comma')}${money(amount)}` : name
  }
}
