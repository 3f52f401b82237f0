import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileMandate } from '../../../src/core/mandate/compile.ts'
import { compileCondition } from '../../../src/core/mandate/compile-condition.ts'
import { type Condition, type Facts, type FactValue, isCode } from '../../../src/core/mandate/condition.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import {
  counterKey,
  countersOf,
  evaluateMandate,
  type Situation,
} from '../../../src/core/mandate/evaluate.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'
import { windowStart } from '../../../src/core/mandate/window.ts'
import { conditions, documents, keeps, knownFacts, levels, overlays, some } from './arbitrary.ts'
import { cases, mandate, money } from './cases.ts'
import { type FullCase, full, fullCases, strike } from './full-cases.ts'
import { evaluatePlainly, judge, plainDate } from './plain.ts'

/** The compiled mandate says what the plain reading says, field by field. */
const noon = Date.parse('2026-11-12T11:00:00Z')
const inForce = (overlays: Overlay[] = []) => overlays.map((document, i) => ({ id: `o${i}`, document }))
const rows: FullCase[] = [...cases.map((row) => ({ ...row, document: mandate })), ...fullCases]
const situationOf = (row: FullCase): Situation => ({
  now: row.at ? Date.parse(row.at) : noon,
  timeZone: row.zone ?? 'Europe/Rome',
  counters: row.used ?? {},
  lifts: row.lifts ?? [],
  facts: row.facts ?? {},
  levels: row.levels ?? {},
  overlays: inForce(row.overlays),
})

