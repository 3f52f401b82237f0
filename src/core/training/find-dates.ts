import { foldText, matchesOf, type Span } from './span.ts'
import { monthNames, type TextLanguage, writtenMonths } from './word-lists.ts'

export type FoundDate = Span & { shifted: string }

const dayMs = 86_400_000
const monthWords = (Object.keys(monthNames) as TextLanguage[]).flatMap((language) =>
  monthNames[language].flatMap((set, row) =>
    set.map((word, month) => ({ language, word, month, written: writtenMonths[language][row]! })),
  ),
)
const anyMonth = [...new Set(monthWords.map(({ word }) => word))]
  .sort((a, b) => b.length - a.length)
  .join('|')
const edge = '(?![\\p{L}\\p{N}])'
const begin = '(?<![\\p{L}\\p{N}])'

const iso = new RegExp(`${begin}(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, 'gu')
const numeric = new RegExp(
  `${begin}(\\d{1,2})([-/.])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?(?![\\d/-]|[.,]\\d)`,
  'gu',
)
const dayMonth = new RegExp(
  `${begin}(\\d{1,2})(st|nd|rd|th|er|°|º)?(\\s+(?:of\\s+|di\\s+|de\\s+)?)(${anyMonth})(?:\\.(?=\\s*\\d{4}))?(?:(\\s*,?\\s+(?:del\\s+|عام\\s+|سنه\\s+)?)(\\d{4}))?${edge}`,
  'gu',
)
const monthDay = new RegExp(
  `${begin}(${anyMonth})(\\s+)(\\d{1,2})(st|nd|rd|th)?(?:(\\s*,?\\s+)(\\d{4}))?(?![\\d\\p{L}])`,
  'gu',
)

/**
 * Dates of a text, each moved by the same whole weeks, in the form in which it stood: the weekday stays what it was.
 * @param weeks not 0
 * @param language of the text: some names of months are of two languages
 * @param around the calendar date (YYYY-MM-DD) of the conversation: tells which year a date without one is in
 */
export function findDates(text: string, weeks: number, around: string, language: TextLanguage): FoundDate[] {
  const folded = foldText(text)
  const middle = Date.parse(`${around}T00:00:00Z`)
  const found: FoundDate[] = []
  const add = (start: number, end: number, at: number | null, write: (date: Date) => string) => {
    if (at === null) return
    const old = Math.abs(at - middle) > 3660 * dayMs
    const shifted = write(new Date(at + weeks * 7 * dayMs))
    found.push({
      start,
      end,
      kind: 'date',
      sure: !old,
      replace: true,
      shifted: likeDigits(shifted, text.slice(start, end)),
    })
  }
  for (const { start, end, match } of matchesOf(iso, folded)) {
    const [, year, sign, month, day] = match
    add(start, end, dateOf(+year!, +month! - 1, +day!), (date) =>
      [date.getUTCFullYear(), pad(date.getUTCMonth() + 1, month!), pad(date.getUTCDate(), day!)].join(sign),
    )
  }
  for (const { start, end, match } of matchesOf(numeric, folded)) {
    const [, first, sign, second, year] = match
    // 14.30 is an hour or an amount, 3/4 a part: without a year only what is written with a stroke
    if (!year && (sign !== '/' || +second! > 31)) continue
    const american = +second! > 12
    const day = american ? second! : first!
    const month = american ? first! : second!
    const at = year
      ? dateOf(year.length === 2 ? 2000 + +year : +year, +month - 1, +day)
      : nearest(middle, +month - 1, +day)
    add(start, end, at, (date) => {
      const days = pad(date.getUTCDate(), day)
      const months = pad(date.getUTCMonth() + 1, month)
      const years = year ? [String(date.getUTCFullYear()).slice(-year.length)] : []
      return [...(american ? [months, days] : [days, months]), ...years].join(sign)
    })
  }
  for (const { start, end, match } of matchesOf(dayMonth, folded)) {
    const [, day, ordinal, gap, word, yearGap, year] = match
    const month = monthWords.find((one) => one.word === word)!
    const at = year ? dateOf(+year, month.month, +day!) : nearest(middle, month.month, +day!)
    const joint = text.slice(start + day!.length + (ordinal?.length ?? 0)).slice(0, gap!.length)
    add(
      start,
      end,
      at,
      (date) =>
        `${date.getUTCDate()}${sayOrdinal(ordinal, date.getUTCDate())}${joint}${wordOf(date, word!, text.slice(start, end), language)}${year ? `${yearGap!.replace('سنه', 'سنة')}${date.getUTCFullYear()}` : ''}`,
    )
  }
  for (const { start, end, match } of matchesOf(monthDay, folded)) {
    const [, word, gap, day, ordinal, yearGap, year] = match
    const month = monthWords.find((one) => one.word === word)!
    const at = year ? dateOf(+year, month.month, +day!) : nearest(middle, month.month, +day!)
    add(
      start,
      end,
      at,
      (date) =>
        `${wordOf(date, word!, text.slice(start, end), language)}${gap}${date.getUTCDate()}${sayOrdinal(ordinal, date.getUTCDate())}${year ? `${yearGap}${date.getUTCFullYear()}` : ''}`,
    )
  }
  return found
}

/** A calendar date (YYYY-MM-DD) some whole weeks later. */
export function shiftDate(date: string, weeks: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + weeks * 7 * dayMs).toISOString().slice(0, 10)
}

function dateOf(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month, day)
  const date = new Date(at)
  const real = date.getUTCMonth() === month && date.getUTCDate() === day && year >= 1900 && year <= 2199
  return real ? at : null
}

function nearest(middle: number, month: number, day: number): number | null {
  const year = new Date(middle).getUTCFullYear()
  const nearby = [year - 1, year, year + 1].map((one) => dateOf(one, month, day)).filter((at) => at !== null)
  if (nearby.length === 0) return null
  return nearby.reduce((best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best))
}

const pad = (value: number, like: string) => String(value).padStart(like.length, '0')

/** The month's name in the row of names that the text took it from, with its capital. */
function wordOf(date: Date, word: string, original: string, language: TextLanguage): string {
  // novembre is both Italian and French: the text's own first
  const rows = monthWords.filter((one) => one.word === word)
  const { written } = rows.find((one) => one.language === language) ?? rows[0]!
  const name = written[date.getUTCMonth()]!
  const letter = original.match(/\p{L}{3,}/u)?.[0] ?? ''
  if (letter.length > 1 && letter === letter.toUpperCase() && letter !== letter.toLowerCase())
    return name.toUpperCase()
  const capital = /\p{Lu}/u.test(letter)
  return capital ? name.charAt(0).toUpperCase() + name.slice(1) : name.toLowerCase()
}

function sayOrdinal(ordinal: string | undefined, day: number): string {
  if (!ordinal) return ''
  if (ordinal === 'er') return day === 1 ? 'er' : ''
  if (ordinal === '°' || ordinal === 'º') return day === 1 ? ordinal : ''
  if (day > 10 && day < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

/** In the digits that the original is written in. */
export function likeDigits(text: string, original: string): string {
  const zero = /[\u0660-\u0669]/.test(original) ? 0x660 : /[\u06f0-\u06f9]/.test(original) ? 0x6f0 : null
  return zero === null ? text : text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
}
