import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAvailability } from '../../../src/core/mandate/availability.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import {
  askedOf,
  counterKey,
  countersOf,
  type DecisionRequest,
  evaluateMandate,
  type Situation,
} from '../../../src/core/mandate/evaluate.ts'
import { findMandateFaults } from '../../../src/core/mandate/faults.ts'
import { cases, mandate, money } from './cases.ts'

const noon = Date.parse('2026-11-12T11:00:00Z')
const situation = (fields: Partial<Situation> = {}): Situation => ({
  now: noon,
  timeZone: 'Europe/Rome',
  counters: {},
  lifts: [],
  ...fields,
})

describe('cases', () => {
  test.each(cases)('$name', ({ at, zone, used, lifts, ask, gives }) => {
    const evaluation = evaluateMandate(
      mandate,
      ask,
      situation({
        now: at ? Date.parse(at) : noon,
        timeZone: zone ?? 'Europe/Rome',
        counters: used ?? {},
        lifts: lifts ?? [],
      }),
    )
    expect(evaluation).toMatchObject(gives)
  })
})

const bound = fc
  .tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 3000 }))
  .map(([max, more]) => ({
    max,
    stretch: max + more,
  }))
const windowed = fc.constantFrom('day', 'week', 'month', 'quarter', 'year')
const limitOf = (index: number) =>
  fc.oneof(
    bound.map((b) => ({
      id: `l${index}`,
      scope: 'decision' as const,
      window: null,
      measure: 'money' as const,
      bounds: { EUR: b },
    })),
    fc.tuple(bound, windowed, fc.constantFrom('customer', 'agent')).map(([b, window, scope]) => ({
      id: `l${index}`,
      scope,
      window,
      measure: 'money' as const,
      bounds: { EUR: b },
    })),
    fc
      .tuple(fc.integer({ min: 0, max: 5 }), windowed, fc.constantFrom('customer', 'agent'))
      .map(([max, window, scope]) => ({
        id: `l${index}`,
        scope,
        window,
        measure: 'count' as const,
        bounds: { any: { max, stretch: max + 1 } },
      })),
  )
const documents = fc.tuple(limitOf(0), limitOf(1), limitOf(2), limitOf(3)).map((limits) => ({
  format: 'cartabianca-mandate/1',
  powers: [{ kind: 'refund', limits }, mandate.powers[1]!],
  support: { minutes: 10 },
})) as fc.Arbitrary<MandateDocument>
const requests = fc.integer({ min: 1, max: 12000 }).map((minor) => money('refund', minor))

/** Plays requests one after the other as the server does: what is granted is added to its counters. */
function play(
  document: MandateDocument,
  history: DecisionRequest[],
): { counters: Record<string, number>; granted: DecisionRequest[] } {
  const counters: Record<string, number> = {}
  const granted: DecisionRequest[] = []
  for (const request of history) {
    const { verdict } = evaluateMandate(document, request, situation({ counters }))
    if (verdict !== 'granted') continue
    granted.push(request)
    for (const key of countersOf(document, request.power, 'EUR', noon, 'Europe/Rome'))
      counters[counterKey(key)] = (counters[counterKey(key)] ?? 0) + askedOf(request, key.measure)
  }
  return { counters, granted }
}

