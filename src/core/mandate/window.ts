import { type LimitWindow, limitWindows } from './document.ts'

/** A calendar date, with the first date of each window that holds it. */
export type CalendarDay = {
  date: string
  /** of this day and of the windows that hold it: how many since those that hold 1970-01-01 */
  number: number
  week: number
  month: number
  quarter: number
  year: number
  starts: Readonly<Record<LimitWindow, string>>
}

const day = 86_400_000
const daysInMs = 1 / day

/**
 * The calendar day of an instant (ms since the epoch) in an IANA zone. Asking the calendar takes microseconds,
 * so that it is asked once per zone and day (UTC) and kept: within one on which no clock moves, a local date
 * changes once at most. On the days on which one does it is asked each time.
 */
export function calendarDay(now: number, timeZone: string): CalendarDay {
  const zone = findZone(timeZone)
  // Multiplied, and not divided, for a processor divides slowly. It may be a day off: `from` tells.
  let turn = zone.turns[(now * daysInMs) & keptDaysMask]
  let since = turn === undefined ? -1 : now - turn.from
  if (turn === undefined || !(since >= 0 && since < day)) {
    turn = keepTurn(zone, Math.floor(now / day))
    since = now - turn.from
  }
  if (turn.clockMoves) return dayOf(asDate(readWallClock(zone, now)))
  return since < turn.at ? turn.before : turn.after
}

/** A window's number: no other of its kind has it. */
export function windowNumber(window: LimitWindow, day: CalendarDay): number {
  switch (window) {
    case 'day':
      return day.number
    case 'week':
      return day.week
    case 'month':
      return day.month
    case 'quarter':
      return day.quarter
    case 'year':
      return day.year
  }
}

/** The calendar date (YYYY-MM-DD) of an instant (ms since the epoch) in an IANA zone. */
export function localDate(now: number, timeZone: string): string {
  return calendarDay(now, timeZone).date
}

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

/** Where the local date changes within a day of UTC: `at`, in ms since it began. */
type Turn = { from: number; clockMoves: boolean; at: number; before: CalendarDay; after: CalendarDay }
type Zone = { timeZone: string; format: Intl.DateTimeFormat; turns: (Turn | undefined)[] }

/** More days than a history has, little enough to keep: a power of two less one, so that it masks an index. */
const keptDaysMask = 4095
/** 9999-12-30 */
const lastUtcDay = 2_932_895
const noDay: CalendarDay = {
  date: '',
  number: 0,
  week: 0,
  month: 0,
  quarter: 0,
  year: 0,
  starts: { day: '', week: '', month: '', quarter: '', year: '' },
}
const days = new Map<string, CalendarDay>()

/** Few, and each kept as it is asked for: looked through faster than a map. */
const zones: Zone[] = []
const keptZones = 16

function findZone(timeZone: string): Zone {
  for (let i = 0; i < zones.length; i++) if (zones[i]!.timeZone === timeZone) return zones[i]!
  return addZone(timeZone)
}

function addZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const zone = { timeZone, format, turns: new Array(keptDaysMask + 1) }
  if (zones.length >= keptZones) zones.shift() // not all at once: making one takes milliseconds
  zones.push(zone)
  return zone
}

function keepTurn(zone: Zone, utcDay: number): Turn {
  const slot = utcDay & keptDaysMask
  const kept = zone.turns[slot]
  if (kept?.from === utcDay * day) return kept
  const turn = findTurn(zone, utcDay)
  zone.turns[slot] = turn
  return turn
}

/** Also where the calendar is not that of these times, a clock is said to move: then it is asked. */
function findTurn(zone: Zone, utcDay: number): Turn {
  const first = utcDay * day
  const asked = { from: first, clockMoves: true, at: 0, before: noDay, after: noDay }
  if (utcDay < 0 || utcDay > lastUtcDay) return asked
  const last = first + day - 1000 // clocks move on whole seconds
  const offset = readWallClock(zone, first) - first
  if (readWallClock(zone, last) - last !== offset) return asked
  const midnight = (Math.floor((first + offset) / day) + 1) * day
  return {
    from: first,
    clockMoves: false,
    at: midnight - offset - first,
    before: dayOf(asDate(midnight - day)),
    after: dayOf(asDate(midnight)),
  }
}

/** What a clock on the wall shows, as if it showed UTC: ms since the epoch, to the second. */
function readWallClock({ format }: Zone, now: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(now)) parts[type] = Number(value)
  const wall = new Date(0)
  wall.setUTCFullYear(parts.year!, parts.month! - 1, parts.day!)
  return wall.setUTCHours(parts.hour!, parts.minute!, parts.second!)
}

/** One object for one date, whatever the zone, so that others may keep what they found for it. */
function dayOf(date: string): CalendarDay {
  let known = days.get(date)
  if (!known) {
    const starts = {} as Record<LimitWindow, string>
    for (const window of limitWindows) starts[window] = windowStart(window, date)
    const number = Date.parse(date) / day
    const year = Number(date.slice(0, 4)) - 1970
    const month = year * 12 + Number(date.slice(5, 7)) - 1
    // 1970-01-01 was a Thursday
    const week = Math.floor((number + 3) / 7)
    known = { date, number, week, month, quarter: Math.floor(month / 3), year, starts }
    if (days.size > keptDaysMask) days.clear()
    days.set(date, known)
  }
  return known
}

const asDate = (ms: number) => new Date(ms).toISOString().slice(0, 10)
