import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Act, divideTime, idleCapMs, type Span, spansOf } from '../../../src/core/handling/span.ts'

const minute = 60_000
/** `a@0 a@4 a!9`: acts on contact a at minutes 0 and 4, and one that ends at minute 9 */
const acts = (text: string): Act[] =>
  text.split(' ').map((one) => {
    const [, contactId, sign, at] = /^(\w)([@!])([\d.]+)$/.exec(one)!
    return { contactId: contactId!, at: Number(at) * minute, ends: sign === '!' }
  })
const said = (spans: Span[]) =>
  spans.map(({ contactId, from, until }) => `${contactId} ${from / minute}-${until / minute}`)

describe('stretches of work', () => {
  const cases: [what: string, acts: string, spans: string[]][] = [
    ['from taking to closure proposed', 'a@0 a@4 a!9', ['a 0-9']],
    ['one act alone is no time', 'a@5', []],
    ['a pause counts ten minutes at most', 'a@0 a@60 a!62', ['a 0-10', 'a 60-62']],
    ['after giving back, time stands still until the next act', 'a@0 a!3 a@7 a!9', ['a 0-3', 'a 7-9']],
    ['acts in any order', 'a!9 a@0 a@4', ['a 0-9']],
    ['of one instant, what ends comes last', 'a!4 a@0 a@4 a@30 a!31', ['a 0-4', 'a 30-31']],
    ['each contact by itself', 'a@0 b@2 a!6 b!8', ['a 0-6', 'b 2-8']],
  ]
  test.each(cases)('%s', (_, text, spans) => expect(said(spansOf(acts(text)))).toEqual(spans))
})

describe('time shared by contacts', () => {
  test('is divided evenly, and how much was shared is said', () => {
    const worked = divideTime(spansOf(acts('a@0 b@2 a!6 b!8')))
    expect([...worked.byContact].map(([id, ms]) => [id, ms / minute])).toEqual([
      ['a', 4],
      ['b', 4],
    ])
    expect([worked.clock / minute, worked.parallel / minute]).toEqual([8, 4])
  })

  const someActs = fc.array(
    fc.record({
      contactId: fc.constantFrom('a', 'b', 'c', 'd'),
      at: fc.integer({ min: 0, max: 10_000 }).map((seconds) => seconds * 1000),
      ends: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  test('the parts add up to the clock, never to more', () =>
    fc.assert(
      fc.property(someActs, (given) => {
        const spans = spansOf(given)
        const { byContact, clock, parallel } = divideTime(spans)
        const parts = [...byContact.values()].reduce((sum, ms) => sum + ms, 0)
        expect(Math.abs(parts - clock)).toBeLessThan(0.01)
        expect(clock).toBeLessThanOrEqual(lengthOfUnion(spans) + 0.01)
        expect(clock).toBeGreaterThanOrEqual(lengthOfUnion(spans) - 0.01)
        expect(parallel).toBeLessThanOrEqual(clock)
      }),
    ))
  test('no pause counts more than the cap, and no stretch begins or lies outside the acts', () =>
    fc.assert(
      fc.property(someActs, (given) => {
        for (const { contactId, from, until } of spansOf(given)) {
          const own = given.filter((act) => act.contactId === contactId).map(({ at }) => at)
          expect(own).toContain(from)
          expect(until).toBeLessThanOrEqual(Math.max(...own))
          const inside = own.filter((at) => at >= from && at <= until).sort((a, b) => a - b)
          const gaps = [...inside.slice(1), until].map((at, nth) => at - inside[nth]!)
          expect(Math.max(...gaps)).toBeLessThanOrEqual(idleCapMs)
        }
      }),
    ))
  test('one act more never takes time away, unless it ends', () =>
    fc.assert(
      fc.property(someActs, fc.integer({ min: 0, max: 10_000_000 }), (given, at) => {
        const more = [...given, { contactId: 'a', at, ends: false }]
        expect(divideTime(spansOf(more)).clock).toBeGreaterThanOrEqual(
          divideTime(spansOf(given)).clock - 0.01,
        )
      }),
    ))
})

/** By painting seconds: slow, and plainly right. */
function lengthOfUnion(spans: readonly Span[]): number {
  const seconds = new Set<number>()
  for (const { from, until } of spans) for (let s = from / 1000; s < until / 1000; s += 1) seconds.add(s)
  return seconds.size * 1000
}