describe('compiled equals plain', () => {
  test.each(rows)('$name', (row) => {
    const document = row.document ?? full
    const plain = evaluatePlainly(document, row.ask, situationOf(row))
    expect(evaluateMandate(document, row.ask, situationOf(row))).toStrictEqual(plain)
    // whatever was asked of the document before
    expect(evaluateMandate(structuredClone(document), row.ask, situationOf(row))).toStrictEqual(plain)
  })

  const zones = fc.constantFrom('Europe/Rome', 'Africa/Tunis', 'America/New_York', 'Australia/Lord_Howe')
  const asked = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 9000 }).map((minor) => money('refund', minor)) },
    fc.constantFrom(
      money('refund', 0),
      money('refund', 1.5),
      money('upgrade', 5),
      money('refund', 7, 'USD'),
      money('refund', 7, 'constructor'),
      money('exception', 0),
      { ...money('refund', 7), days: 2 },
    ),
  )
  const lifts = fc.array(
    fc.integer({ min: 1, max: 9000 }).map((minor) => money('refund', minor)),
    { maxLength: 1 },
  )
  const used = fc.record({
    customer: fc.nat(4000),
    team: fc.nat(4000),
    agent: fc.nat(4000),
  })

  test('on random mandates, facts, levels, overlays, lifts, counters, instants and zones', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(
          fc.record({
            request: asked,
            now: fc.integer({ min: Date.parse('2026-10-20Z'), max: Date.parse('2026-12-01Z') }),
            timeZone: zones,
            levels,
            lifts,
            used,
            makes: fc.array(overlays, { maxLength: 2 }),
            facts: fc.tuple(knownFacts, keeps).map(([all, keep]) => some(all, keep)),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        (document, history) => {
          for (const { request, used, makes, ...rest } of history) {
            const date = plainDate(rest.now, rest.timeZone)
            const situation: Situation = {
              ...rest,
              overlays: inForce(makes.map((make) => make(document))),
              counters: {
                'customer:refund:EUR:year:2026-01-01': used.customer,
                [`team:refund:EUR:month:${windowStart('month', date)}`]: used.team,
                [`agent:refund:EUR:day:${date}`]: used.agent,
              },
            }
            expect(evaluateMandate(document, request, situation)).toStrictEqual(
              evaluatePlainly(document, request, situation),
            )
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('conditions', () => {
  /** Facts and bounds of every type, fitting or not, with what nobody should write. */
  const values = fc.oneof(
    fc.integer({ min: -2, max: 3 }),
    fc.constantFrom(1.5, Number.NaN, Number.MAX_SAFE_INTEGER, 2 ** 53),
    fc.constantFrom('billing', 'card', 'Anna Neri', ''),
    fc.boolean(),
  )
  const known: fc.Arbitrary<FactValue> = fc.oneof(
    values,
    fc.dictionary(fc.constantFrom('EUR', 'TND'), fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constant(0.5))),
  )
  const names = fc.constantFrom('days_late', 'touchpoint', 'amount', 'constructor')
  const is = fc.constantFrom('at_least', 'at_most', 'more_than', 'less_than', 'equal')
  const leaf = fc.oneof(
    fc.record({ fact: names, is, value: values }),
    fc.record({
      fact: names,
      is,
      minor: fc.dictionary(fc.constantFrom('EUR', 'TND'), fc.integer({ max: 3 })),
    }),
    fc.record({ fact: names, is: fc.constant('one_of'), values: fc.array(values, { maxLength: 3 }) }),
  ) as fc.Arbitrary<Condition>
  const grown = fc.oneof(
    leaf,
    fc.record({ not: leaf }),
    fc.record({ all: fc.array(leaf, { maxLength: 3 }) }),
    fc.record({ any: fc.array(leaf, { maxLength: 3 }) }),
    conditions,
  )
  const facts = fc
    .dictionary(fc.constantFrom('days_late', 'touchpoint'), known)
    .map((own): Facts => ({ ...own }))

  test('compiled, they say what the plain reading says, and miss what it misses', () => {
    fc.assert(
      fc.property(grown, facts, fc.option(fc.integer({ min: 1, max: 4 })), (condition, own, amount) => {
        const { truth, missing } = compileCondition(condition, 'EUR')
        const plain = judge(condition, amount === null ? own : { ...own, amount: { EUR: amount } }, 'EUR')
        expect(truth({ ...own, amount: { EUR: 999 } }, amount)).toBe(plain.truth)
        expect(missing(own, amount)).toEqual(plain.missing)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('facts in a table of truth', () => {
  const asks = (when: Condition): MandateDocument => {
    const document = structuredClone(mandate)
    const refund = document.powers.find(({ kind }) => kind === 'refund')!
    refund.conditions = [{ id: 'when', when }]
    return document
  }

  test.each<[string, Condition]>([
    ['a set', { fact: 'touchpoint', is: 'one_of', values: ['billing', 'card'] }],
    ['no set', { not: { fact: 'touchpoint', is: 'one_of', values: ['billing', 'card'] } }],
    ['a set of what nobody may tell', { fact: 'touchpoint', is: 'one_of', values: ['Anna Neri', ''] }],
    ['yes', { fact: 'touchpoint', is: 'equal', value: true }],
    ['not yes', { not: { fact: 'touchpoint', is: 'equal', value: true } }],
    ['no', { fact: 'touchpoint', is: 'equal', value: false }],
    ['yes or no', { fact: 'touchpoint', is: 'one_of', values: [true, false] } as never],
    ['a number', { fact: 'touchpoint', is: 'at_least', value: 3 }],
  ])('%s, of facts of every type', (_, when) => {
    const document = asks(when)
    for (const touchpoint of [
      'billing',
      'card',
      'other',
      'Anna Neri',
      '',
      true,
      false,
      3,
      2,
      2.5,
      { EUR: 3 },
      'card',
    ])
      for (const facts of [{ touchpoint }, { touchpoint, amount: 1 }, {}] as Facts[]) {
        const situation: Situation = { now: noon, timeZone: 'Europe/Rome', counters: {}, lifts: [], facts }
        expect(evaluateMandate(document, money('refund', 100), situation)).toStrictEqual(
          evaluatePlainly(document, money('refund', 100), situation),
        )
      }
  })
})

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

test.each([
  ['9', true],
  ['a'.repeat(40), true],
  ['a'.repeat(41), false],
  ['Z0-._', true],
  ['_a', false],
  ['@', false],
  ['a[', false],
  ['a`', false],
  ['{', false],
  ['a/', false],
  ['a:', false],
  ['', false],
  ['é', false],
])('"%s" is a code: %s', (text, is) => expect(isCode(text)).toBe(is))
