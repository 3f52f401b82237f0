import type { Limit, MandateDocument } from '../../../src/core/mandate/document.ts'
import type { DecisionRequest, Evaluation, Lift } from '../../../src/core/mandate/evaluate.ts'

/** The cases as data: a mandate of round numbers, and what follows in each situation. */
const limit = (
  id: string,
  scope: Limit['scope'],
  window: Limit['window'],
  measure: Limit['measure'],
  bounds: Record<string, [max: number, stretch: number]>,
): Limit => ({
  id,
  scope,
  window,
  measure,
  bounds: Object.fromEntries(Object.entries(bounds).map(([key, [max, stretch]]) => [key, { max, stretch }])),
})

export const mandate: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        limit('refund.decision', 'decision', null, 'money', {
          EUR: [5000, 8000],
          TND: [160000, 250000],
          JPY: [8000, 8000],
        }),
        limit('refund.customer_year', 'customer', 'year', 'money', {
          EUR: [10000, 12000],
          TND: [320000, 400000],
          JPY: [16000, 20000],
        }),
        limit('refund.agent_week', 'agent', 'week', 'money', {
          EUR: [30000, 30000],
          TND: [960000, 960000],
          JPY: [48000, 48000],
        }),
      ],
    },
    {
      kind: 'fee_waiver',
      limits: [
        limit('fee_waiver.decision', 'decision', null, 'money', { EUR: [3500, 5000] }),
        limit('fee_waiver.customer_quarter', 'customer', 'quarter', 'count', { any: [2, 3] }),
      ],
    },
    {
      kind: 'deadline_moved',
      limits: [
        limit('deadline.decision', 'decision', null, 'days', { any: [10, 20] }),
        limit('deadline.customer_month', 'customer', 'month', 'days', { any: [15, 20] }),
      ],
    },
    { kind: 'exception', limits: [limit('exception.agent_day', 'agent', 'day', 'count', { any: [1, 1] })] },
  ],
  support: { minutes: 10 },
}

export type Case = {
  name: string
  at?: string
  zone?: string
  used?: Record<string, number>
  lifts?: Lift[]
  ask: DecisionRequest
  gives: Partial<Evaluation>
}

export const money = (power: DecisionRequest['power'], minor: number, currency = 'EUR'): DecisionRequest => ({
  power,
  amount: { minor, currency },
  days: null,
})
export const days = (count: number): DecisionRequest => ({
  power: 'deadline_moved',
  amount: { minor: 0, currency: 'EUR' },
  days: count,
})
const exception: DecisionRequest = { power: 'exception', amount: { minor: 0, currency: 'EUR' }, days: null }
const granted = { verdict: 'granted', basis: 'mandate' } as const
const beyond = (rule: string, left: number, stretchReaches: boolean) =>
  ({ verdict: 'beyond', rule, left, stretchReaches }) as const
const refused = (rule: 'power_absent' | 'currency_absent' | 'malformed') =>
  ({ verdict: 'refused', rule }) as const

