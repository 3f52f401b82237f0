import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCondition } from '../../../src/core/mandate/compile-condition.ts'
import { type Condition, type Facts, type FactValue, isCode } from '../../../src/core/mandate/condition.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { evaluateMandate, type Situation } from '../../../src/core/mandate/evaluate.ts'
import { windowStart } from '../../../src/core/mandate/window.ts'
import { inForce, noon, rows, situationOf } from './all-cases.ts'
import { conditions, documents, keeps, knownFacts, levels, overlays, some } from './arbitrary.ts'
import { mandate, money } from './cases.ts'
import { full } from './full-cases.ts'
import { evaluatePlainly, judge, plainDate } from './plain.ts'

/** The compiled mandate says what the plain reading says, field by field. */
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
