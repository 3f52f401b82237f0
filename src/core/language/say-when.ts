/**
 * Dates in words before numbers: says which words a moment deserves, seen from now, in a zone. The words
 * themselves are in the catalogues (`ui.when_*`); the names of days and months are Intl's.
 */
export type DayPart = 'night' | 'morning' | 'afternoon' | 'evening'

export type SaidWhen = {
  /** `now`: within a minute; `weekday`: two to six days away; `date`: this year; `date_year`: another year */
  kind: 'now' | 'today' | 'yesterday' | 'tomorrow' | 'weekday' | 'date' | 'date_year'
  part: DayPart
  hour: number
  minute: number
  ahead: boolean
}

export function sayWhen(instant: string, now: string, timeZone: string): SaidWhen {
  const at = Date.parse(instant)
  const seenFrom = Date.parse(now)
  const there = wallClock(at, timeZone)
  const here = wallClock(seenFrom, timeZone)
  return {
    kind: Math.abs(at - seenFrom) < 60_000 ? 'now' : kindOf(there, here),
    part: dayPart(there.hour),
    hour: there.hour,
    minute: there.minute,
    ahead: at > seenFrom,
  }
}

/** The same for a calendar date (`2026-11-03`), which has no hour and no zone of its own. */
export function sayDate(date: string, now: string, timeZone: string): SaidWhen['kind'] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return kindOf({ year, dayNumber: dayNumber(year, month, day) }, wallClock(Date.parse(now), timeZone))
}

type Day = { year: number; dayNumber: number }

function kindOf(there: Day, here: Day): SaidWhen['kind'] {
  const days = there.dayNumber - here.dayNumber
  if (days === 0) return 'today'
  if (days === -1) return 'yesterday'
  if (days === 1) return 'tomorrow'
  // seven days away has today's name, so the name alone would mislead
  if (Math.abs(days) < 7) return 'weekday'
  return there.year === here.year ? 'date' : 'date_year'
}

function dayPart(hour: number): DayPart {
  if (hour < 5) return 'night'
  if (hour < 13) return 'morning'
  if (hour < 18) return 'afternoon'
  return 'evening'
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(instant: number, timeZone: string): Day & { hour: number; minute: number } {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, clock)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
  return { year, dayNumber: dayNumber(year, month, day), hour, minute }
}

/** Days since 1970, so that a day of 23 or 25 hours still counts as one. */
function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000
}
