import type { TFunction } from 'i18next'
import type { Language } from '../../contract/route.ts'
import { sayWhen } from '../../core/language/say-when.ts'
import { formatMoney, localeOf } from '../../core/money/format.ts'
import { translator } from '../platform/language.ts'

/** How one reader is spoken to. */
export type Words = {
  language: Language
  dir: 'ltr' | 'rtl'
  t: TFunction
  /** keeps an amount or a name in its own order inside a sentence of the other direction */
  isolate(text: string): string
  /** to the minute: "at 8:42", "Tuesday at 8:42" */
  moment(at: Date): string
  /** "Tuesday 1 December" */
  day(at: Date): string
  money(minor: number, currency: string): string
}

/** @param timeZone that of the team's site */
export function wordsFor(language: Language, now: Date, timeZone: string): Words {
  const t = translator(language)
  const dir = language === 'ar' ? 'rtl' : 'ltr'
  const isolate = (text: string) => `\u2068${text}\u2069`
  const format = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), { calendar: 'gregory', timeZone, ...options }).format(at)
  return {
    language,
    dir,
    t,
    isolate,
    moment(at) {
      const said = sayWhen(at.toISOString(), now.toISOString(), timeZone)
      const time = isolate(t('ui.clock', { hour: said.hour, minute: String(said.minute).padStart(2, '0') }))
      if (said.kind === 'now') return t('ui.when_now')
      if (said.kind === 'today') return t('ui.when_at', { time })
      if (said.kind === 'yesterday' || said.kind === 'tomorrow') return t(`ui.when_${said.kind}_at`, { time })
      const day =
        said.kind === 'weekday'
          ? format(at, { weekday: 'long' })
          : format(at, {
              day: 'numeric',
              month: 'long',
              ...(said.kind === 'date_year' ? { year: 'numeric' as const } : {}),
            })
      return t('ui.when_day_at', { day, time })
    },
    day: (at) => format(at, { weekday: 'long', day: 'numeric', month: 'long' }),
    money: (minor, currency) => isolate(formatMoney(minor, currency, language)),
  }
}

/** A touchpoint in words; a client's own code that no catalogue knows is shown as it is written. */
export function touchpointWords(t: TFunction, code: string): string {
  return t(`touchpoint.${code}`, { defaultValue: code.replaceAll('_', ' ') })
}

/** The first name, as one signs to a customer: عبد الله and its like are one name of two words. */
export function givenName(name: string): string {
  const [first = '', second] = name.trim().split(/\s+/)
  return second && /^(عبد|أبو|أم)$/.test(first) ? `${first} ${second}` : first
}
