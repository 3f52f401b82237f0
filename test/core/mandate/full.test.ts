import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAvailability } from '../../../src/core/mandate/availability.ts'
import type { Condition, Facts } from '../../../src/core/mandate/condition.ts'
import { findConditionFaults } from '../../../src/core/mandate/condition.ts'
import { exceedsShare, type MandateDocument, shareOf } from '../../../src/core/mandate/document.ts'
import {
  type DecisionRequest,
  evaluateMandate,
  factsOf,
  type Situation,
} from '../../../src/core/mandate/evaluate.ts'
import { findMandateFaults } from '../../../src/core/mandate/faults.ts'
import { findOverlayFaults, type Overlay } from '../../../src/core/mandate/overlay.ts'
import { cases, money } from './cases.ts'
import { type FullCase, full, fullCases, strike } from './full-cases.ts'

const noon = Date.parse('2026-11-12T11:00:00Z')
const situation = (fields: Partial<Situation> = {}): Situation => ({
  now: noon,
  timeZone: 'Europe/Rome',
  counters: {},
  lifts: [],
  ...fields,
})
const inForce = (overlays: Overlay[] = []) => overlays.map((document, i) => ({ id: `o${i}`, document }))
const situationOf = ({ at, zone, used, facts, levels, lifts, overlays }: FullCase) =>
  situation({
    now: at ? Date.parse(at) : noon,
    timeZone: zone ?? 'Europe/Rome',
    counters: used ?? {},
    lifts: lifts ?? [],
    facts: facts ?? {},
    levels: levels ?? {},
    overlays: inForce(overlays),
  })

test('there are at least 150 cases', () => expect(cases.length + fullCases.length).toBeGreaterThan(150))

describe('cases', () => {
  test.each(fullCases)('$name', (row) => {
    expect(evaluateMandate(row.document ?? full, row.ask, situationOf(row))).toMatchObject(row.gives)
  })
  test('what is missing is named', () => {
    const missing = (ask: DecisionRequest, facts: Facts) =>
      evaluateMandate(full, ask, situation({ facts })).conditions.flatMap((condition) => condition.missing)
    expect(missing(money('fee_waiver', 1), {})).toEqual(['days_late', 'touchpoint', 'vip'])
    expect(missing(money('upgrade', 1), { customer_value: { EUR: 200_000 } })).toEqual(['refunds_12_months'])
    expect(missing(money('upgrade', 1), { customer_value: { EUR: 1 } })).toEqual([])
  })
  test('the facts that a power hangs on', () => {
    expect(factsOf(full, [], 'refund')).toEqual(['customer_value'])
    expect(factsOf(full, [], 'upgrade')).toEqual(['customer_value', 'refunds_12_months', 'years_with_client'])
    expect(factsOf(full, [], 'exception')).toEqual([])
    expect(
      factsOf(full, inForce([{ ...strike, when: { fact: 'vip', is: 'equal', value: true } }]), 'exception'),
    ).toEqual(['vip'])
  })
  test('the panel waits for the amount where a condition is on it, and says what is not met', () => {
    const facts = { customer_value: { EUR: 200_000 }, refunds_12_months: 0 }
    const upgrade = (known: Facts) =>
      findAvailability(full, 'EUR', situation({ facts: known })).find(({ power }) => power === 'upgrade')
    expect(upgrade({ ...facts, years_with_client: 9 })).toMatchObject({ open: true, unmet: null, most: 9000 })
    expect(upgrade({ ...facts, refunds_12_months: 9 })).toMatchObject({
      open: false,
      unmet: { id: 'upgrade.value' },
    })
  })
})

test('a share is exact for every value', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(10_000), (value, basisPoints) => {
      const exact = value <= 0 ? 0n : (BigInt(value) * BigInt(basisPoints)) / 10_000n
      expect(BigInt(shareOf(value, basisPoints))).toBe(exact)
    }),
  )
})

test('an amount exceeds a share exactly where it is more than it', () => {
  const whole = fc.integer({ min: -1, max: 1000 }).map((n) => n * 10_000) // of these every share is whole
  const values = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -10, max: 100_000 }), whole)
  fc.assert(
    fc.property(
      values,
      fc.nat(10_000),
      fc.integer({ min: -2, max: 2 }),
      fc.maxSafeNat(),
      (value, share, off, any) => {
        for (const amount of [Math.max(0, shareOf(value, share) + off), any])
          expect(exceedsShare(amount, value, share)).toBe(amount > shareOf(value, share))
      },
    ),
  )
})

