import { useTranslation } from 'react-i18next'
import type { Limit, MandateDocument, Power } from '../../core/mandate/document.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useFormat } from '../ui/format.ts'

/** "60.00 € or 190.000 DT": whichever currency the customer has. */
function either(items: readonly string[]): string {
  return new Intl.ListFormat(intlTags[currentLanguage()], { type: 'disjunction' }).format(items)
}

/** A mandate in plain sentences: what somebody signs is what they can read. */
export function useSaid() {
  const { t } = useTranslation()
  const { money } = useFormat()

  function bounds(limit: Limit, which: 'max' | 'stretch'): string {
    return either(
      Object.entries(limit.bounds).map(([key, bound]) => {
        if (limit.measure === 'money') return money({ minor: bound[which], currency: key })
        return t(limit.measure === 'days' ? 'mandates.days' : 'mandates.times', { count: bound[which] })
      }),
    )
  }
  /** "For one customer, up to 100.00 € a year in all; if nobody answers in time, up to 150.00 €." */
  function limit(limit: Limit): string {
    const values = {
      max: bounds(limit, 'max'),
      window: limit.window ? t(`mandates.within_${limit.window}`) : '',
    }
    const sentence = t(`mandates.limit_${limit.scope}`, values)
    const stretches = Object.values(limit.bounds).some(({ max, stretch }) => stretch > max)
    return stretches
      ? t('mandates.limit_stretched', { limit: sentence, stretch: bounds(limit, 'stretch') })
      : t('mandates.limit_firm', { limit: sentence })
  }
  function limits(power: Power): string[] {
    return power.limits.length > 0 ? power.limits.map(limit) : [t('mandates.no_limits')]
  }
  function beyond(document: MandateDocument): string {
    return t('mandates.beyond', { count: document.support.minutes })
  }
  return { limits, beyond }
}
