import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureKinds, measures, standingOf } from '../../../src/core/expectation/measure.ts'
import { wilsonInterval } from '../../../src/core/statistics/proportion.ts'

const stand = (kind: (typeof measureKinds)[number], aim: number, count: number, of: number) =>
  standingOf(kind, aim, { count, of }, wilsonInterval)

describe('standing', () => {
  test('nothing is shown under twenty answers, or ten people', () => {
    expect(stand('confirmed_closures', 8000, 19, 19)).toEqual({ says: 'too_early', counted: null })
    expect(stand('people_stay', 8000, 9, 9)).toEqual({ says: 'too_early', counted: null })
    expect(stand('people_stay', 8000, 10, 10).counted).not.toBeNull()
    expect(stand('confirmed_closures', 8000, 20, 20).counted).toMatchObject({ count: 20, of: 20 })
  })
  test('more is better: 92 of 100 is on the way to 85 %, 84 is too early to say, 70 is not', () => {
    expect(stand('satisfaction', 8500, 92, 100).says).toBe('on_the_way')
    expect(stand('satisfaction', 8500, 84, 100).says).toBe('too_early')
    expect(stand('satisfaction', 8500, 70, 100).says).toBe('not_on_the_way')
  })
  test('less is better: of returns', () => {
    expect(stand('returns', 1000, 3, 100).says).toBe('on_the_way')
    expect(stand('returns', 1000, 9, 100).says).toBe('too_early')
    expect(stand('returns', 1000, 25, 100).says).toBe('not_on_the_way')
  })
  test('a better count never stands worse', () => {
    const order = ['not_on_the_way', 'too_early', 'on_the_way']
    fc.assert(
      fc.property(
        fc.constantFrom(...measureKinds),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 20, max: 300 }),
        fc.nat(300),
        (kind, aim, of, some) => {
          const count = some % of
          const [one, more] = [stand(kind, aim, count, of), stand(kind, aim, count + 1, of)]
          const better = measures[kind].direction === 'more' ? [one, more] : [more, one]
          expect(order.indexOf(better[1]!.says)).toBeGreaterThanOrEqual(order.indexOf(better[0]!.says))
        },
      ),
    )
  })
})
