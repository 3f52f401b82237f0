import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mirrorOf, mirrorWeeks, quantileOf } from '../../../src/core/handling/mirror.ts'
import type { Act } from '../../../src/core/handling/span.ts'
import { rankZ, trendOf } from '../../../src/core/handling/trend.ts'

const rome = { now: Date.parse('2026-11-12T09:00:00Z'), timeZone: 'Europe/Rome' }
const at = (text: string) => Date.parse(text)

/** A contact worked on for some minutes up to a moment. */
function contact(
  id: string,
  until: string,
  minutes: number,
  more: Partial<{ touchpoint: string; open: boolean }> = {},
) {
  const acts: Act[] = [
    { contactId: id, at: at(until) - minutes * 60_000, ends: false },
    { contactId: id, at: at(until), ends: true },
  ]
  return { acts, contact: { id, touchpoint: 'billing', channel: 'web', open: false, ...more } }
}
const mirror = (...all: ReturnType<typeof contact>[]) =>
  mirrorOf(
    all.flatMap(({ acts }) => acts),
    all.map((one) => one.contact),
    rome,
  )

describe('my mirror', () => {
  test('weeks are those of the site: a Sunday night in Rome is still last week', () => {
    const { weeks } = mirror(contact('a', '2026-11-08T22:50:00Z', 4), contact('b', '2026-11-08T23:10:00Z', 6))
    expect(weeks).toHaveLength(mirrorWeeks)
    expect(weeks.slice(-2)).toEqual([
      { monday: '2026-11-02', contacts: 1, medianSeconds: 240, quartiles: null },
      { monday: '2026-11-09', contacts: 1, medianSeconds: 360, quartiles: null },
    ])
    expect(weeks[0]!.monday).toBe('2026-08-17')
  })

  test('what I still have in hand is not told yet, and what is older than the weeks shown no more', () => {
    const { whole } = mirror(
      contact('a', '2026-11-10T10:00:00Z', 4, { open: true }),
      contact('b', '2026-08-16T10:00:00Z', 4),
      contact('c', '2026-11-10T12:00:00Z', 9),
    )
    expect(whole).toEqual({ contacts: 1, medianSeconds: 540, quartiles: null })
  })

  test('by touchpoint, most contacts first; quartiles from four on', () => {
    const { touchpoints } = mirror(
      ...[2, 4, 6, 8].map((minutes) => contact(`b${minutes}`, `2026-11-0${minutes}T10:00:00Z`, minutes)),
      contact('d', '2026-11-10T10:00:00Z', 5, { touchpoint: 'delivery' }),
    )
    expect(touchpoints).toEqual([
      { name: 'billing', contacts: 4, medianSeconds: 300, quartiles: [210, 390] },
      { name: 'delivery', contacts: 1, medianSeconds: 300, quartiles: null },
    ])
  })

  test('nothing yet: nothing is claimed', () =>
    expect(mirror()).toMatchObject({
      whole: { contacts: 0, medianSeconds: null },
      trend: 'too_few',
      parallel: 0,
    }))
})

describe('the trend', () => {
  const mondays = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09']
  const weeks = (monday: string, seconds: number[]) => seconds.map((one) => ({ monday, seconds: one }))
  const before = [300, 320, 340, 360, 380, 400, 420, 440, 460, 480]
  test.each([
    ['longer', before.map((seconds) => seconds + 300)],
    ['shorter', before.map((seconds) => seconds - 200)],
    ['as_before', before.map((seconds) => seconds + 10)],
    ['too_few', before.slice(3)],
  ])('%s', (trend, latest) =>
    expect(trendOf([...weeks('2026-10-05', before), ...weeks('2026-10-12', latest)], mondays)).toBe(trend),
  )

  test('against the tables: U = 2 of 4 and 4 with ties corrected', () => {
    // ranks 1, 2, 3, 5 against 4, 6, 7, 8: U = 1; mean 8, variance 12; (7 − 0.5) / √12
    expect(rankZ([1, 2, 3, 5], [4, 6, 7, 8])).toBeCloseTo(-6.5 / Math.sqrt(12), 12)
    expect(rankZ([1, 1], [1, 1])).toBe(0)
  })

  test('turned around, it says the opposite', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(99), { minLength: 1 }), fc.array(fc.nat(99), { minLength: 1 }), (a, b) => {
        expect(rankZ(a, b) + rankZ(b, a)).toBeCloseTo(0, 9)
      }),
    ))
})

test('quantiles of type 7', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOf([1, 2, 3, 10], share))).toEqual([
    1, 1.75, 2.5, 4.75, 10,
  ])
})
