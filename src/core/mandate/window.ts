import type { LimitWindow } from './document.ts'

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar date (YYYY-MM-DD) of an instant (ms since the epoch) in an IANA zone. */
export function localDate(now: number, timeZone: string): string {
  let format = dayFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    dayFormats.set(timeZone, format)
  }
  const parts: Record<string, string> = {}
  for (const part of format.formatToParts(now)) parts[part.type] = part.value
  return `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}`
}

const day = 86_400_000
const asDate = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * First calendar date of the window that holds `date`. Weeks start on Monday (ISO 8601); quarters in
 * January, April, July and October.
 */
export function windowStart(window: LimitWindow, date: string): string {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))]
  switch (window) {
    case 'day':
      return date
    case 'week': {
      const ms = Date.UTC(Number(year), month - 1, Number(date.slice(8, 10)))
      const sinceMonday = (new Date(ms).getUTCDay() + 6) % 7
      return asDate(ms - sinceMonday * day)
    }
    case 'month':
      return `${date.slice(0, 7)}-01`
    case 'quarter':
      return `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
    case 'year':
      return `${year}-01-01`
  }
}

/** First calendar date of the next window: when what was used is forgotten. */
export function nextWindowStart(window: LimitWindow, date: string): string {
  const start = windowStart(window, date)
  const ms = Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1, Number(start.slice(8, 10)))
  const months = { month: 1, quarter: 3, year: 12 }
  if (window === 'day') return asDate(ms + day)
  if (window === 'week') return asDate(ms + 7 * day)
  const first = new Date(ms)
  return asDate(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months[window], 1))
}
