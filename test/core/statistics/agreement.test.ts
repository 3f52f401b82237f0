import { expect, test } from 'vitest'
import { krippendorffAlpha } from '../../../src/core/statistics/agreement.ts'

/** Krippendorff (2011), C: four observers, twelve units, judgements missing. */
const published = [
  [1, 1, null, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [null, 5, 5, 5],
  [null, null, 1, 1],
  [null, 3, null, null],
]

test('the published example', () => {
  expect(krippendorffAlpha(published, 'nominal')).toBeCloseTo(0.743, 3)
  expect(krippendorffAlpha(published, 'ordinal')).toBeCloseTo(0.815, 3)
  expect(krippendorffAlpha(published, 'interval')).toBeCloseTo(0.849, 3)
})

test('full agreement is 1; who judges in which place does not matter', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [2, 2],
        [3, 3, 3],
      ],
      'ordinal',
    ),
  ).toBe(1)
  const turned = published.map((unit) => [...unit].reverse())
  expect(krippendorffAlpha(turned, 'ordinal')).toBeCloseTo(krippendorffAlpha(published, 'ordinal')!, 12)
})

test('less than chance is below 0', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 2],
        [2, 1],
        [1, 2],
      ],
      'nominal',
    ),
  ).toBeLessThan(0)
})

test('nothing to tell apart, or nothing judged by two: null', () => {
  expect(
    krippendorffAlpha(
      [
        [3, 3],
        [3, 3],
      ],
      'ordinal',
    ),
  ).toBeNull()
  expect(krippendorffAlpha([[1], [2, null]], 'nominal')).toBeNull()
  expect(krippendorffAlpha([], 'nominal')).toBeNull()
})
