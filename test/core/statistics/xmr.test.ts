import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXmr, xmrChart } from '../../../src/core/statistics/xmr.ts'

const data = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'xmr-nhsr', 'series.csv')

describe.skipIf(!existsSync(data))('the two series of nhsr (needs ../shared/data/xmr-nhsr)', () => {
  const rows = existsSync(data)
    ? readFileSync(data, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').map(Number))
    : []
  test('the first is noise', () => {
    const chart = xmrChart(rows.map((row) => row[1]!))!
    // by another program: mean, and mean of the nineteen ranges
    expect(chart.centre).toBeCloseTo(0.141624, 5)
    expect(chart.meanRange).toBeCloseTo(1.18534, 5)
    expect(chart.upper).toBeCloseTo(0.141624 + 2.66 * 1.18534, 4)
    expect(chart.upperRange).toBeCloseTo(3.267 * 1.18534, 4)
    expect(chart.points.flatMap(({ signals }) => signals)).toEqual([])
    expect(readXmr(chart)).toEqual({ says: 'noise' })
  })
  test('the second has its outlier, and nothing else, beyond the limits', () => {
    const chart = xmrChart(rows.map((row) => row[2]!))!
    expect(chart.points.flatMap(({ signals }, i) => (signals.length > 0 ? [[i, ...signals]] : []))).toEqual([
      [14, 'beyond_limits'],
    ])
    expect(chart.points.flatMap(({ jump }, i) => (jump ? [i] : []))).toEqual([14, 15])
    expect(readXmr(chart), 'it is over').toEqual({ says: 'noise' })
  })
})

const level = [5, 7, 6, 4, 5, 7, 6, 4, 5, 7, 6, 4]

describe('signals', () => {
  test('eight on one side are a run, seven are not; one on the centre breaks it', () => {
    const eight = [...level, ...[7, 7, 7, 7, 7, 7, 7, 7]]
    const chart = xmrChart(eight, 12)!
    expect(chart.centre).toBe(5.5)
    expect(readXmr(chart)).toEqual({ says: 'signal', signal: 'run', direction: 'up', since: 12 })
    expect(readXmr(xmrChart(eight.slice(0, -1), 12)!)).toEqual({ says: 'noise' })
    expect(readXmr(xmrChart([...level, 7, 7, 7, 7, 5.5, 7, 7, 7, 7], 12)!)).toEqual({ says: 'noise' })
  })
  test('a value on the limit is within it, one beyond is not', () => {
    const { upper, lower } = xmrChart(level)!
    expect(readXmr(xmrChart([...level, upper], 12)!)).toEqual({ says: 'noise' })
    expect(readXmr(xmrChart([...level, upper + 1e-9], 12)!)).toMatchObject({
      signal: 'beyond_limits',
      direction: 'up',
    })
    expect(readXmr(xmrChart([...level, lower - 1e-9], 12)!)).toMatchObject({ direction: 'down', since: 12 })
  })
  test('a series that never moves is noise', () => {
    expect(readXmr(xmrChart(new Array(20).fill(3))!)).toEqual({ says: 'noise' })
  })
})

test('there is none of fewer than eight values, and none of what is not a number', () => {
  expect(xmrChart([1, 2, 3, 4, 5, 6, 7])).toBeNull()
  expect(() => xmrChart([1, 2, 3, 4, 5, 6, 7, Number.NaN])).toThrow(RangeError)
  expect(() => xmrChart(level, 7)).toThrow(RangeError)
  expect(() => xmrChart(level, 13)).toThrow(RangeError)
})

test('moving or stretching a series changes no signal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 40 }),
      fc.integer({ min: -8, max: 8 }),
      fc.constantFrom(2, 4, 8),
      (values, shift, factor) => {
        const signals = (series: number[]) => xmrChart(series)!.points.map((point) => point.signals)
        // means of whole numbers times powers of two stay exact enough only away from the limits
        const chart = xmrChart(values)!
        fc.pre(
          chart.points.every(({ value }) =>
            [chart.centre, chart.upper, chart.lower].every(
              (at) => at === value || Math.abs(at - value) > 1e-6,
            ),
          ),
        )
        fc.pre(chart.points.every(({ value }) => value !== chart.centre))
        expect(signals(values.map((value) => value * factor + shift))).toEqual(signals(values))
      },
    ),
  )
})
