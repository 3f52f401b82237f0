import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datesOf, daysOf, periodOf, startOfPeriod } from '../../../src/core/backtest/calendar.ts'
import { limitWindows } from '../../../src/core/mandate/document.ts'
import { localDate, windowStart } from '../../../src/core/mandate/window.ts'
import { histories } from './arbitrary.ts'

const hour = 3_600_000

const hard: [name: string, zone: string, from: string, days: number][] = [
  ['clocks forward, end of a quarter', 'Europe/Rome', '2026-03-27T00:00:00Z', 8],
  ['clocks back', 'Europe/Rome', '2026-10-23T00:00:00Z', 4],
  ['a leap day', 'Africa/Tunis', '2024-02-27T00:00:00Z', 5],
  ['no leap day in 2100', 'Europe/Paris', '2100-02-27T00:00:00Z', 4],
  ['a new year, far ahead', 'Pacific/Kiritimati', '2026-12-30T00:00:00Z', 4],
  ['a new year, far behind', 'Etc/GMT+12', '2026-12-30T00:00:00Z', 4],
  ['clocks back over midnight: a date comes twice', 'America/St_Johns', '2010-11-05T00:00:00Z', 4],
  ['a day that was never there', 'Pacific/Apia', '2011-12-28T00:00:00Z', 5],
  ['half an hour of summer', 'Australia/Lord_Howe', '2026-04-03T00:00:00Z', 4],
  ['before 1970', 'Europe/London', '1968-02-28T00:00:00Z', 5],
]

test.each(hard)(
  '%s (%s): the dates of all its minutes are those of localDate',
  (_name, zone, start, days) => {
    const from = Date.parse(start)
    const { from: starts, days: dates } = datesOf(zone, from, from + days * 24 * hour)
    let at = 0
    for (let now = from; now < from + days * 24 * hour; now += 60_000) {
      while (at + 1 < starts.length && starts[at + 1]! <= now) at++
      expect(startOfPeriod('day', dates[at]!)).toBe(localDate(now, zone))
    }
  },
)

test('a period starts where windowStart says, and periods are numbered one by one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20_000, max: 60_000 }),
      fc.constantFrom(...limitWindows),
      (day, window) => {
        const period = periodOf(window, day)
        expect(startOfPeriod(window, period)).toBe(windowStart(window, startOfPeriod('day', day)))
        expect(periodOf(window, day + 1) - period).toBeOneOf([0, 1])
      },
    ),
  )
})

test('every row of a history is in a segment of its own date', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { firstRow, days, calendarOf } = daysOf(history)
      for (let s = 0; s + 1 < firstRow.length; s++)
        for (let i = firstRow[s]!; i < firstRow[s + 1]!; i++) {
          const team = history.team[i]!
          const date = startOfPeriod('day', days[calendarOf[team]!]![s]!)
          expect(date).toBe(localDate(history.at[i]!, history.teams[team]!.timeZone))
        }
      expect(firstRow.at(-1)).toBe(history.rows)
    }),
    { numRuns: 40 },
  )
})
