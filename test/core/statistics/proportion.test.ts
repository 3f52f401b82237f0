import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proportionOf, wilsonInterval } from '../../../src/core/statistics/proportion.ts'

test('the intervals of Newcombe (1998), table I, method 3', () => {
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [count, of, low, high] of published) {
    const interval = wilsonInterval(count, of)
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  }
})

test('none is given below twenty', () => {
  expect(proportionOf(0, 0)).toEqual({ count: 0, of: 0, interval: null })
  expect(proportionOf(19, 19).interval).toBeNull()
  expect(proportionOf(20, 20).interval).toEqual([expect.closeTo(0.8389, 4), 1])
})

test('an interval holds its share, stays within 0 and 1, mirrors, and narrows with more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (of, part) => {
        const count = Math.round(of * part)
        const [low, high] = wilsonInterval(count, of)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(count / of + 1e-12)
        expect(high).toBeGreaterThanOrEqual(count / of - 1e-12)
        const [mirroredLow, mirroredHigh] = wilsonInterval(of - count, of)
        expect(mirroredLow).toBeCloseTo(1 - high, 9)
        expect(mirroredHigh).toBeCloseTo(1 - low, 9)
        const [moreLow, moreHigh] = wilsonInterval(count * 4, of * 4)
        expect(moreHigh - moreLow).toBeLessThan(high - low)
      },
    ),
  )
})