describe('faults', () => {
  test('none in the documents of the cases', () => {
    expect(findMandateFaults(full)).toEqual([])
    expect(findOverlayFaults(full, strike)).toEqual([])
  })
  const [refund, credit, waiver] = [0, 1, 2] as const
  const faulty: [string, (document: MandateDocument) => void, string, string][] = [
    [
      'a share of days',
      (d) => (d.powers[4]!.limits[0]!.measure = 'value_share'),
      'powers[4].limits[0]',
      'measure',
    ],
    [
      'a share for a team',
      (d) => (d.powers[refund]!.limits[2]!.scope = 'team'),
      'powers[0].limits[2]',
      'measure',
    ],
    [
      'more than the whole value',
      (d) => (d.powers[refund]!.limits[1]!.bounds.any = { max: 1, stretch: 10_001 }),
      'powers[0].limits[1].bounds.any',
      'share_above_whole',
    ],
    [
      'who learns reaches further',
      (d) => (d.powers[credit]!.limits[0]!.levels!.trainee!.bounds.EUR = { max: 2001, stretch: 3000 }),
      'powers[1].limits[0].levels.trainee',
      'level_order',
    ],
    [
      'long practice reaches less far',
      (d) => (d.powers[credit]!.limits[0]!.levels!.senior!.bounds.EUR = { max: 1999, stretch: 3000 }),
      'powers[1].limits[0].levels.senior',
      'level_order',
    ],
    [
      'a level in other currencies',
      (d) => (d.powers[credit]!.limits[0]!.levels!.senior!.bounds = { TND: { max: 9000, stretch: 9000 } }),
      'powers[1].limits[0].levels.senior',
      'level_order',
    ],
    [
      'a condition for who learns',
      (d) => (d.powers[credit]!.limits[0]!.levels!.trainee!.when = { fact: 'vip', is: 'equal', value: true }),
      'powers[1].limits[0].levels.trainee.when',
      'when_on_trainee',
    ],
    [
      'a condition named like a limit',
      (d) => (d.powers[waiver]!.conditions![0]!.id = 'refund.decision'),
      'powers[2].conditions[0]',
      'limit_id_twice',
    ],
    [
      'a fact nobody declared',
      (d) => d.facts!.shift(),
      'powers[2].conditions[1].when.any[1].fact',
      'unknown_fact',
    ],
    ['a fact twice', (d) => d.facts!.push({ name: 'channel', type: 'text' }), 'facts[2]', 'fact_twice'],
    [
      'an end before the beginning',
      (d) => (d.validity = { from: '2026-02-01', until: '2026-01-31' }),
      'validity',
      'ends_before_it_begins',
    ],
  ]
  test.each(faulty)('%s', (_, spoil, place, fault) => {
    const document = structuredClone(full)
    spoil(document)
    expect(findMandateFaults(document)).toContainEqual({ place, fault })
  })

  const wrong: [string, Condition, string, string][] = [
    ['an empty all', { all: [] }, 'x.all', 'empty_group'],
    ['an empty any inside not', { not: { any: [] } }, 'x.not.any', 'empty_group'],
    ['a number for a text', { fact: 'channel', is: 'equal', value: 3 }, 'x', 'fact_type'],
    ['money without a currency', { fact: 'amount', is: 'equal', value: 3 }, 'x', 'fact_type'],
    [
      'a currency for what is no money',
      { fact: 'days_late', is: 'equal', minor: { EUR: 1 } },
      'x',
      'fact_type',
    ],
    ['money in nothing', { fact: 'amount', is: 'equal', minor: {} }, 'x.minor', 'bound_key'],
    [
      'a text that is more than another',
      { fact: 'channel', is: 'more_than', value: 'web' },
      'x.is',
      'fact_type',
    ],
    ['a set of nothing', { fact: 'channel', is: 'one_of', values: [] }, 'x.values', 'empty_group'],
    [
      'a name where a code belongs',
      { fact: 'channel', is: 'equal', value: 'Giulia Ferrante' },
      'x',
      'text_not_code',
    ],
  ]
  test.each(wrong)('%s', (_, condition, place, fault) => {
    expect(findConditionFaults(condition, [], 'x')).toContainEqual({ place, fault })
  })

  const narrowing: [string, Partial<Overlay>, string, string][] = [
    [
      'one that narrows',
      { widens: [{ limit: 'credit.decision', bounds: { EUR: { max: 1999, stretch: 9000 } } }] },
      'widens[0].bounds.EUR',
      'overlay_narrows',
    ],
    [
      'one with less stretch',
      { widens: [{ limit: 'credit.decision', bounds: { EUR: { max: 2500, stretch: 2500 } } }] },
      'widens[0].bounds.EUR',
      'overlay_narrows',
    ],
    [
      'another currency',
      { widens: [{ limit: 'credit.decision', bounds: { TND: { max: 9, stretch: 9 } } }] },
      'widens[0].bounds.TND',
      'bound_key',
    ],
    [
      'a limit that is not there',
      { widens: [{ limit: 'x', bounds: { EUR: { max: 9, stretch: 9 } } }] },
      'widens[0].limit',
      'unknown_limit',
    ],
    ['a condition that is not there', { waives: ['x'] }, 'waives[0]', 'unknown_condition'],
    ['nothing', { widens: [], waives: [] }, 'widens', 'widens_nothing'],
    ['no end', { until: '2027-11-20T05:00:00.000Z' }, 'until', 'overlay_too_long'],
    ['an end before the beginning', { until: '2026-11-10T05:00:00.000Z' }, 'until', 'ends_before_it_begins'],
    ['a fact nobody declared', { when: { fact: 'x', is: 'equal', value: 1 } }, 'when.fact', 'unknown_fact'],
  ]
  test.each(narrowing)('an overlay of %s', (_, change, place, fault) => {
    expect(findOverlayFaults(full, { ...strike, ...change })).toContainEqual({ place, fault })
  })
})
