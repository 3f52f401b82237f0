import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../contract/route.ts'
import { sayDuration } from '../../core/language/say-duration.ts'
import { type SaidWhen, sayDate, sayWhen } from '../../core/language/say-when.ts'
import { formatMoney, formatWholeMoney } from '../../core/money/format.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useMaybeSession } from '../session.tsx'
import { dateFormat, listFormat, numberFormat } from './intl.ts'
import { useNow } from './now.ts'

/** The decimal sign of the language in use. */
export function decimalSign(): ',' | '.' {
  return numberFormat(intlTags[currentLanguage()]).format(0.5).includes(',') ? ',' : '.'
}

/** Words for amounts, dates, durations and lists, in the language of the page and the zone of the person. */
export function useFormat() {
  const { t, i18n } = useTranslation()
  const zone = useMaybeSession()?.person.timeZone
  const now = useNow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: i18n.language is what changes t
  return useMemo(() => {
    const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
    const language = currentLanguage()
    const tag = intlTags[language]
    // inside an Arabic sentence an amount keeps its own order; elsewhere the marks would be in the way
    const isolate = (text: string) => (language === 'ar' ? `\u2068${text}\u2069` : text)

    const money = ({ minor, currency }: Money) => isolate(formatMoney(minor, currency, language))
    const estimate = ({ minor, currency }: Money) => isolate(formatWholeMoney(minor, currency, language))
    const number = (value: number, options?: Intl.NumberFormatOptions) =>
      isolate(numberFormat(tag, options).format(value))
    const percent = (share: number) => number(share, { style: 'percent', maximumFractionDigits: 0 })
    const list = (items: readonly string[]) => listFormat(tag, { type: 'conjunction' }).format(items)
    const sentence = (text: string) => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1)
    const calendar = (date: Date, options: Intl.DateTimeFormatOptions, inZone = timeZone) =>
      dateFormat(tag, { calendar: 'gregory', timeZone: inZone, ...options }).format(date)

    const clock = ({ hour, minute }: SaidWhen) =>
      isolate(t('ui.clock', { hour, minute: String(minute).padStart(2, '0') }))
    const dayOf = (kind: SaidWhen['kind'], date: Date, inZone?: string) => {
      if (kind === 'weekday') return calendar(date, { weekday: 'long' }, inZone)
      const year = kind === 'date_year' ? 'numeric' : undefined
      return calendar(date, { day: 'numeric', month: 'long', year }, inZone)
    }

    /** In words: "this morning", "yesterday at 8:42", "Tuesday", "3 November". */
    const when = (instant: string) => {
      const said = sayWhen(instant, now, timeZone)
      if (said.kind === 'now') return t('ui.when_now')
      if (said.kind === 'today') return t(`ui.when_${said.part}`)
      if (said.kind === 'yesterday' || said.kind === 'tomorrow') {
        return t(`ui.when_${said.kind}_at`, { time: clock(said) })
      }
      return dayOf(said.kind, new Date(instant))
    }
    /** To the minute: "at 8:42", "yesterday at 8:42", "Tuesday at 8:42", "3 November at 8:42". */
    const moment = (instant: string) => {
      const said = sayWhen(instant, now, timeZone)
      const time = clock(said)
      if (said.kind === 'now' || said.kind === 'today') return t('ui.when_at', { time })
      if (said.kind === 'yesterday' || said.kind === 'tomorrow') return t(`ui.when_${said.kind}_at`, { time })
      return t('ui.when_day_at', { day: dayOf(said.kind, new Date(instant)), time })
    }
    /** A calendar date (`2026-11-03`): "today", "Thursday", "3 November". */
    const date = (day: string) => {
      const kind = sayDate(day, now, timeZone)
      if (kind === 'today' || kind === 'yesterday' || kind === 'tomorrow') return t(`ui.when_${kind}`)
      return dayOf(kind, new Date(`${day}T00:00:00Z`), 'UTC')
    }
    /** the calendar date now, in the person's zone */
    const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(now))
    const duration = (seconds: number) =>
      list(
        sayDuration(seconds).map(({ unit, value }) =>
          number(value, { style: 'unit', unit, unitDisplay: 'long' }),
        ),
      )

    return { money, estimate, number, percent, list, sentence, when, moment, date, today, duration, isolate }
  }, [t, i18n.language, zone, now])
}
