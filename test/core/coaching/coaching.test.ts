import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { falseDiscoveryRate, findOpportunities, oneInHowMany } from '../../../src/core/coaching/find.ts'
import { askAgainstOthers, askAgainstSame, type Group } from '../../../src/core/coaching/question.ts'
import { readSeries } from '../../../src/core/coaching/series.ts'
import { isFresh, mayBecome, opportunityStates } from '../../../src/core/coaching/state.ts'
import { chooseWindow } from '../../../src/core/coaching/window.ts'

const group = (subject: string, count: number, of: number, many = true): Group => ({
  subject,
  count,
  of,
  many,
})
const clear = [group('card', 14, 20), group('bill', 5, 60), group('visit', 4, 50)]

describe('asking', () => {
  test('each against all the others', () => {
    const [card] = askAgainstOthers('returning_doubt', clear)
    expect(card).toMatchObject({
      subject: 'card',
      count: 14,
      of: 20,
      restCount: 9,
      restOf: 110,
      compared: 'others',
    })
  })
  test('the shrunk share lies between its own and that of all', () => {
    const [card] = askAgainstOthers('returning_doubt', clear)
    expect(card!.shrunk).toBeGreaterThan(23 / 130)
    expect(card!.shrunk).toBeLessThanOrEqual(14 / 20)
  })
  test('of fewer than five on either side nothing is asked', () => {
    expect(askAgainstOthers('returning_doubt', [group('card', 4, 4), group('bill', 1, 50)])).toEqual([])
    expect(
      askAgainstSame('done_well', [group('card', 9, 9)], [{ subject: 'card', count: 0, of: 4 }], 'teams'),
    ).toEqual([])
  })
  test('the same elsewhere is the same subject only', () => {
    const rest = [
      { subject: 'card', count: 6, of: 20 },
      { subject: 'bill', count: 20, of: 20 },
    ]
    expect(askAgainstSame('done_well', [group('card', 19, 20)], rest, 'before')).toMatchObject([
      { restCount: 6, restOf: 20, compared: 'before' },
    ])
  })
})

describe('finding', () => {
  const find = (groups: Group[]) => findOpportunities(askAgainstOthers('returning_doubt', groups)).found
  test('what is clear is found, with its test', () => {
    const [card, ...others] = find(clear)
    expect(others).toEqual([])
    expect(card).toMatchObject({ subject: 'card' })
    expect(card!.p).toBeLessThan(1e-6)
    expect(card!.adjusted).toBeGreaterThanOrEqual(card!.p)
  })
  test.each([
    { name: 'of one person', groups: [group('card', 14, 20, false), ...clear.slice(1)] },
    { name: 'of two contacts', groups: [group('card', 2, 5), group('bill', 0, 900)] },
    { name: 'all alike', groups: [group('card', 5, 20), group('bill', 15, 60), group('visit', 12, 50)] },
    { name: 'without any hit', groups: [group('card', 0, 20), group('bill', 0, 60)] },
    { name: 'without any group', groups: [] },
  ])('$name: nothing', ({ groups }) => expect(find(groups)).toEqual([]))

  test('what would help the most contacts comes first', () => {
    const found = find([group('small', 9, 10), group('large', 60, 120), group('rest', 10, 400)])
    expect(found.map(({ subject }) => subject)).toEqual(['large', 'small'])
  })

  test('nothing beyond the rate is ever found, and no more is weighed than was asked', () => {
    const some = fc.record({ count: fc.nat(30), rest: fc.nat(60) })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (drawn) => {
        const groups = drawn.map(({ count, rest }, n) => group(`t${n}`, count, count + rest))
        const questions = askAgainstOthers('shared_obstacle', groups)
        const { asked, found } = findOpportunities(questions)
        expect(asked).toBeLessThanOrEqual(questions.length)
        for (const one of found) {
          expect(one.adjusted).toBeLessThanOrEqual(falseDiscoveryRate)
          expect(one.count / one.of).toBeGreaterThan(one.restCount / one.restOf)
        }
      }),
    )
  })

  test.each([
    [0.1, 10],
    [0.037, 20],
    [0.0042, 200],
    [0, 1000],
    [0.9, 2],
  ])('%f is said as one in %i', (adjusted, times) => expect(oneInHowMany(adjusted)).toBe(times))
})

describe('over how many weeks', () => {
  test.each([
    [{ 4: 200, 8: 420, 13: 700 }, 4],
    [{ 4: 199, 8: 200, 13: 300 }, 8],
    [{ 4: 3, 8: 5, 13: 9 }, 13],
  ] as const)('%j: %i', (closed, weeks) => expect(chooseWindow(closed)).toBe(weeks))
})

describe('what becomes of it', () => {
  test('what was shared stays shared; nothing becomes new again', () => {
    expect(mayBecome('shared')).toEqual([])
    for (const state of opportunityStates) expect(mayBecome(state)).not.toContain('new')
  })
  test('told again only of contacts that are all later', () => {
    expect(isFresh(1000, 1028, 4)).toBe(true)
    expect(isFresh(1000, 1021, 4)).toBe(false)
  })
})

describe('a series', () => {
  const weeks = (counts: number[], of = 20) =>
    counts.map((count, n) => ({ week: `2026-01-${String(n + 1).padStart(2, '0')}`, count, of }))
  const level = [15, 17, 16, 14, 15, 17, 16, 14, 15, 17]
  test('noise', () => {
    const { reading, limits } = readSeries('confirmed', weeks(level))
    expect(reading).toEqual({ says: 'noise' })
    expect(limits!.centre).toBeCloseTo(0.78)
  })
  test('a fall of what should be more is worse, of what should be less better', () => {
    const fallen = weeks([...level, 3])
    expect(readSeries('confirmed', fallen).reading).toMatchObject({
      says: 'signal',
      better: false,
      since: '2026-01-11',
    })
    expect(readSeries('returns', fallen).reading).toMatchObject({ says: 'signal', better: true })
  })
  test('a week of four is left out and not shown', () => {
    const read = readSeries('confirmed', [...weeks(level), { week: '2026-01-11', count: 0, of: 4 }])
    expect(read.weeks.at(-1)).toEqual({ week: '2026-01-11', counted: null, signals: [], jump: false })
    expect(read.reading).toEqual({ says: 'noise' })
  })
  test('under eight weeks nothing is read', () => {
    expect(readSeries('happy', weeks(level.slice(0, 7)))).toMatchObject({
      limits: null,
      reading: { says: 'too_few' },
    })
  })
  test('limits stay shares', () => {
    const { limits } = readSeries('confirmed', weeks([20, 20, 12, 20, 20, 12, 20, 20, 20]))
    expect(limits!.upper).toBe(1)
  })
})
