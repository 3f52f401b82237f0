import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAvailability } from '../../../src/core/mandate/availability.ts'
import { compileCondition } from '../../../src/core/mandate/compile-condition.ts'
import type { Condition, Facts } from '../../../src/core/mandate/condition.ts'
import { evaluateMandate, type Situation } from '../../../src/core/mandate/evaluate.ts'
import { explainEvaluation } from '../../../src/core/mandate/explain.ts'
import { findMandateFaults } from '../../../src/core/mandate/faults.ts'
import { findOverlayFaults, type Overlay } from '../../../src/core/mandate/overlay.ts'
import {
  conditions,
  counters,
  documents,
  keeps,
  knownFacts,
  levels,
  overlays,
  requests,
  some,
} from './arbitrary.ts'
import { money } from './cases.ts'
import { judge as judgePlainly } from './plain.ts'

const noon = Date.parse('2026-11-12T11:00:00Z')
const situation = (fields: Partial<Situation> = {}): Situation => ({
  now: noon,
  timeZone: 'Europe/Rome',
  counters: {},
  lifts: [],
  ...fields,
})
const inForce = (overlays: Overlay[] = []) => overlays.map((document, i) => ({ id: `o${i}`, document }))

function judge(condition: Condition, facts: Facts, currency: string) {
  const { truth, missing } = compileCondition(condition, currency)
  return { truth: truth(facts, null), missing: missing(facts, null) }
}

const rank = { refused: 0, beyond: 1, granted: 3 } as const
const score = (evaluation: ReturnType<typeof evaluateMandate>) =>
  rank[evaluation.verdict] + (evaluation.verdict === 'beyond' && evaluation.stretchReaches ? 1 : 0)