describe('properties', () => {
  test('never grants beyond any limit, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(documents, fc.array(requests, { maxLength: 40 }), (document, history) => {
        const { granted } = play(document, history)
        const total = granted.reduce((sum, request) => sum + request.amount.minor, 0)
        for (const limit of document.powers[0]!.limits) {
          const max = (limit.bounds.EUR ?? limit.bounds.any)!.max
          if (limit.measure === 'count') expect(granted.length).toBeLessThanOrEqual(max)
          else if (limit.scope === 'decision')
            for (const request of granted) expect(request.amount.minor).toBeLessThanOrEqual(max)
          else expect(total).toBeLessThanOrEqual(max)
        }
      }),
    )
  })

  test('widening a mandate never turns a grant into a refusal', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        fc.nat(3),
        fc.nat(5000),
        fc.nat(9000),
        (document, request, which, more, used) => {
          const wider = structuredClone(document)
          for (const b of Object.values(wider.powers[0]!.limits[which]!.bounds)) {
            b.max += more
            b.stretch += more
          }
          const counters = Object.fromEntries(
            countersOf(document, 'refund', 'EUR', noon, 'Europe/Rome').map((key) => [
              counterKey(key),
              key.measure === 'count' ? used % 5 : used,
            ]),
          )
          const before = evaluateMandate(document, request, situation({ counters }))
          const after = evaluateMandate(wider, request, situation({ counters }))
          if (before.verdict === 'granted') expect(after.verdict).toBe('granted')
        },
      ),
    )
  })

  test('the order of powers and of limits does not matter to the verdict', () => {
    fc.assert(
      fc.property(documents, requests, (document, request) => {
        const turned = structuredClone(document)
        turned.powers.reverse()
        for (const power of turned.powers) power.limits.reverse()
        expect(evaluateMandate(turned, request, situation()).verdict).toBe(
          evaluateMandate(document, request, situation()).verdict,
        )
      }),
    )
  })

  test('the verdict equals its own explanation: granted if and only if every check holds', () => {
    fc.assert(
      fc.property(documents, requests, (document, request) => {
        const evaluation = evaluateMandate(document, request, situation())
        expect(evaluation.verdict === 'granted').toBe(evaluation.checks.every((check) => check.holds))
        if (evaluation.verdict === 'beyond') {
          const inTheWay = evaluation.checks.filter((check) => !check.holds)
          expect(evaluation.rule).toBe(inTheWay[0]!.limitId)
          expect(evaluation.stretchReaches).toBe(inTheWay.every((c) => c.used + c.asked <= c.stretch))
        }
      }),
    )
  })

  test('what the panel says is left is exactly what is granted', () => {
    fc.assert(
      fc.property(documents, fc.array(requests, { maxLength: 10 }), (document, history) => {
        const { counters } = play(document, history)
        const available = findAvailability(document, 'EUR', situation({ counters })).find(
          (a) => a.power === 'refund',
        )!
        const { most } = available
        if (most === null || !available.open || most > 100_000) return
        const verdict = (minor: number) =>
          evaluateMandate(document, money('refund', minor), situation({ counters })).verdict
        expect(verdict(most)).toBe('granted')
        expect(verdict(most + 1)).not.toBe('granted')
      }),
    )
  })
})

describe('faults of a document', () => {
  test('none in the mandate of the cases', () => expect(findMandateFaults(mandate)).toEqual([]))
  const faulty: [string, (document: MandateDocument) => void, string][] = [
    ['a power twice', (d) => d.powers.push(d.powers[3]!), 'power_twice'],
    ['money without a limit per decision', (d) => d.powers[0]!.limits.shift(), 'no_limit_per_decision'],
    [
      'a limit id twice',
      (d) => {
        d.powers[0]!.limits[1]!.id = 'refund.decision'
      },
      'limit_id_twice',
    ],
    [
      'a window on a single decision',
      (d) => {
        d.powers[0]!.limits[0]!.window = 'day'
      },
      'window',
    ],
    [
      'a customer limit without a window',
      (d) => {
        d.powers[0]!.limits[1]!.window = null
      },
      'window',
    ],
    [
      'counting a single decision',
      (d) => {
        d.powers[3]!.limits[0]!.scope = 'decision'
      },
      'measure',
    ],
    [
      'days on money',
      (d) => {
        d.powers[0]!.limits[1]!.measure = 'days'
      },
      'measure',
    ],
    [
      'no bounds',
      (d) => {
        d.powers[0]!.limits[1]!.bounds = {}
      },
      'no_bounds',
    ],
    [
      'money by "any"',
      (d) => {
        d.powers[0]!.limits[1]!.bounds = { any: { max: 1, stretch: 1 } }
      },
      'bound_key',
    ],
    [
      'a count by currency',
      (d) => {
        d.powers[1]!.limits[1]!.bounds = { EUR: { max: 1, stretch: 1 } }
      },
      'bound_key',
    ],
    [
      'a stretch below its limit',
      (d) => {
        d.powers[0]!.limits[0]!.bounds.EUR = { max: 2, stretch: 1 }
      },
      'stretch_below_max',
    ],
  ]
  test.each(faulty)('%s', (_, spoil, fault) => {
    const document = structuredClone(mandate)
    spoil(document)
    expect(findMandateFaults(document).map((found) => found.fault)).toContain(fault)
  })
})
