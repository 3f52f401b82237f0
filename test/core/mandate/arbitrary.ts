import fc from 'fast-check'
import type { Condition, Facts } from '../../../src/core/mandate/condition.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'
import { money } from './cases.ts'
import { strike } from './full-cases.ts'

/** Random documents with everything in them, and random ground to weigh on. */
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('years_with_client', 'days_late'),
    is: fc.constantFrom('at_least', 'at_most', 'equal'),
    value: fc.nat(4),
  }) as fc.Arbitrary<Condition>,
  fc.record({
    fact: fc.constant('customer_value'),
    is: fc.constantFrom('more_than', 'less_than'),
    minor: fc.record({ EUR: fc.nat(4000) }),
  }) as fc.Arbitrary<Condition>,
  fc.record({
    fact: fc.constant('touchpoint'),
    is: fc.constant('one_of'),
    values: fc.subarray(['billing', 'card', 'delivery'], { minLength: 1 }),
  }) as fc.Arbitrary<Condition>,
)
export const conditions = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node
export const knownFacts = fc.record({
  years_with_client: fc.nat(5),
  days_late: fc.nat(5),
  customer_value: fc.record({ EUR: fc.nat(100_000) }),
  touchpoint: fc.constantFrom('billing', 'card', 'delivery'),
})
export const some = (facts: Facts, keep: string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => keep.includes(name)))
export const keeps = fc.subarray(['years_with_client', 'days_late', 'customer_value', 'touchpoint'])

const bound = fc.tuple(fc.nat(6000), fc.nat(3000)).map(([max, more]) => ({ max, stretch: max + more }))
const share = fc.tuple(fc.nat(5000), fc.nat(5000)).map(([max, more]) => ({ max, stretch: max + more }))
export const documents = fc
  .tuple(bound, bound, bound, share, fc.tuple(fc.nat(2000), fc.nat(2000)), conditions, conditions, bound)
  .map(
    ([each, year, team, ofValue, [lower, higher], when, whenSenior, agent]): MandateDocument => ({
      format: 'cartabianca-mandate/1',
      powers: [
        {
          kind: 'refund',
          conditions: [{ id: 'c1', when }],
          limits: [
            {
              id: 'each',
              scope: 'decision',
              window: null,
              measure: 'money',
              bounds: { EUR: each },
              levels: {
                trainee: {
                  bounds: {
                    EUR: { max: Math.max(0, each.max - lower), stretch: Math.max(0, each.stretch - lower) },
                  },
                },
                senior: {
                  bounds: { EUR: { max: each.max + higher, stretch: each.stretch + higher } },
                  when: whenSenior,
                },
              },
            },
            {
              id: 'share',
              scope: 'decision',
              window: null,
              measure: 'value_share',
              bounds: { any: ofValue },
            },
            { id: 'year', scope: 'customer', window: 'year', measure: 'money', bounds: { EUR: year } },
            { id: 'team', scope: 'team', window: 'month', measure: 'money', bounds: { EUR: team } },
            { id: 'agent', scope: 'agent', window: 'day', measure: 'money', bounds: { EUR: agent } },
          ],
        },
        { kind: 'exception', limits: [] },
      ],
      support: { minutes: 10 },
    }),
  )
export const requests = fc.integer({ min: 1, max: 9000 }).map((minor) => money('refund', minor))
export const levels = fc.constantFrom('trainee', 'full', 'senior').map((refund) => ({ refund }) as const)
export const counters = fc.tuple(fc.nat(4000), fc.nat(4000), fc.nat(4000)).map(([customer, team, agent]) => ({
  'customer:refund:EUR:year:2026-01-01': customer,
  'team:refund:EUR:month:2026-11-01': team,
  'agent:refund:EUR:day:2026-11-12': agent,
}))
export const overlays = fc
  .tuple(
    fc.subarray(['each', 'share', 'year', 'team', 'agent'], { minLength: 1 }),
    fc.nat(3000),
    fc.boolean(),
    fc.option(conditions, { nil: undefined }),
  )
  .map(
    ([widen, more, waive, when]) =>
      (document: MandateDocument): Overlay => ({
        ...strike,
        ...(when ? { when } : {}),
        waives: waive ? ['c1'] : [],
        widens: widen.map((id) => {
          const own = document.powers[0]!.limits.find((limit) => limit.id === id)!
          return {
            limit: id,
            bounds: Object.fromEntries(
              Object.entries(own.bounds).map(([key, b]) => {
                const cap = (value: number) => (id === 'share' ? Math.min(10_000, value) : value)
                return [key, { max: cap(b.max + more), stretch: cap(b.stretch + more) }]
              }),
            ),
          }
        }),
      }),
  )
