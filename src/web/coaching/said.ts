import { useTranslation } from 'react-i18next'
import type { Opportunity, Series } from '../../contract/coaching.ts'
import { oneInHowMany } from '../../core/coaching/find.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useFormat } from '../ui/format.ts'

type Pattern = Pick<Opportunity, 'kind' | 'subject' | 'evidence'>

/** Patterns and series in sentences. */
export function useSaid() {
  const { t } = useTranslation()
  const { number, percent, date } = useFormat()
  const touchpoint = useTouchpoint()
  const subject = ({ kind, subject: code }: Pick<Pattern, 'kind' | 'subject'>) =>
    kind === 'repeated_lift' ? t(`power.${code as PowerKind}`) : touchpoint(code)

  return {
    subject,
    title: (one: Pattern) => t(`coaching.${one.kind}_title`, { subject: subject(one) }),
    /** What was seen, and what it is compared with: counts of contacts. */
    seen({ kind, evidence }: Pattern) {
      const { count, of, compared, restCount, restOf } = evidence
      const rest = { count: number(restCount), of: number(restOf) }
      const others = kind === 'repeated_lift' ? 'powers' : 'touchpoints'
      return `${t(`coaching.${kind}_seen`, { hits: number(count), of: number(of) })} ${t(
        `coaching.rest_${compared === 'others' ? others : compared}`,
        { hits: rest.count, of: rest.of },
      )}`
    },
    ask: ({ kind }: Pick<Pattern, 'kind'>) => t(`coaching.${kind}_ask`),
    /** Why we believe it, step by step, without a formula. */
    why({ evidence, week, weeks }: Opportunity): string[] {
      return [
        t('coaching.why_weeks', { weeks: number(weeks), date: date(week) }),
        t('coaching.why_share', { share: percent(evidence.shrunk) }),
        t('coaching.why_test', { times: number(oneInHowMany(evidence.p)) }),
        t('coaching.why_many', {
          asked: number(evidence.asked),
          times: number(oneInHowMany(evidence.adjusted)),
        }),
        t('coaching.why_people'),
      ]
    },
    /** Signal or noise, in one sentence. */
    reading({ measure, reading, limits }: Series) {
      if (reading.says === 'too_few') return t('coaching.series_too_few')
      if (reading.says === 'noise')
        return t('coaching.series_noise', {
          low: percent(limits?.lower ?? 0),
          high: percent(limits?.upper ?? 1),
        })
      const how = reading.better ? 'better' : 'worse'
      const since = date(reading.since)
      return measure === 'support_in_time'
        ? t(`coaching.series_support_${how}`, { since })
        : t(`coaching.series_${how}`, { since })
    },
  }
}
