import { Temporal } from 'temporal-polyfill'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const offsets = new Map<string, Map<number, number>>()

/** How far a zone is ahead of UTC. Kept by the hour: the world asks it some hundred thousand times. */
function offsetAt(at: number, timeZone: string): number {
  const hour = Math.floor(at / hourMs)
  let known = offsets.get(timeZone)
  if (!known) {
    known = new Map()
    offsets.set(timeZone, known)
  }
  let offset = known.get(hour)
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(hour * hourMs).toZonedDateTimeISO(timeZone)
    offset = zoned.offsetNanoseconds / 1e6
    known.set(hour, offset)
  }
  return offset
}

/** The wall clock of a zone: its day (counted from 1970), weekday (1 is Monday) and minute of the day. */
export function wallClock(at: number, timeZone: string): { day: number; weekday: number; minute: number } {
  const local = at + offsetAt(at, timeZone)
  const day = Math.floor(local / dayMs)
  return { day, weekday: ((day + 3) % 7) + 1, minute: (local - day * dayMs) / minuteMs }
}

export function instantOf(day: number, minute: number, timeZone: string): number {
  const local = day * dayMs + Math.round(minute * minuteMs)
  const guess = local - offsetAt(local, timeZone)
  return local - offsetAt(guess, timeZone)
}

/** A team is there from Monday to Saturday, 8:00 to 20:30. */
export function isShift(at: number, timeZone: string): boolean {
  const { weekday, minute } = wallClock(at, timeZone)
  return weekday !== 7 && minute >= 480 && minute < 1230
}

/** The same moment if the team is there, otherwise `later` ms into its next shift. */
export function inShift(at: number, timeZone: string, later: number): number {
  if (isShift(at, timeZone)) return at
  const { day, weekday, minute } = wallClock(at, timeZone)
  let next = minute < 480 ? day : day + 1
  if (((weekday - 1 + next - day) % 7) + 1 === 7) next++
  return instantOf(next, 480, timeZone) + later
}

/** People write to companies when they are awake: 6:45 to 23:30. */
export function awake(at: number, timeZone: string, later: number): number {
  const { day, minute } = wallClock(at, timeZone)
  if (minute >= 405 && minute < 1410) return at
  return instantOf(minute < 405 ? day : day + 1, 420, timeZone) + later
}
