import { useTranslation } from 'react-i18next'
import type { Bounds, LevelBounds, Limit, MandateDocument, Power } from '../../core/mandate/document.ts'
import { sayCondition } from '../../core/mandate/say-condition.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useFormat } from '../ui/format.ts'
import { dateFormat, listFormat } from '../ui/intl.ts'
import { useSaying } from '../ui/saying.ts'

/** "60.00 € or 190.000 DT": whichever currency the customer has. */
function either(items: readonly string[]): string {
  return listFormat(intlTags[currentLanguage()], { type: 'disjunction' }).format(items)
}

function calendarDay(date: string): string {
  return dateFormat(intlTags[currentLanguage()], {
    dateStyle: 'long',
    calendar: 'gregory',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}

/** A mandate in plain sentences: what somebody signs is what they can read. */
export function useSaid() {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const say = useSaying()

  function bounds(limit: Pick<Limit, 'measure'>, of: Bounds, which: 'max' | 'stretch'): string {
    return either(
      Object.entries(of).map(([key, bound]) => {
        if (limit.measure === 'money') return money({ minor: bound[which], currency: key })
        if (limit.measure === 'value_share') {
          const percent = number(bound[which] / 10_000, { style: 'percent', maximumFractionDigits: 2 })
          return t('mandates.share', { percent })
        }
        return t(limit.measure === 'days' ? 'mandates.days' : 'mandates.times', { count: bound[which] })
      }),
    )
  }
  /** "For one customer, up to 100.00 € a year in all; if nobody answers in time, up to 150.00 €." */
  function limit(limit: Limit, of = limit.bounds): string {
    const values = {
      max: bounds(limit, of, 'max'),
      window: limit.window ? t(`mandates.within_${limit.window}`) : '',
    }
    const sentence = t(`mandates.limit_${limit.scope}`, values)
    const stretches = Object.values(of).some(({ max, stretch }) => stretch > max)
    return stretches
      ? t('mandates.limit_stretched', { limit: sentence, stretch: bounds(limit, of, 'stretch') })
      : t('mandates.limit_firm', { limit: sentence })
  }
  function atLevel(of: Limit, level: 'trainee' | 'senior', { bounds, when }: LevelBounds): string {
    const sentence = limit(of, bounds)
    if (when) return t('mandates.at_level_where', { condition: say(sayCondition(when)), limit: sentence })
    return t(`mandates.at_level_${level}`, { limit: sentence })
  }
  function kept(power: Power): string[] {
    const conditions = (power.conditions ?? []).map(({ when }) =>
      t('mandates.condition', { condition: say(sayCondition(when)) }),
    )
    const own = power.limits.flatMap((of) => [
      limit(of),
      ...(of.levels?.trainee ? [atLevel(of, 'trainee', of.levels.trainee)] : []),
      ...(of.levels?.senior ? [atLevel(of, 'senior', of.levels.senior)] : []),
    ])
    return [...conditions, ...own]
  }
  function limits(power: Power): string[] {
    return power.limits.length > 0 ? kept(power) : [...kept(power), t('mandates.no_limits')]
  }
  function beyond({ support: { minutes, first } }: MandateDocument): string {
    const sentence = t('mandates.beyond', { count: minutes })
    return first && first !== 'coach' ? `${t(`mandates.first_${first}`)} ${sentence}` : sentence
  }
  function validity({ validity }: MandateDocument): string[] {
    return (['from', 'until'] as const).flatMap((end) => {
      const date = validity?.[end]
      return date ? [t(`mandates.valid_${end}`, { date: calendarDay(date) })] : []
    })
  }
  return { limit, bounds, limits, kept, beyond, validity }
}
