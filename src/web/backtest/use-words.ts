import { useTranslation } from 'react-i18next'
import type { Rule } from '../../core/backtest/ending.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { sayCondition } from '../../core/mandate/say-condition.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { dateFormat } from '../ui/intl.ts'
import { useSaying } from '../ui/saying.ts'

/** What the panel's parts all say: sums in several currencies, months, days, rules, teams. */
export function useBacktestWords() {
  const { t } = useTranslation()
  const { money, number, list, isolate } = useFormat()
  const say = useSaying()
  const tag = intlTags[currentLanguage()]
  const dated = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(tag, { calendar: 'gregory', timeZone: 'UTC', ...options })
  const [short, long, day] = [
    dated({ month: 'short' }),
    dated({ month: 'long', year: 'numeric' }),
    dated({ dateStyle: 'long' }),
  ]
  const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)
  return {
    number: (value: number) => number(value),
    /** "31,240.00 € and 98,000.000 DT": currencies are never added up */
    cost: (cost: readonly number[], currencies: readonly string[]) => {
      const sums = cost.flatMap((minor, i) => (minor > 0 ? [money({ minor, currency: currencies[i]! })] : []))
      return sums.length > 0 ? list(sums) : t('backtest.cost_nothing')
    },
    monthShort: (date: string) => short.format(dayOf(date)),
    monthLong: (date: string) => isolate(long.format(dayOf(date))),
    /** a calendar date, or an instant in ms */
    day: (date: string | number) => isolate(day.format(typeof date === 'string' ? dayOf(date) : date)),
    touchpoint: (code: string | null) =>
      code === null
        ? t('backtest.unknown')
        : say({ key: `touchpoint.${code}`, values: {}, otherwise: code.replaceAll('_', ' ') }),
    /** "Refund, for one agent in one month" */
    rule: (rule: Rule, document: MandateDocument) => {
      const { power, scope, window, kind, id } = rule
      if (kind === 'refusal' || !power) return say({ key: `rule.refused_${id}`, values: {} })
      const name = t(`power.${power}`)
      if (kind === 'limit' && scope) {
        const within = window ? t(`rule.within_${window}`) : ''
        return t('backtest.rule_limit', {
          power: name,
          where: t(`change.where_${scope}`, { window: within }),
        })
      }
      const own = document.powers.find((one) => one.kind === power)?.conditions?.find((one) => one.id === id)
      return t('backtest.rule_condition', { power: name, condition: own ? say(sayCondition(own.when)) : id })
    },
  }
}

/** The names of a client's teams by id. */
export function useTeamNames(): (teamId: string) => string {
  const { isolate } = useFormat()
  const teams = useRead('team.list')
  return (teamId) => {
    const team = teams.data?.items.find(({ id }) => id === teamId)
    return team ? isolate(team.name) : ''
  }
}
