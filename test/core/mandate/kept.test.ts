import { describe, expect, test } from 'vitest'
import { compileMandate } from '../../../src/core/mandate/compile.ts'
import type { Facts } from '../../../src/core/mandate/condition.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import {
  counterKey,
  countersOf,
  evaluateMandate,
  type Situation,
} from '../../../src/core/mandate/evaluate.ts'
import { inForce, noon, rows, situationOf } from './all-cases.ts'
import { mandate, money } from './cases.ts'
import { full, strike } from './full-cases.ts'
import { evaluatePlainly } from './plain.ts'

describe('what is kept', () => {
  test('a document is read once', () => {
    expect(compileMandate(mandate)).toBe(compileMandate(mandate))
    const plan = compileMandate(full).findPlan('refund', 'EUR', 'full')
    expect(compileMandate(full).findPlan('refund', 'EUR', 'full')).toBe(plan)
    expect(compileMandate(structuredClone(mandate))).not.toBe(compileMandate(mandate))
  })

  test('what one evaluation says nobody can change for the next', () => {
    const facts = { touchpoint: 'billing', days_late: 31 }
    const situation: Situation = { now: noon, timeZone: 'Europe/Rome', counters: {}, lifts: [], facts }
    const [check] = evaluateMandate(full, money('fee_waiver', 1), situation).conditions
    expect(() => check!.missing.push('vip')).toThrow(TypeError)
    expect(() => Object.assign(check!, { holds: true })).toThrow(TypeError)
  })

  test('what was weighed stays as it was, whatever becomes of counters and facts', () => {
    const facts = { customer_value: { EUR: 90_000 } }
    const counters = { 'customer:refund:EUR:year:2026-01-01': 700, 'team:refund:EUR:month:2026-11-01': 9 }
    const situation: Situation = { now: noon, timeZone: 'Europe/Rome', counters, lifts: [], facts }
    const weighing = compileMandate(full).weigh(money('refund', 4600), situation)
    const before = evaluateMandate(full, money('refund', 4600), situation)
    counters['customer:refund:EUR:year:2026-01-01'] = 0
    facts.customer_value.EUR = 9_000_000
    expect(weighing.evaluation()).toStrictEqual(before)
    expect(before.checks.map((_, i) => weighing.used(i))).toEqual(before.checks.map(({ used }) => used))
    expect(before.checks.map(({ used }) => used)).toEqual([0, 0, 700, 9])
  })

  test('what is read as numbers is what is told', () => {
    for (const row of rows) {
      const document = row.document ?? full
      const weighing = compileMandate(document).weigh(row.ask, situationOf(row))
      const told = evaluatePlainly(document, row.ask, situationOf(row))
      expect(weighing.verdict).toBe(told.verdict)
      expect(weighing.reason).toBe(told.verdict === 'granted' ? told.basis : told.rule)
      if (told.verdict === 'beyond')
        expect([weighing.leftUnderRule, weighing.stretchReaches]).toEqual([told.left, told.stretchReaches])
      expect([weighing.limits, weighing.conditions]).toEqual([told.checks.length, told.conditions.length])
      for (const [i, { used, asked, max, stretch, left, holds }] of told.checks.entries())
        expect([
          weighing.used(i),
          weighing.asked(i),
          weighing.max(i),
          weighing.stretch(i),
          weighing.left(i),
          weighing.holds(i),
        ]).toEqual([used, asked, max, stretch, left, holds])
      for (const [i, { holds }] of told.conditions.entries()) expect(weighing.conditionHolds(i)).toBe(holds)
    }
  })

  test('more limits and conditions than fit into the bits of a number', () => {
    const many: MandateDocument = structuredClone(full)
    const [refund] = many.powers
    const [limit] = refund!.limits
    refund!.conditions = Array.from({ length: 40 }, (_, i) => ({
      id: `c${i}`,
      when: { fact: 'days_late', is: 'at_most', value: 100 - i },
    }))
    refund!.limits = Array.from({ length: 40 }, (_, i) => ({
      ...limit!,
      id: `l${i}`,
      bounds: { EUR: { max: 5000 - i, stretch: 6000 - i } },
      levels: {
        senior: {
          bounds: { EUR: { max: 7000 - i, stretch: 8000 - i } },
          when: { fact: 'years_with_client', is: 'at_least', value: i },
        },
      },
    }))
    for (const days_late of [0, 61, 62, 65, 99, 101])
      for (const minor of [4900, 4961, 4962, 4999, 6500, 6970, 7900, 9000])
        for (const years_with_client of [0, 5, 33, 60]) {
          const facts = { days_late, years_with_client }
          const situation: Situation = {
            now: noon,
            timeZone: 'Europe/Rome',
            counters: {},
            lifts: [],
            facts,
            levels: { refund: 'senior' },
          }
          expect(evaluateMandate(many, money('refund', minor), situation)).toStrictEqual(
            evaluatePlainly(many, money('refund', minor), situation),
          )
        }
  })

  test('more counters than a weighing holds itself, also of shares, each of them in the way', () => {
    const many: MandateDocument = structuredClone(full)
    const [refund] = many.powers
    const windows = ['day', 'week', 'month', 'quarter', 'year'] as const
    const limits = windows.map((window, i) => ({
      id: `l${i}`,
      scope: 'customer' as const,
      window,
      measure: 'money' as const,
      bounds: { EUR: { max: 5000 + i, stretch: 6000 + i } },
    }))
    const share = { ...limits[1]!, id: 'share', measure: 'value_share' as const }
    for (const kept of [limits, limits.slice(0, 4), limits.slice(0, 3), [limits[0]!, share], [share]]) {
      refund!.limits = kept.map((limit) =>
        limit.measure === 'value_share' ? { ...limit, bounds: { any: { max: 300, stretch: 400 } } } : limit,
      )
      const document = structuredClone(many)
      for (const key of ['', ...countersOf(document, 'refund', 'EUR', noon, 'Europe/Rome').map(counterKey)])
        for (const used of [0, 100, 4900, 4905, 5990, 7000])
          for (const facts of [
            { customer_value: { EUR: 200_000 } },
            { customer_value: { EUR: 5000 } },
            {},
          ] as Facts[]) {
            const counters = { [key]: used }
            const situation: Situation = { now: noon, timeZone: 'Europe/Rome', counters, lifts: [], facts }
            const plain = evaluatePlainly(document, money('refund', 100), situation)
            expect(evaluateMandate(document, money('refund', 100), situation)).toStrictEqual(plain)
            const weighing = compileMandate(document).weigh(money('refund', 100), situation)
            expect(plain.checks.map((_, i) => weighing.used(i))).toEqual(plain.checks.map((one) => one.used))
          }
    }
  })

  test('more currencies and days than are kept change nothing', () => {
    const situation = (now: number): Situation => ({ now, timeZone: 'Asia/Tokyo', counters: {}, lifts: [] })
    for (let i = 0; i < 450; i++)
      expect(evaluateMandate(mandate, money('refund', 1, `X${i}`), situation(noon)).verdict).toBe('refused')
    const counters = { 'agent:exception:count:day:2030-05-05': 1 }
    for (let i = 0; i < 9000; i++) evaluateMandate(mandate, money('exception', 0), situation(i * 86_400_000))
    const at = { ...situation(Date.parse('2030-05-05T03:00:00Z')), counters }
    expect(evaluateMandate(mandate, money('exception', 0), at).verdict).toBe('beyond')
    expect(evaluateMandate(mandate, money('exception', 0), { ...at, now: at.now + 86_400_000 }).verdict).toBe(
      'granted',
    )
  })

  test('an overlay is kept for each currency apart', () => {
    const wider = { EUR: { max: 9000, stretch: 9000 }, TND: { max: 200_000, stretch: 250_000 } }
    const [overlay] = inForce([
      {
        ...strike,
        when: { fact: 'amount', is: 'at_least', minor: { EUR: 100 } },
        widens: [{ limit: 'refund.decision', bounds: wider }],
      },
    ])
    const facts = { customer_value: { EUR: 10_000_000, TND: 10_000_000 } }
    const base = { now: noon, timeZone: 'Europe/Rome', counters: {}, lifts: [] }
    const situation: Situation = { ...base, facts, overlays: [overlay!] }
    for (const request of [money('refund', 6000), money('refund', 170_000, 'TND'), money('refund', 99)])
      expect(evaluateMandate(full, request, situation)).toStrictEqual(
        evaluatePlainly(full, request, situation),
      )
    expect(evaluateMandate(full, money('refund', 6000), situation).verdict).toBe('granted')
    expect(evaluateMandate(full, money('refund', 170_000, 'TND'), situation).verdict).toBe('beyond')
  })
})
