import type { When } from './mapping.ts'
import { quoteCell, type Reading, RowRefused, readCell } from './read-value.ts'

/** ms since the epoch, or null where the cell holds nothing. @throws RowRefused for what is not such a date */
export function readWhen(reading: Reading, when: When): number | null {
  if ('latest' in when) {
    const times = when.latest.map((part) => readWhen(reading, part)).filter((time) => time !== null)
    return times.length === 0 ? null : Math.max(...times)
  }
  const cell = readCell(reading, when.column)
  if (cell === null) return null
  const time = parseTime(cell, when)
  if (time === null)
    throw new RowRefused(
      `${when.column} is ${quoteCell(cell)}, which is not a date of the form ${when.format}`,
    )
  return time
}

/** The calendar date as written (YYYY-MM-DD), whatever the zone: for birthdays and the like. */
export function readCalendarDate(reading: Reading, when: When): string | null {
  const time = readWhen(reading, withoutZone(when))
  return time === null ? null : new Date(time).toISOString().slice(0, 10)
}

/** Whether a format names a whole date, each part of it once, and hours of a half day with AM or PM. */
export function isDateFormat(format: string): boolean {
  if (format === 'iso') return true
  const { names } = compile(format)
  const parts = names.map((name) => name[0]!)
  return (
    ['Y', 'M', 'D'].every((part) => parts.includes(part)) &&
    new Set(parts).size === parts.length &&
    !(parts.includes('H') && parts.includes('h')) &&
    parts.includes('h') === parts.includes('A')
  )
}

/**
 * The instant (ms) of a wall-clock time in an IANA zone. A time that the clocks skipped moves forward by what
 * they skipped; of one that came twice, the first counts (as Temporal's `compatible`).
 */
export function instantOf(wall: number, zone: string): number {
  let known = instants.get(zone)
  // Files tell the same days again and again, and asking Intl is the dearest part of reading a row.
  if (!known || known.size > 20_000) {
    known = new Map()
    instants.set(zone, known)
  }
  let instant = known.get(wall)
  if (instant === undefined) {
    instant = findInstant(wall, zone)
    known.set(wall, instant)
  }
  return instant
}

const instants = new Map<string, Map<number, number>>()

function findInstant(wall: number, zone: string): number {
  const [before, after] = [offsetAt(wall - dayMs, zone), offsetAt(wall + dayMs, zone)]
  const matching = [wall - before, wall - after].filter((time) => time + offsetAt(time, zone) === wall)
  return matching.length > 0 ? Math.min(...matching) : wall - before
}

const dayMs = 86_400_000
const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

type Moment = Extract<When, { column: string }>

function withoutZone(when: When): When {
  return 'latest' in when ? { latest: when.latest.map(withoutZone) } : { ...when, zone: 'UTC' }
}

function parseTime(text: string, { format, zone = 'UTC', time = '00:00' }: Moment): number | null {
  const [defaultHour = 0, defaultMinute = 0] = time.split(':').map(Number)
  if (format === 'iso') {
    const match = isoPattern.exec(text)
    if (!match) return null
    const [, year, month, day, hour, minute, second, fraction, offset] = match
    const wall = wallTime(
      [year, month, day].map(Number),
      hour === undefined ? [defaultHour, defaultMinute, 0] : [hour, minute, second ?? 0].map(Number),
    )
    if (wall === null) return null
    const exact = wall + Math.trunc(Number(`0.${fraction ?? 0}`) * 1000)
    return offset ? exact - offsetMs(offset) : instantOf(exact, zone)
  }
  const { pattern, names } = compile(format)
  const match = pattern.exec(text)
  if (!match) return null
  const found = Object.fromEntries(names.map((name, index) => [name, match[index + 1]!]))
  const number = (...tokens: string[]) => {
    const token = tokens.find((candidate) => found[candidate] !== undefined)
    return token === undefined ? null : Number(found[token])
  }
  const half = number('hh', 'h')
  if (half !== null && (half < 1 || half > 12)) return null
  const hour = half === null ? number('HH', 'H') : (half % 12) + (/^p/i.test(found.A!) ? 12 : 0)
  const wall = wallTime(
    [number('YYYY')!, number('MM', 'M')!, number('DD', 'D')!],
    hour === null ? [defaultHour, defaultMinute, 0] : [hour, number('mm') ?? 0, number('ss') ?? 0],
  )
  return wall === null ? null : instantOf(wall, zone)
}

/** ms of a wall clock read as if it were UTC; null for what no calendar has (30 February). */
function wallTime([year = 0, month = 0, day = 0]: number[], time: number[]): number | null {
  const [hour = 0, minute = 0, second = 0] = time
  if (year < 1900 || hour > 23 || minute > 59 || second > 59) return null
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (offset[0] === '-' ? -minutes : minutes) * 60_000
}

const tokenPattern = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|A/g
const tokenPatterns: Record<string, string> = {
  YYYY: '(\\d{4})',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  DD: '(\\d{2})',
  D: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  A: '([AaPp][Mm])',
}
const compiled = new Map<string, { pattern: RegExp; names: string[] }>()

function compile(format: string): { pattern: RegExp; names: string[] } {
  let known = compiled.get(format)
  if (!known) {
    const names = format.match(tokenPattern) ?? []
    const literals = format.split(tokenPattern).map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    const source = literals
      .map((text, index) => text + (names[index] ? tokenPatterns[names[index]] : ''))
      .join('')
    known = { pattern: new RegExp(`^${source}$`), names }
    compiled.set(format, known)
  }
  return known
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  let format = offsetFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn-hc-h23', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    offsetFormats.set(zone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return wall - Math.floor(instant / 1000) * 1000
}
