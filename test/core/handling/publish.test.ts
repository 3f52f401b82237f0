import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  costOf,
  fewestPeople,
  mayBePublished,
  type PersonMonth,
  type PublishedMonth,
  publishMonths,
  roundToFivePercent,
} from '../../../src/core/handling/publish.ts'

const atom = (siteId: string, person: number, seconds = [300, 420], month = '2026-10-01'): PersonMonth => ({
  siteId,
  month,
  personId: `${siteId}${person}`,
  seconds,
})
const people = (siteId: string, count: number, month?: string) =>
  Array.from({ length: count }, (_, nth) => atom(siteId, nth, [300 + nth, 420], month))
const told = (atoms: PersonMonth[]) =>
  publishMonths(atoms).map(({ siteId, figures }) => `${siteId ?? 'all'}${figures ? '' : ' withheld'}`)

describe('what is published', () => {
  test.each([
    [
      'five people are enough, four are not',
      [...people('a', 5), ...people('b', 4)],
      ['a', 'b withheld', 'all withheld'],
    ],
    ['nobody is withheld: all sites too', [...people('a', 5), ...people('b', 6)], ['a', 'b', 'all']],
    [
      'the withheld together are enough: all sites too',
      [...people('a', 5), ...people('b', 3), ...people('c', 2)],
      ['a', 'b withheld', 'c withheld', 'all'],
    ],
    ['one site alone', people('a', 5), ['a', 'all']],
    [
      'one person who makes up most of it is not hidden by four others',
      [...people('a', 4), atom('a', 9, Array(40).fill(300))],
      ['a withheld', 'all withheld'],
    ],
    ['nobody worked', [], []],
  ])('%s', (_, atoms, expected) => expect(told(atoms)).toEqual(expected))

  test('rounded: the median to half a minute, the rest to five in a hundred', () => {
    const [site] = publishMonths(people('a', 7))
    expect(site!.figures).toEqual({ contacts: 14, minutes: 85, medianSeconds: 360 })
    expect([7, 104, 347, 9999, 123_456].map(roundToFivePercent)).toEqual([7, 100, 340, 10_000, 120_000])
  })

  test('rounding errs by 5 % at most, and gives whole numbers', () =>
    fc.assert(
      fc.property(fc.nat(10_000_000), (value) => {
        const rounded = roundToFivePercent(value)
        expect(Number.isInteger(rounded)).toBe(true)
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(value * 0.05)
      }),
    ))

  test('cost to serve comes from what is published', () => {
    expect(costOf({ contacts: 100, minutes: 600, medianSeconds: 300 }, 2400)).toEqual({
      monthMinor: 24_000,
      contactMinor: 240,
    })
    expect(costOf({ contacts: 0, minutes: 0, medianSeconds: 0 }, 2400).contactMinor).toBeNull()
  })
})

describe('attack: no subtraction of published figures leaves fewer than five people', () => {
  const sites = ['a', 'b', 'c']
  const months = ['2026-09-01', '2026-10-01']
  /** Up to seven people, some of them at two sites, each with some contacts in some months. */
  const someAtoms = fc
    .uniqueArray(
      fc.record({
        siteId: fc.constantFrom(...sites),
        month: fc.constantFrom(...months),
        personId: fc.constantFrom(...'pqrstuvwxyz'),
        seconds: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 3 }),
      }),
      { selector: (one) => `${one.siteId} ${one.month} ${one.personId}`, minLength: 12, maxLength: 40 },
    )
    .filter((atoms) => atoms.length > 0)

  test('all sums and differences of all published figures, along sites, months and totals', () => {
    let differences = 0
    fc.assert(
      fc.property(someAtoms, (atoms) => {
        const published = publishMonths(atoms).filter(({ figures }) => figures !== null)
        for (const left of combinations(published, atoms)) {
          differences += 1
          // somebody is left over: never fewer than five, and nobody who makes up most of them
          if (left.length > 0)
            expect(new Set(left.map(({ personId }) => personId)).size).toBeGreaterThanOrEqual(fewestPeople)
        }
      }),
      { numRuns: 60 },
    )
    expect(differences).toBeGreaterThan(1000)
  })

  test('what is left of all sites without some may be published itself', () =>
    fc.assert(
      fc.property(someAtoms, (atoms) => {
        for (const month of months) {
          const published = publishMonths(atoms).filter((one) => one.month === month && one.figures !== null)
          if (!published.some(({ siteId }) => siteId === null)) continue
          const shown = new Set(published.map(({ siteId }) => siteId))
          const rest = atoms.filter((one) => one.month === month && !shown.has(one.siteId))
          expect(rest.length === 0 || mayBePublished(rest)).toBe(true)
        }
      }),
    ))

  test('the search finds a leak where there is one: a total beside all but a small site', () => {
    const atoms = [...people('a', 5), ...people('b', 2)]
    const careless = publishMonths(atoms).map((one) => ({
      ...one,
      figures: one.siteId === 'b' ? null : { contacts: 1, minutes: 1, medianSeconds: 30 },
    }))
    const left = [
      ...combinations(
        careless.filter(({ figures }) => figures),
        atoms,
      ),
    ].map((rest) => new Set(rest.map(({ personId }) => personId)).size)
    expect(left).toContain(2)
  })
})

/** Each published figure added, taken away or left out: the person-months that do not cancel. */
function* combinations(published: readonly PublishedMonth[], atoms: readonly PersonMonth[]) {
  const covers = published.map(({ siteId, month }) =>
    atoms.map((one) => Number(one.month === month && (siteId === null || one.siteId === siteId))),
  )
  const signs = published.map(() => -1)
  for (;;) {
    yield atoms.filter(
      (_, nth) => covers.reduce((sum, cover, which) => sum + signs[which]! * cover[nth]!, 0) !== 0,
    )
    let place = 0
    while (place < signs.length && signs[place] === 1) signs[place++] = -1
    if (place === signs.length) return
    signs[place]! += 1
  }
}
