import { describe, expect, it } from 'vitest'
import { sayDuration } from '../../../src/core/language/say-duration.ts'
import { sayDate, sayWhen } from '../../../src/core/language/say-when.ts'

// Thursday 26 November 2026, 15:30 in Rome
const now = '2026-11-26T14:30:00.000Z'
const say = (instant: string, zone = 'Europe/Rome') => sayWhen(instant, now, zone)

describe('sayWhen', () => {
  it('says the part of the day of today', () => {
    expect(say('2026-11-26T07:42:00.000Z')).toEqual({
      kind: 'today',
      part: 'morning',
      hour: 8,
      minute: 42,
      ahead: false,
    })
    expect(say('2026-11-26T13:00:00.000Z').part).toBe('afternoon')
    expect(say('2026-11-26T17:00:00.000Z')).toMatchObject({ kind: 'today', part: 'evening', ahead: true })
    expect(say('2026-11-25T23:30:00.000Z')).toMatchObject({ kind: 'today', part: 'night', hour: 0 })
  })

  it('says now within a minute on either side', () => {
    expect(say('2026-11-26T14:29:01.000Z').kind).toBe('now')
    expect(say('2026-11-26T14:30:59.000Z').kind).toBe('now')
    expect(say('2026-11-26T14:29:00.000Z').kind).toBe('today')
  })

  it('counts days in the zone, not in UTC', () => {
    expect(say('2026-11-25T22:59:00.000Z')).toMatchObject({ kind: 'yesterday', hour: 23, minute: 59 })
    expect(say('2026-11-25T22:59:00.000Z', 'UTC').kind).toBe('yesterday')
    expect(say('2026-11-26T23:10:00.000Z').kind).toBe('tomorrow')
    expect(say('2026-11-26T23:10:00.000Z', 'UTC').kind).toBe('today')
  })

  it('names the day within a week, then the date, then the year', () => {
    expect(say('2026-11-24T09:00:00.000Z').kind).toBe('weekday')
    expect(say('2026-11-20T09:00:00.000Z').kind).toBe('weekday')
    expect(say('2026-11-19T09:00:00.000Z').kind).toBe('date')
    expect(say('2026-12-02T09:00:00.000Z')).toMatchObject({ kind: 'weekday', ahead: true })
    expect(say('2026-12-03T09:00:00.000Z').kind).toBe('date')
    expect(say('2025-11-03T09:00:00.000Z').kind).toBe('date_year')
  })

  it('is not misled by the night the clocks change', () => {
    // Rome leaves summer time on 25 October 2026: that day has 25 hours
    const after = '2026-10-26T00:30:00.000Z'
    expect(sayWhen('2026-10-24T22:30:00.000Z', after, 'Europe/Rome').kind).toBe('yesterday')
    expect(sayWhen('2026-10-24T21:30:00.000Z', after, 'Europe/Rome').kind).toBe('weekday')
  })

  it('says calendar dates', () => {
    expect(sayDate('2026-11-26', now, 'Europe/Rome')).toBe('today')
    expect(sayDate('2026-11-27', now, 'Europe/Rome')).toBe('tomorrow')
    expect(sayDate('2026-11-27', '2026-11-26T23:30:00.000Z', 'Europe/Rome')).toBe('today')
    expect(sayDate('2027-01-01', now, 'Europe/Rome')).toBe('date_year')
  })
})

describe('sayDuration', () => {
  it.each([
    [0, '0 second'],
    [45, '45 second'],
    [93, '2 minute'],
    [3599, '1 hour'],
    [5400, '1 hour 30 minute'],
    [36_000 + 600, '10 hour'],
    [40 * 3600, '1 day 16 hour'],
    [30 * 86_400, '30 day'],
    [-5, '0 second'],
  ])('%i seconds: %s', (seconds, said) => {
    expect(
      sayDuration(seconds)
        .map(({ unit, value }) => `${value} ${unit}`)
        .join(' '),
    ).toBe(said)
  })
})
