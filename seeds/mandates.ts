import type { CustomFact } from '../src/core/mandate/condition.ts'
import type { Limit, LimitWindow, MandateDocument, Power, PowerKind } from '../src/core/mandate/document.ts'
import { demoFacts } from './customer-facts.ts'
import type { ClientKey } from './people.ts'

type Bounds = Record<string, [max: number, stretch: number]>

/** What differs from version to version: how often, and how much in all. The limits of one decision stay. */
type Generosity = {
  minutes: number
  feeWaivers: [number, number]
  credits: [number, number]
  exceptions: [number, number]
  /** refunds of one agent in a month, EUR minor units */
  refundsOfAgent: [number, number]
  /** from the second version on: what goes with practice, with the whole team and with the customer's value */
  inFull: boolean
}

const first: Generosity = {
  minutes: 15,
  feeWaivers: [1, 2],
  credits: [1, 2],
  exceptions: [1, 1],
  refundsOfAgent: [150_000, 200_000],
  inFull: false,
}
const second: Generosity = {
  minutes: 10,
  feeWaivers: [2, 3],
  credits: [2, 3],
  exceptions: [1, 2],
  refundsOfAgent: [200_000, 260_000],
  inFull: true,
}

/** The demo world's mandates, oldest first. Days are counted back from the world's present. */
export type DemoMandate = {
  client: ClientKey
  number: number
  document: MandateDocument
  draftedDaysAgo: number
  signedDaysAgo: { operator: number; client: number | null }
  inForceDaysAgo: number
}

const twice = (client: ClientKey, versions: [MandateDocument, MandateDocument]): DemoMandate[] => [
  {
    client,
    number: 1,
    document: versions[0],
    draftedDaysAgo: 112,
    signedDaysAgo: { operator: 109, client: 107 },
    inForceDaysAgo: 105,
  },
  {
    client,
    number: 2,
    document: versions[1],
    draftedDaysAgo: 41,
    signedDaysAgo: { operator: 39, client: 37 },
    inForceDaysAgo: 35,
  },
]

export const demoMandates: DemoMandate[] = [
  ...twice('nummo', [nummo(first), nummo(second)]),
  {
    client: 'nummo',
    number: 3,
    document: nummo(
      { ...second, feeWaivers: [3, 4], refundsOfAgent: [250_000, 320_000] },
      { EUR: [6000, 9000], TND: [190_000, 290_000] },
    ),
    draftedDaysAgo: 4,
    signedDaysAgo: { operator: 2, client: null },
    inForceDaysAgo: -5,
  },
  ...twice('albamare', [
    albamare({ ...first, minutes: 20, refundsOfAgent: [400_000, 500_000] }),
    albamare({ ...second, minutes: 15, refundsOfAgent: [500_000, 600_000] }),
  ]),
]

function nummo(
  g: Generosity,
  refund: Bounds = { EUR: [5000, 8000], TND: [160_000, 250_000] },
): MandateDocument {
  return document(
    g,
    { EUR: [3000, 4500], TND: [90_000, 135_000] },
    [
      power('refund', [
        ['decision', null, 'money', refund],
        ['customer', 'year', 'money', { EUR: [15_000, 20_000], TND: [480_000, 640_000] }],
        ['agent', 'month', 'money', inBoth(g.refundsOfAgent)],
      ]),
      power('fee_waiver', [
        ['decision', null, 'money', { EUR: [3500, 5000], TND: [110_000, 150_000] }],
        ['customer', 'year', 'count', { any: g.feeWaivers }],
      ]),
      power('goodwill_credit', [
        ['decision', null, 'money', { EUR: [2000, 3000], TND: [60_000, 90_000] }],
        ['customer', 'quarter', 'count', { any: g.credits }],
        ['agent', 'week', 'money', inBoth([30_000, 40_000])],
      ]),
      power('deadline_moved', [
        ['decision', null, 'days', { any: [10, 20] }],
        ['customer', 'quarter', 'count', { any: [1, 2] }],
      ]),
      power('replacement', [
        ['decision', null, 'money', { EUR: [1500, 2500], TND: [40_000, 60_000] }],
        ['customer', 'year', 'count', { any: [2, 3] }],
      ]),
      power('exception', [['customer', 'year', 'count', { any: g.exceptions }]]),
    ],
    demoFacts.nummo,
  )
}

