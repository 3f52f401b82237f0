import { Temporal } from 'temporal-polyfill'

/** Whole weeks of a site's calendar, by their Mondays (`2026-11-16`). */
export function mondayOf(now: Date, timeZone: string): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  return today.subtract({ days: today.dayOfWeek - 1 }).toString()
}

export function weeksBefore(monday: string, weeks: number): string {
  return Temporal.PlainDate.from(monday).subtract({ weeks }).toString()
}

/** The instant at which a day of the site begins. */
export function startOf(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds)
}

/** Days since 1970, for what counts in days. */
export function dayNumber(date: string): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'days' }).days
}

/** The Mondays from the first to the last, both included. */
export function mondaysFrom(first: string, last: string): string[] {
  const count = (dayNumber(last) - dayNumber(first)) / 7
  return Array.from({ length: count + 1 }, (_, n) => weeksBefore(last, count - n))
}
