import type { LimitWindow } from '../mandate/document.ts'
import type { History } from './history.ts'

const dayMs = 86_400_000

/** The stretches of time in which a zone's calendar date stays the same. `days`: since 1 January 1970. */
export type Dates = { from: number[]; days: number[] }

/**
 * A history cut where the date changes in any of its teams' zones: inside a segment, a team's calendar periods
 * stay the same, so that they are found once and not row by row.
 */
export type Days = {
  /** first row of each segment, and the number of rows at the end */
  firstRow: Int32Array
  /** by calendar, then by segment: the date there, in days since 1 January 1970 */
  days: Int32Array[]
  /** by team: which calendar is its; zones with the same dates share one */
  calendarOf: Uint8Array
}

/**
 * The dates of a zone from one instant (ms) to another, as `localDate` tells them. Offsets are looked up once a
 * day; where one changes (daylight saving, a zone that moves) the instant of the change is searched for. A date
 * may come twice, where a clock is set back over midnight, and may be left out.
 */
export function datesOf(timeZone: string, from: number, until: number): Dates {
  const dates: Dates = { from: [], days: [] }
  const offsetAt = offsetsOf(timeZone)
  const add = (start: number, end: number, offset: number) => {
    for (let at = start; at < end; ) {
      const day = Math.floor((at + offset) / dayMs)
      if (dates.days.at(-1) !== day) {
        dates.from.push(at)
        dates.days.push(day)
      }
      at = (day + 1) * dayMs - offset
    }
  }
  let offset = offsetAt(from)
  for (let at = from; at <= until; at += dayMs) {
    const next = offsetAt(at + dayMs)
    if (next === offset) add(at, at + dayMs, offset)
    else {
      let [before, after] = [at, at + dayMs]
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2)
        if (offsetAt(middle) === offset) before = middle
        else after = middle
      }
      add(at, after, offset)
      add(after, at + dayMs, next)
    }
    offset = next
  }
  return dates
}

/** Consecutive whole numbers for consecutive windows, of a date in days since 1 January 1970; weeks from Monday. */
export function periodOf(window: LimitWindow, day: number): number {
  if (window === 'day') return day
  // 1 January 1970 was a Thursday, three days after a Monday
  if (window === 'week') return Math.floor((day + 3) / 7)
  const date = new Date(day * dayMs)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return window === 'month' ? month : Math.floor(month / (window === 'quarter' ? 3 : 12))
}

/** First date (YYYY-MM-DD) of a period that `periodOf` numbered. */
export function startOfPeriod(window: LimitWindow, period: number): string {
  if (window === 'day') return asDate(period * dayMs)
  if (window === 'week') return asDate((period * 7 - 3) * dayMs)
  const month = period * { month: 1, quarter: 3, year: 12 }[window]
  return asDate(Date.UTC(Math.floor(month / 12), month % 12))
}

const asDate = (ms: number) => new Date(ms).toISOString().slice(0, 10)

const kept = new WeakMap<Float64Array, Days>()

/** Found once for a history and kept with its times. */
export function daysOf(history: History): Days {
  let days = kept.get(history.at)
  if (!days) {
    days = findDays(history)
    kept.set(history.at, days)
  }
  return days
}

const keptPeriods = new WeakMap<Days, Partial<Record<LimitWindow, Int32Array[]>>>()

/** By calendar and segment of `daysOf`: which of a window's periods it is in. Found once for a history. */
export function periodsOf(history: History, window: LimitWindow): Int32Array[] {
  const days = daysOf(history)
  let known = keptPeriods.get(days)
  if (!known) {
    known = {}
    keptPeriods.set(days, known)
  }
  known[window] ??= days.days.map((column) => Int32Array.from(column, (day) => periodOf(window, day)))
  return known[window]
}

const keptDates = new WeakMap<Days, string[][]>()

/** By calendar and segment of `daysOf`: the date (YYYY-MM-DD). Found once for a history. */
export function datesIn(history: History): string[][] {
  const days = daysOf(history)
  let dates = keptDates.get(days)
  if (!dates) {
    dates = days.days.map((column) => Array.from(column, (day) => startOfPeriod('day', day)))
    keptDates.set(days, dates)
  }
  return dates
}

function findDays({ at, rows, teams }: History): Days {
  const [from, until] = rows === 0 ? [0, 0] : [at[0]!, at[rows - 1]!]
  const calendars: Dates[] = []
  const byZone = new Map<string, number>()
  const calendarOf = Uint8Array.from(teams, ({ timeZone }) => {
    let calendar = byZone.get(timeZone)
    if (calendar === undefined) {
      const dates = datesOf(timeZone, from, until)
      calendar = calendars.findIndex((other) => isSame(other, dates))
      if (calendar < 0) calendar = calendars.push(dates) - 1
      byZone.set(timeZone, calendar)
    }
    return calendar
  })
  const cuts = [...new Set(calendars.flatMap((dates) => dates.from))].sort((a, b) => a - b)
  const firstRow = Int32Array.from([...cuts.map((cut) => firstRowFrom(at, rows, cut)), rows])
  const days = calendars.map((dates) => {
    let i = 0
    return Int32Array.from(cuts, (cut) => {
      while (i + 1 < dates.from.length && dates.from[i + 1]! <= cut) i++
      return dates.days[i]!
    })
  })
  return { firstRow, days, calendarOf }
}

function isSame(a: Dates, b: Dates): boolean {
  return (
    a.from.length === b.from.length && a.from.every((at, i) => at === b.from[i] && a.days[i] === b.days[i])
  )
}

/** The first row at an instant or after it. */
export function firstRowFrom(at: Float64Array, rows: number, instant: number): number {
  let [low, high] = [0, rows]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** How far a zone is ahead of UTC at an instant (ms). */
function offsetsOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (at) => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value)
    const { year, month, day, hour, minute, second } = parts
    const local = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!)
    return local - Math.floor(at / 1000) * 1000
  }
}