export const cases: Case[] = [
  { name: 'one cent', ask: money('refund', 1), gives: granted },
  { name: 'exactly the limit', ask: money('refund', 5000), gives: granted },
  {
    name: 'one cent over, within the stretch',
    ask: money('refund', 5001),
    gives: beyond('refund.decision', 5000, true),
  },
  { name: 'exactly the stretch', ask: money('refund', 8000), gives: beyond('refund.decision', 5000, true) },
  { name: 'over the stretch', ask: money('refund', 8001), gives: beyond('refund.decision', 5000, false) },
  { name: 'three decimals', ask: money('refund', 160000, 'TND'), gives: granted },
  {
    name: 'a millime over',
    ask: money('refund', 160001, 'TND'),
    gives: beyond('refund.decision', 160000, true),
  },
  { name: 'no decimals, exactly', ask: money('refund', 8000, 'JPY'), gives: granted },
  {
    name: 'no stretch at all',
    ask: money('refund', 8001, 'JPY'),
    gives: beyond('refund.decision', 8000, false),
  },
  { name: 'a currency not named', ask: money('refund', 1, 'USD'), gives: refused('currency_absent') },
  { name: 'a power not named', ask: money('upgrade', 1), gives: refused('power_absent') },
  { name: 'zero money', ask: money('refund', 0), gives: refused('malformed') },
  { name: 'a negative amount', ask: money('refund', -1), gives: refused('malformed') },
  { name: 'a fraction of a cent', ask: money('refund', 0.5), gives: refused('malformed') },
  { name: 'not a number', ask: money('refund', Number.NaN), gives: refused('malformed') },
  { name: 'beyond exact integers', ask: money('refund', 2 ** 53), gives: refused('malformed') },
  {
    name: 'days where money is asked',
    ask: { ...money('refund', 100), days: 3 },
    gives: refused('malformed'),
  },
  {
    name: 'money where days are asked',
    ask: { ...days(3), amount: { minor: 5, currency: 'EUR' } },
    gives: refused('malformed'),
  },
  { name: 'zero days', ask: days(0), gives: refused('malformed') },
  {
    name: 'an exception with an amount',
    ask: { ...exception, amount: { minor: 1, currency: 'EUR' } },
    gives: refused('malformed'),
  },
  { name: 'ten days', ask: days(10), gives: granted },
  { name: 'eleven days', ask: days(11), gives: beyond('deadline.decision', 10, true) },
  { name: 'twenty-one days', ask: days(21), gives: beyond('deadline.decision', 10, false) },
  {
    name: 'days used this month count',
    used: { 'customer:deadline_moved:days:month:2026-11-01': 10 },
    ask: days(6),
    gives: beyond('deadline.customer_month', 5, true),
  },
  {
    name: 'what is left of the year, exactly',
    used: { 'customer:refund:EUR:year:2026-01-01': 7500 },
    ask: money('refund', 2500),
    gives: granted,
  },
  {
    name: 'one cent more than the year has',
    used: { 'customer:refund:EUR:year:2026-01-01': 7500 },
    ask: money('refund', 2501),
    gives: beyond('refund.customer_year', 2500, true),
  },
  {
    name: 'a spent year',
    used: { 'customer:refund:EUR:year:2026-01-01': 10000 },
    ask: money('refund', 1),
    gives: beyond('refund.customer_year', 0, true),
  },
  {
    name: 'a spent stretch',
    used: { 'customer:refund:EUR:year:2026-01-01': 12000 },
    ask: money('refund', 1),
    gives: beyond('refund.customer_year', 0, false),
  },
  {
    name: 'more than the limit was lifted before: nothing is left, never less',
    used: { 'customer:refund:EUR:year:2026-01-01': 15000 },
    ask: money('refund', 1),
    gives: beyond('refund.customer_year', 0, false),
  },
  {
    name: 'the first rule in the way is named, and the stretch must reach all of them',
    used: { 'customer:refund:EUR:year:2026-01-01': 9000 },
    ask: money('refund', 6000),
    gives: beyond('refund.decision', 5000, false),
  },
  {
    name: 'currencies are counted apart',
    used: { 'customer:refund:EUR:year:2026-01-01': 10000 },
    ask: money('refund', 100000, 'TND'),
    gives: granted,
  },
  {
    name: 'powers are counted apart',
    used: { 'customer:fee_waiver:count:quarter:2026-10-01': 2 },
    ask: money('refund', 100),
    gives: granted,
  },
  {
    name: 'two waivers this quarter are the limit',
    used: { 'customer:fee_waiver:count:quarter:2026-10-01': 2 },
    ask: money('fee_waiver', 100),
    gives: beyond('fee_waiver.customer_quarter', 0, true),
  },
  {
    name: 'the second of two',
    used: { 'customer:fee_waiver:count:quarter:2026-10-01': 1 },
    ask: money('fee_waiver', 100),
    gives: granted,
  },
  {
    name: "last quarter's are forgotten",
    used: { 'customer:fee_waiver:count:quarter:2026-07-01': 9 },
    ask: money('fee_waiver', 100),
    gives: granted,
  },
  {
    name: "an agent's week",
    used: { 'agent:refund:EUR:week:2026-11-09': 29999 },
    ask: money('refund', 2),
    gives: beyond('refund.agent_week', 1, false),
  },
  // calendar edges, in the site's zone
  {
    name: 'Sunday night belongs to the week of Monday before',
    at: '2026-11-15T22:59:59Z',
    used: { 'agent:refund:EUR:week:2026-11-09': 30000 },
    ask: money('refund', 1),
    gives: beyond('refund.agent_week', 0, false),
  },
  {
    name: 'midnight in Rome (23:00 UTC in winter) begins Monday',
    at: '2026-11-15T23:00:00Z',
    used: { 'agent:refund:EUR:week:2026-11-09': 30000 },
    ask: money('refund', 1),
    gives: granted,
  },
  {
    name: 'the same instant is still Sunday in New York',
    at: '2026-11-15T23:00:00Z',
    zone: 'America/New_York',
    used: { 'agent:refund:EUR:week:2026-11-09': 30000 },
    ask: money('refund', 1),
    gives: beyond('refund.agent_week', 0, false),
  },
  {
    name: 'Tunis and Rome part in summer: 22:30 UTC is already tomorrow in Rome',
    at: '2026-07-10T22:30:00Z',
    used: { 'agent:exception:count:day:2026-07-10': 1 },
    ask: exception,
    gives: granted,
  },
  {
    name: 'and still today in Tunis',
    at: '2026-07-10T22:30:00Z',
    zone: 'Africa/Tunis',
    used: { 'agent:exception:count:day:2026-07-10': 1 },
    ask: exception,
    gives: beyond('exception.agent_day', 0, false),
  },
  {
    name: 'the day clocks go back has 25 hours and is one day',
    at: '2026-10-25T22:59:59Z',
    used: { 'agent:exception:count:day:2026-10-25': 1 },
    ask: exception,
    gives: beyond('exception.agent_day', 0, false),
  },
  {
    name: 'the day clocks go forward has 23 hours and ends at 22:00 UTC',
    at: '2026-03-29T22:00:00Z',
    used: { 'agent:exception:count:day:2026-03-29': 1 },
    ask: exception,
    gives: granted,
  },
  {
    name: 'a leap day is a day',
    at: '2028-02-29T12:00:00Z',
    used: { 'agent:exception:count:day:2028-02-29': 1 },
    ask: exception,
    gives: beyond('exception.agent_day', 0, false),
  },
  {
    name: 'the month of a leap day',
    at: '2028-02-29T12:00:00Z',
    used: { 'customer:deadline_moved:days:month:2028-02-01': 15 },
    ask: days(1),
    gives: beyond('deadline.customer_month', 0, true),
  },
  {
    name: 'New Year in Rome is an hour before New Year in UTC',
    at: '2026-12-31T23:00:00Z',
    used: { 'customer:refund:EUR:year:2026-01-01': 10000 },
    ask: money('refund', 1),
    gives: granted,
  },
  {
    name: 'a quarter begins on its first day',
    at: '2026-09-30T22:00:00Z',
    used: { 'customer:fee_waiver:count:quarter:2026-07-01': 2 },
    ask: money('fee_waiver', 1),
    gives: granted,
  },
  // grants of support
  {
    name: 'a lift reaches what it was granted for',
    lifts: [{ power: 'refund', amount: { minor: 9000, currency: 'EUR' }, days: null }],
    ask: money('refund', 9000),
    gives: { verdict: 'granted', basis: 'lift' },
  },
  {
    name: 'and no further',
    lifts: [{ power: 'refund', amount: { minor: 9000, currency: 'EUR' }, days: null }],
    ask: money('refund', 9001),
    gives: beyond('refund.decision', 5000, false),
  },
  {
    name: 'a lift of another power says nothing',
    lifts: [{ power: 'fee_waiver', amount: { minor: 9000, currency: 'EUR' }, days: null }],
    ask: money('refund', 6000),
    gives: beyond('refund.decision', 5000, true),
  },
  {
    name: 'a lift in another currency says nothing',
    lifts: [{ power: 'refund', amount: { minor: 900000, currency: 'TND' }, days: null }],
    ask: money('refund', 6000),
    gives: beyond('refund.decision', 5000, true),
  },
  {
    name: 'inside the mandate the lift is not spent on it',
    lifts: [{ power: 'refund', amount: { minor: 9000, currency: 'EUR' }, days: null }],
    ask: money('refund', 100),
    gives: granted,
  },
]