describe('properties', () => {
  test('the documents and overlays of these properties have no faults', () => {
    fc.assert(
      fc.property(documents, overlays, (document, make) => {
        expect(findMandateFaults(document)).toEqual([])
        expect(findOverlayFaults(document, make(document))).toEqual([])
      }),
    )
  })

  test('a condition and its opposite are never both true, and what is missing stays open', () => {
    fc.assert(
      fc.property(conditions, knownFacts, keeps, (condition, facts, keep) => {
        const [some_, whole] = [judge(condition, some(facts, keep), 'EUR'), judge(condition, facts, 'EUR')]
        const opposite = judge({ not: condition }, some(facts, keep), 'EUR')
        expect(whole.truth).not.toBe('missing')
        if (some_.truth === 'missing') {
          expect(opposite.truth).toBe('missing')
          expect(some_.missing.length).toBeGreaterThan(0)
          for (const name of some_.missing) expect(keep).not.toContain(name)
        } else {
          expect(some_.truth).toBe(whole.truth)
          expect(opposite.truth).not.toBe(some_.truth)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('missing facts never grant more than present ones would allow', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        knownFacts,
        keeps,
        levels,
        counters,
        (document, request, facts, keep, level, used) => {
          const less = evaluateMandate(
            document,
            request,
            situation({ facts: some(facts, keep), levels: level, counters: used }),
          )
          const all = evaluateMandate(document, request, situation({ facts, levels: level, counters: used }))
          expect(score(less)).toBeLessThanOrEqual(score(all))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('nothing is granted beyond a limit, and a condition that is not met grants nothing', () => {
    fc.assert(
      fc.property(documents, requests, knownFacts, keeps, counters, (document, request, all, keep, used) => {
        const facts = some(all, keep)
        const { verdict } = evaluateMandate(document, request, situation({ facts, counters: used }))
        if (verdict !== 'granted') return
        const { minor } = request.amount
        const [each, ofValue, year, team, agent] = document.powers[0]!.limits.map(
          (limit) => Object.values(limit.bounds)[0]!,
        )
        expect(minor).toBeLessThanOrEqual(each!.max)
        expect(BigInt(minor) * 10_000n).toBeLessThanOrEqual(
          BigInt(all.customer_value.EUR) * BigInt(ofValue!.max),
        )
        expect(minor + used['customer:refund:EUR:year:2026-01-01']).toBeLessThanOrEqual(year!.max)
        expect(minor + used['team:refund:EUR:month:2026-11-01']).toBeLessThanOrEqual(team!.max)
        expect(minor + used['agent:refund:EUR:day:2026-11-12']).toBeLessThanOrEqual(agent!.max)
        const { when } = document.powers[0]!.conditions![0]!
        expect(judgePlainly(when, { ...facts, amount: { EUR: minor } }, 'EUR').truth).toBe('true')
      }),
      { numRuns: 500 },
    )
  })

  test('an overlay only widens, whatever is known, used and asked', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        overlays,
        knownFacts,
        keeps,
        levels,
        counters,
        (document, request, make, facts, keep, level, used) => {
          const ground = { facts: some(facts, keep), levels: level, counters: used }
          const before = evaluateMandate(document, request, situation(ground))
          const during = evaluateMandate(
            document,
            request,
            situation({ ...ground, overlays: inForce([make(document)]) }),
          )
          expect(score(during)).toBeGreaterThanOrEqual(score(before))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('more practice never allows less', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        knownFacts,
        keeps,
        counters,
        (document, request, facts, keep, used) => {
          const at = (refund: 'trainee' | 'full' | 'senior') =>
            score(
              evaluateMandate(
                document,
                request,
                situation({ facts: some(facts, keep), counters: used, levels: { refund } }),
              ),
            )
          expect(at('trainee')).toBeLessThanOrEqual(at('full'))
          expect(at('full')).toBeLessThanOrEqual(at('senior'))
        },
      ),
    )
  })

  test('the order of powers, limits and overlays does not matter', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        fc.tuple(overlays, overlays),
        knownFacts,
        levels,
        counters,
        (document, request, makes, facts, level, used) => {
          const turned = structuredClone(document)
          turned.powers.reverse()
          for (const power of turned.powers) power.limits.reverse()
          const both = makes.map((make) => make(document))
          const ground = { facts, levels: level, counters: used }
          const one = evaluateMandate(document, request, situation({ ...ground, overlays: inForce(both) }))
          const other = evaluateMandate(
            turned,
            request,
            situation({ ...ground, overlays: inForce(both.toReversed()) }),
          )
          expect(score(other)).toBe(score(one))
        },
      ),
    )
  })

  test('an evaluation is its own explanation', () => {
    fc.assert(
      fc.property(
        documents,
        requests,
        knownFacts,
        keeps,
        levels,
        counters,
        (document, request, facts, keep, level, used) => {
          const evaluation = evaluateMandate(
            document,
            request,
            situation({ facts: some(facts, keep), levels: level, counters: used }),
          )
          const said = explainEvaluation(document, request, evaluation).map(({ key }) => key)
          const inTheWay = said.filter((key) => /^rule\.(exceeds_|condition_(fails|missing))/.test(key))
          expect(said[0] === 'rule.granted_mandate').toBe(inTheWay.length === 0)
          expect(evaluation.verdict === 'granted').toBe(inTheWay.length === 0)
          expect(said.filter((key) => /^rule\.(holds|exceeds)_/.test(key))).toHaveLength(
            evaluation.checks.length,
          )
          expect(said.filter((key) => key.startsWith('rule.condition_'))).toHaveLength(
            evaluation.conditions.length,
          )
          if (evaluation.verdict === 'beyond')
            expect(said[0]).toBe(evaluation.stretchReaches ? 'rule.beyond_reached' : 'rule.beyond_open')
        },
      ),
    )
  })

  test('what the panel says is left is what is granted', () => {
    fc.assert(
      fc.property(documents, knownFacts, keeps, levels, counters, (document, facts, keep, level, used) => {
        const ground = situation({ facts: some(facts, keep), levels: level, counters: used })
        const { most, open } = findAvailability(document, 'EUR', ground).find(
          ({ power }) => power === 'refund',
        )!
        const verdict = (minor: number) => evaluateMandate(document, money('refund', minor), ground).verdict
        if (open && most) expect(verdict(most)).toBe('granted')
        expect(verdict((open && most ? most : 0) + 1)).not.toBe('granted')
      }),
    )
  })
})
