import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, windowStart } from '../../../src/core/mandate/window.ts'
import { plainDate } from './plain.ts'

describe('calendar days', () => {
  const minute = 60_000
  /** Clocks that move at midnight, by half an hour, by a day, in their own way, or never. */
  const moved: [zone: string, at: string][] = [
    ['Europe/Rome', '2026-03-29T01:00:00Z'],
    ['Europe/Rome', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['America/St_Johns', '2010-11-07T02:31:00Z'],
    ['America/Santiago', '2026-09-06T04:00:00Z'],
    ['Asia/Beirut', '2026-03-28T22:00:00Z'],
    ['Africa/Cairo', '2026-10-29T21:00:00Z'],
    ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['Africa/Tunis', '2026-03-29T01:00:00Z'],
    ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
    ['Africa/Monrovia', '1972-01-07T00:44:30Z'],
  ]
  test.each(moved)('%s around %s, minute by minute', (zone, at) => {
    for (let m = -1560; m <= 1560; m += 1) {
      const now = Date.parse(at) + m * minute
      const date = plainDate(now, zone)
      if (
        calendarDay(now, zone).date !== date ||
        calendarDay(now - 1, zone).date !== plainDate(now - 1, zone)
      )
        expect.fail(`${new Date(now).toISOString()} in ${zone}: ${calendarDay(now, zone).date}, not ${date}`)
    }
  })

  test('to the millisecond where a day of UTC begins, whichever days were asked for before', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Rome', 'Asia/Tokyo')
    const instants = fc.tuple(fc.integer({ min: -5, max: 80_000 }), fc.constantFrom(-1, 0, 1))
    fc.assert(
      fc.property(zones, fc.array(instants, { minLength: 1, maxLength: 6 }), (zone, asked) => {
        for (const [utcDay, off] of asked) {
          const now = utcDay * 86_400_000 + off
          expect(calendarDay(now, zone).date).toBe(plainDate(now, zone))
          if (zone === 'UTC') expect(calendarDay(now, zone).number).toBe(off < 0 ? utcDay - 1 : utcDay)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('whatever the instant and the zone, also long ago', () => {
    const zones = fc.constantFrom('Europe/Rome', 'Africa/Tunis', 'Asia/Tokyo', 'Pacific/Kiritimati', 'UTC')
    const instants = fc.integer({ min: Date.parse('1890-01-01'), max: Date.parse('2200-01-01') })
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const { date, starts } = calendarDay(now, zone)
        expect(date).toBe(plainDate(now, zone))
        expect(starts).toEqual({
          day: date,
          week: windowStart('week', date),
          month: `${date.slice(0, 7)}-01`,
          quarter: windowStart('quarter', date),
          year: `${date.slice(0, 4)}-01-01`,
        })
      }),
      { numRuns: 1000 },
    )
  })
})
