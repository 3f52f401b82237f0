import { Temporal } from 'temporal-polyfill'
import { veilTimes } from '../../core/handling/veil.ts'
import { localDate } from '../../core/mandate/window.ts'

/** When something happened, as a reader is told: exactly, or (`day` set) its day and its place among the rest. */
export type Told = { at: string; day: string | null }

export const exactly = (at: Date): Told => ({ at: at.toISOString(), day: null })

/** The day of an instant, and no more of it. */
export function toTheDay(at: Date, timeZone: string): { at: string; day: string } {
  return {
    at: new Date(dayStart(at.getTime(), timeZone)).toISOString(),
    day: localDate(at.getTime(), timeZone),
  }
}

/**
 * Tells the times of a contact's items to a reader, in the order given. Veiled are those that another of us made:
 * from them a handling time could be read, which is that person's own (law 6).
 * @param exact instants that the reader is told exactly anyway, of things that are not among the items
 */
export function tellTimes(
  items: readonly { at: Date; veiled: boolean }[],
  exact: readonly Date[],
  timeZone: string,
): Told[] {
  const all = [
    ...exact.map((at) => ({ at: at.getTime(), veiled: false, nth: -1 })),
    ...items.map(({ at, veiled }, nth) => ({ at: at.getTime(), veiled, nth })),
  ].sort((a, b) => a.at - b.at || Number(a.veiled) - Number(b.veiled))
  const times = veilTimes(all, (at) => dayStart(at, timeZone))
  const told: Told[] = []
  for (const [place, { at, veiled, nth }] of all.entries())
    if (nth >= 0)
      told[nth] = { at: new Date(times[place]!).toISOString(), day: veiled ? localDate(at, timeZone) : null }
  return told
}

/** The beginning of an instant's day in a zone, in ms. */
export function dayStart(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay()
    .epochMilliseconds
}

/** The last millisecond of the day of an instant in a zone. */
export function dayEnd(at: number, timeZone: string): number {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return day.add({ days: 1 }).startOfDay().epochMilliseconds - 1
}