function albamare(g: Generosity): MandateDocument {
  return document(
    g,
    { EUR: [6000, 9000], TND: [180_000, 270_000] },
    [
      power('refund', [
        ['decision', null, 'money', { EUR: [12_000, 20_000], TND: [400_000, 650_000] }],
        ['customer', 'year', 'money', { EUR: [40_000, 50_000], TND: [1_300_000, 1_600_000] }],
        ['agent', 'month', 'money', inBoth(g.refundsOfAgent)],
      ]),
      power('fee_waiver', [
        ['decision', null, 'money', { EUR: [9000, 15_000], TND: [280_000, 450_000] }],
        ['customer', 'year', 'count', { any: g.feeWaivers }],
      ]),
      power('goodwill_credit', [
        ['decision', null, 'money', { EUR: [4000, 6000], TND: [120_000, 180_000] }],
        ['customer', 'quarter', 'count', { any: g.credits }],
        ['agent', 'week', 'money', inBoth([60_000, 80_000])],
      ]),
      power('upgrade', [
        ['decision', null, 'money', { EUR: [15_000, 25_000], TND: [480_000, 800_000] }],
        ['customer', 'year', 'count', { any: [2, 3] }],
      ]),
      power('deadline_moved', [
        ['decision', null, 'days', { any: [3, 7] }],
        ['customer', 'quarter', 'count', { any: [2, 3] }],
      ]),
      power('exception', [['customer', 'year', 'count', { any: g.exceptions }]]),
    ],
    demoFacts.albamare,
  )
}

/** @param ofSeniors how far a credit goes from those with long practice, for customers of five years and more */
function document(
  { minutes, inFull }: Generosity,
  ofSeniors: Bounds,
  powers: Power[],
  facts: CustomFact[],
): MandateDocument {
  return {
    format: 'cartabianca-mandate/1',
    powers: inFull ? powers.map((power) => grown(power, ofSeniors)) : powers,
    support: { minutes },
    // what the client's file says of its customers besides: see customer-facts.ts
    ...(inFull ? { facts } : {}),
  }
}

/** What the second versions add: a share of the customer's value, a budget of the team, a level of practice. */
function grown(power: Power, ofSeniors: Bounds): Power {
  const more = (row: LimitRow) => [...power.limits, limit(power.kind, row)]
  if (power.kind === 'upgrade' || power.kind === 'replacement')
    return { ...power, limits: more(['decision', null, 'value_share', { any: [10_000, 10_000] }]) }
  if (power.kind === 'deadline_moved')
    return {
      ...power,
      conditions: [{ id: 'deadline_moved.late', when: { fact: 'days_late', is: 'at_most', value: 30 } }],
    }
  if (power.kind === 'exception')
    return { ...power, limits: more(['team', 'week', 'count', { any: [25, 40] }]) }
  if (power.kind !== 'goodwill_credit') return power
  const senior = {
    bounds: boundsOf(ofSeniors),
    when: { fact: 'years_with_client', is: 'at_least', value: 5 },
  } as const
  return {
    ...power,
    limits: power.limits.map((one) => (one.scope === 'decision' ? { ...one, levels: { senior } } : one)),
  }
}

type LimitRow = [Limit['scope'], LimitWindow | null, Limit['measure'], Bounds]

function power(kind: PowerKind, limits: LimitRow[]): Power {
  return { kind, limits: limits.map((row) => limit(kind, row)) }
}

function limit(kind: PowerKind, [scope, window, measure, bounds]: LimitRow): Limit {
  const share = measure === 'value_share' ? '_share' : ''
  return {
    id: `${kind}.${window ? `${scope}_${window}` : scope}${share}`,
    scope,
    window,
    measure,
    bounds: boundsOf(bounds),
  }
}

function boundsOf(bounds: Bounds): Limit['bounds'] {
  return Object.fromEntries(Object.entries(bounds).map(([key, [max, stretch]]) => [key, { max, stretch }]))
}

/** The same sum in both currencies: one euro is about 3.35 dinars, and the dinar has three decimals. */
function inBoth([max, stretch]: [number, number]): Bounds {
  return { EUR: [max, stretch], TND: [max * 32, stretch * 32] }
}
