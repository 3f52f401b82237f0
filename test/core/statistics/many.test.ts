import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moreThanRest } from '../../../src/core/statistics/fisher.ts'
import { adjustForMany, foundAmong } from '../../../src/core/statistics/multiple.ts'
import { shrinkShares } from '../../../src/core/statistics/shrink.ts'

describe('many questions at once', () => {
  // Benjamini and Hochberg (1995), §4: fifteen p-values of which the procedure finds four at 0.05
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]
  test('the published example', () => {
    expect(foundAmong(published, 0.05).map(Number)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(adjustForMany(published)[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
  })
  test('order of asking does not matter; an adjusted value is never below its own', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (ps) => {
        const adjusted = adjustForMany(ps)
        const backwards = adjustForMany([...ps].reverse()).reverse()
        expect(backwards).toEqual(adjusted)
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p)
          expect(adjusted[i]).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
  test('what is no p-value is refused', () => {
    expect(() => adjustForMany([0.1, 1.1])).toThrow(RangeError)
    expect(() => adjustForMany([Number.NaN])).toThrow(RangeError)
  })
})

describe('more than the rest', () => {
  test('the lady tasting tea: three of four right is 17/70', () => {
    expect(moreThanRest(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12)
    expect(moreThanRest(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12)
  })
  test('nobody here or there: nothing to say', () => {
    expect(moreThanRest(0, 0, 3, 9)).toBe(1)
    expect(moreThanRest(2, 5, 0, 0)).toBe(1)
  })
  test('it is a probability, falls with each one more, and is 1 from none', () => {
    const side = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(side, side, fc.nat(60), fc.nat(60), (of, restOf, some, restSome) => {
        const [count, restCount] = [some % (of + 1), restSome % (restOf + 1)]
        const p = moreThanRest(count, of, restCount, restOf)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(moreThanRest(0, of, restCount, restOf)).toBeCloseTo(1, 9)
        if (count > 0)
          expect(p).toBeLessThanOrEqual(
            moreThanRest(count - 1, of, restCount + 1 > restOf ? restOf : restCount + 1, restOf) + 1e-12,
          )
      }),
    )
  })
  test('counts that can’t be are refused', () => {
    expect(() => moreThanRest(3, 2, 0, 1)).toThrow(RangeError)
    expect(() => moreThanRest(1.5, 2, 0, 1)).toThrow(RangeError)
  })
})

describe('small groups', () => {
  test('groups that differ no more than chance are all the same', () => {
    const shrunk = shrinkShares([
      { count: 5, of: 10 },
      { count: 50, of: 100 },
      { count: 6, of: 12 },
    ])
    for (const group of shrunk) expect(group.shrunk).toBe(0.5)
  })
  test('groups that differ much keep their own, small ones less', () => {
    const [small, large, other] = shrinkShares([
      { count: 4, of: 4 },
      { count: 300, of: 400 },
      { count: 140, of: 400 },
    ])
    expect(large!.shrunk).toBeGreaterThan(0.74)
    expect(other!.shrunk).toBeLessThan(0.36)
    expect(small!.weight).toBeLessThan(large!.weight)
    expect(small!.shrunk).toBeLessThan(1)
  })
  test('a shrunk share lies between its own and that of all; nobody counted is that of all', () => {
    const group = fc
      .integer({ min: 0, max: 80 })
      .chain((of) => fc.record({ of: fc.constant(of), count: fc.integer({ min: 0, max: of }) }))
    fc.assert(
      fc.property(fc.array(group, { maxLength: 12 }), (groups) => {
        const total = groups.reduce((sum, { of }) => sum + of, 0)
        const all = total === 0 ? 0 : groups.reduce((sum, { count }) => sum + count, 0) / total
        for (const { share, shrunk } of shrinkShares(groups)) {
          expect(shrunk).toBeGreaterThanOrEqual(Math.min(share ?? all, all) - 1e-12)
          expect(shrunk).toBeLessThanOrEqual(Math.max(share ?? all, all) + 1e-12)
        }
      }),
    )
  })
})
