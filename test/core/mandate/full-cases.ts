import type { Condition, Facts } from '../../../src/core/mandate/condition.ts'
import type { Limit, LimitWindow, MandateDocument } from '../../../src/core/mandate/document.ts'
import type { DecisionRequest, Evaluation, Levels } from '../../../src/core/mandate/evaluate.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'
import { days, money } from './cases.ts'

/** What the full document adds: teams, shares of value, conditions, levels, validity, overlays; calendar edges. */
type Pairs = Record<string, [max: number, stretch: number]>
const bounds = (pairs: Pairs) =>
  Object.fromEntries(Object.entries(pairs).map(([key, [max, stretch]]) => [key, { max, stretch }]))
const limit = (
  id: string,
  scope: Limit['scope'],
  window: LimitWindow | null,
  measure: Limit['measure'],
  pairs: Pairs,
): Limit => ({ id, scope, window, measure, bounds: bounds(pairs) })

const loyal: Condition = { fact: 'years_with_client', is: 'at_least', value: 5 }

export const full: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        limit('refund.decision', 'decision', null, 'money', {
          EUR: [5000, 8000],
          TND: [160_000, 250_000],
          JPY: [8000, 9000],
        }),
        limit('refund.share', 'decision', null, 'value_share', { any: [500, 1000] }),
        limit('refund.share_year', 'customer', 'year', 'value_share', { any: [1500, 2000] }),
        limit('refund.team_month', 'team', 'month', 'money', {
          EUR: [100_000, 120_000],
          TND: [3_200_000, 3_800_000],
          JPY: [160_000, 190_000],
        }),
      ],
    },
    {
      kind: 'goodwill_credit',
      limits: [
        {
          ...limit('credit.decision', 'decision', null, 'money', { EUR: [2000, 3000] }),
          levels: {
            trainee: { bounds: bounds({ EUR: [1000, 1500] }) },
            senior: { bounds: bounds({ EUR: [4000, 6000] }), when: loyal },
          },
        },
        {
          ...limit('credit.team_day', 'team', 'day', 'count', { any: [20, 25] }),
          levels: { trainee: { bounds: bounds({ any: [10, 25] }) } },
        },
      ],
    },
    {
      kind: 'fee_waiver',
      conditions: [
        { id: 'waiver.late', when: { fact: 'days_late', is: 'at_most', value: 30 } },
        {
          id: 'waiver.where',
          when: {
            any: [
              { fact: 'touchpoint', is: 'one_of', values: ['billing', 'payment'] },
              { fact: 'vip', is: 'equal', value: true },
            ],
          },
        },
      ],
      limits: [limit('waiver.decision', 'decision', null, 'money', { EUR: [3500, 5000] })],
    },
    {
      kind: 'upgrade',
      conditions: [
        {
          id: 'upgrade.value',
          when: {
            all: [
              { fact: 'customer_value', is: 'more_than', minor: { EUR: 100_000, TND: 3_200_000 } },
              { not: { fact: 'refunds_12_months', is: 'more_than', value: 2 } },
            ],
          },
        },
        {
          id: 'upgrade.amount',
          when: { any: [{ fact: 'amount', is: 'less_than', minor: { EUR: 5000 } }, loyal] },
        },
      ],
      limits: [
        limit('upgrade.decision', 'decision', null, 'money', { EUR: [9000, 9000], TND: [9000, 9000] }),
      ],
    },
    {
      kind: 'deadline_moved',
      conditions: [
        { id: 'deadline.channel', when: { not: { fact: 'channel', is: 'equal', value: 'import' } } },
        { id: 'deadline.tier', when: { fact: 'tier', is: 'one_of', values: [1, 2, 3] } },
      ],
      limits: [limit('deadline.decision', 'decision', null, 'days', { any: [10, 20] })],
    },
    {
      kind: 'replacement',
      conditions: [
        {
          id: 'replacement.refunded',
          when: { fact: 'refunds_12_months_amount', is: 'at_most', minor: { EUR: 20_000 } },
        },
        { id: 'replacement.language', when: { fact: 'language', is: 'one_of', values: ['it', 'fr'] } },
      ],
      limits: [limit('replacement.decision', 'decision', null, 'money', { EUR: [9000, 9000] })],
    },
    {
      kind: 'exception',
      limits: [limit('exception.team_week', 'team', 'week', 'count', { any: [3, 4] })],
    },
  ],
  support: { minutes: 10, first: 'manager' },
  validity: { from: '2026-01-01', until: '2028-12-31' },
  facts: [
    { name: 'vip', type: 'boolean' },
    { name: 'tier', type: 'number' },
  ],
}

const words = { en: 'Strike', it: 'Sciopero', fr: 'Grève', ar: 'إضراب' }
export const strike: Overlay = {
  format: 'cartabianca-overlay/1',
  mandate: 'a'.repeat(64),
  reason: words,
  from: '2026-11-10T05:00:00.000Z',
  until: '2026-11-20T05:00:00.000Z',
  widens: [{ limit: 'credit.decision', bounds: bounds({ EUR: [5000, 7000] }) }],
  waives: ['waiver.late'],
}
const narrow: Overlay = { ...strike, when: { fact: 'touchpoint', is: 'equal', value: 'delivery' } }
const shares: Overlay = {
  ...strike,
  widens: [{ limit: 'refund.share', bounds: bounds({ any: [1000, 1000] }) }],
  waives: [],
}

/** In force beside a senior's 40.00 and 60.00: less far at once, further in silence; and just as far. */
const longer: Overlay = {
  ...strike,
  widens: [{ limit: 'credit.decision', bounds: bounds({ EUR: [3000, 9000] }) }],
}
const alike: Overlay = {
  ...strike,
  widens: [{ limit: 'credit.decision', bounds: bounds({ EUR: [4000, 6000] }) }],
}
/** What is asked for is no fact of a power that is counted in days. */
const amountOfDays: MandateDocument = {
  ...full,
  powers: full.powers.map((power) =>
    power.kind === 'deadline_moved'
      ? {
          ...power,
          conditions: [
            { id: 'deadline.amount', when: { fact: 'amount', is: 'at_most', minor: { EUR: 5000 } } },
          ],
        }
      : power,
  ),
}

export type FullCase = {
  name: string
  document?: MandateDocument
  at?: string
  zone?: string
  facts?: Facts
  levels?: Levels
  overlays?: Overlay[]
  used?: Record<string, number>
  lifts?: {
    power: DecisionRequest['power']
    amount: { minor: number; currency: string }
    days: number | null
  }[]
  ask: DecisionRequest
  gives: Partial<Evaluation>
}
type Row = [name: string, ask: DecisionRequest, gives: Partial<Evaluation>, rest?: Partial<FullCase>]
const rows = (list: Row[]): FullCase[] =>
  list.map(([name, ask, gives, rest]) => ({ name, ask, gives, ...rest }))

const granted = { verdict: 'granted', basis: 'mandate' } as const
const beyond = (rule: string, left: number, stretchReaches: boolean) =>
  ({ verdict: 'beyond', rule, left, stretchReaches }) as const
const exception: DecisionRequest = { power: 'exception', amount: { minor: 0, currency: 'EUR' }, days: null }
const worth = (minor: number, currency = 'EUR'): Partial<FullCase> => ({
  facts: { customer_value: { [currency]: minor } },
})

const sharing = rows([
  ['5 % of 1000.00 exactly', money('refund', 5000), granted, worth(100_000)],
  [
    '5 % of 999.99 is 49.99, rounded down',
    money('refund', 5000),
    beyond('refund.share', 4999, true),
    worth(99_999),
  ],
  ['and 49.99 holds', money('refund', 4999), granted, worth(99_999)],
  [
    'a share smaller than one cent is nothing',
    money('refund', 1),
    beyond('refund.share', 0, true),
    worth(19),
  ],
  ['the first value of which 5 % is a cent', money('refund', 1), granted, worth(20)],
  ['its stretch is a share too', money('refund', 200), beyond('refund.share', 100, true), worth(2000)],
  ['and no cent further', money('refund', 201), beyond('refund.share', 100, false), worth(2000)],
  ['a value of 0 gives nothing', money('refund', 1), beyond('refund.share', 0, false), worth(0)],
  ['nor does a value below 0', money('refund', 1), beyond('refund.share', 0, false), worth(-50_000)],
  ['a value nobody knows gives nothing', money('refund', 1), beyond('refund.share', 0, false)],
  [
    'a value in another currency is not known in this one',
    money('refund', 1),
    beyond('refund.share', 0, false),
    worth(900_000, 'TND'),
  ],
  [
    'a value that is no integer is not known',
    money('refund', 1),
    beyond('refund.share', 0, false),
    worth(1000.5),
  ],
  [
    'no value makes more than the limit in money',
    money('refund', 5001),
    beyond('refund.decision', 5000, true),
    worth(Number.MAX_SAFE_INTEGER),
  ],
  ['three decimals: 5 % of 3200.000', money('refund', 160_000, 'TND'), granted, worth(3_200_000, 'TND')],
  [
    'three decimals, rounded down to the millime',
    money('refund', 160_000, 'TND'),
    beyond('refund.share', 159_999, true),
    worth(3_199_999, 'TND'),
  ],
  ['no decimals: 5 % of 160,000 yen', money('refund', 8000, 'JPY'), granted, worth(160_000, 'JPY')],
  [
    'no decimals, rounded down to the yen',
    money('refund', 8000, 'JPY'),
    beyond('refund.share', 7999, true),
    worth(159_999, 'JPY'),
  ],
  [
    'the share of a year counts what was given',
    money('refund', 1),
    beyond('refund.share_year', 0, true),
    { ...worth(10_000), used: { 'customer:refund:EUR:year:2026-01-01': 1500 } },
  ],
  [
    'what is left of the share of a year, exactly',
    money('refund', 300),
    granted,
    { ...worth(10_000), used: { 'customer:refund:EUR:year:2026-01-01': 1200 } },
  ],
  [
    'one cent more',
    money('refund', 301),
    beyond('refund.share_year', 300, true),
    { ...worth(10_000), used: { 'customer:refund:EUR:year:2026-01-01': 1200 } },
  ],
  [
    'a share of last year is forgotten',
    money('refund', 500),
    granted,
    { ...worth(10_000), used: { 'customer:refund:EUR:year:2025-01-01': 1500 } },
  ],
  [
    'a lift needs no value',
    money('refund', 700),
    { verdict: 'granted', basis: 'lift' },
    { lifts: [{ power: 'refund', amount: { minor: 700, currency: 'EUR' }, days: null }] },
  ],
])

const rich = worth(100_000_000)
const month = { 'team:refund:EUR:month:2026-11-01': 98_000 }
const teams = rows([
  ['what is left of the team’s month, exactly', money('refund', 2000), granted, { ...rich, used: month }],
  ['one cent more', money('refund', 2001), beyond('refund.team_month', 2000, true), { ...rich, used: month }],
  [
    'last month’s is forgotten',
    money('refund', 5000),
    granted,
    { ...rich, used: { 'team:refund:EUR:month:2026-10-01': 100_000 } },
  ],
  [
    'a counter of the agent is not the team’s',
    money('refund', 5000),
    granted,
    { ...rich, used: { 'agent:refund:EUR:month:2026-11-01': 100_000 } },
  ],
  [
    'the team’s stretch, exactly',
    money('refund', 5000),
    beyond('refund.team_month', 0, true),
    { ...rich, used: { 'team:refund:EUR:month:2026-11-01': 115_000 } },
  ],
  [
    'and spent',
    money('refund', 5000),
    beyond('refund.team_month', 0, false),
    { ...rich, used: { 'team:refund:EUR:month:2026-11-01': 115_001 } },
  ],
  [
    'the third exception of the week',
    exception,
    granted,
    { used: { 'team:exception:count:week:2026-11-09': 2 } },
  ],
  [
    'the fourth',
    exception,
    beyond('exception.team_week', 0, true),
    { used: { 'team:exception:count:week:2026-11-09': 3 } },
  ],
  [
    'the fifth',
    exception,
    beyond('exception.team_week', 0, false),
    { used: { 'team:exception:count:week:2026-11-09': 4 } },
  ],
  [
    'the twentieth credit of the day',
    money('goodwill_credit', 1),
    granted,
    { used: { 'team:goodwill_credit:count:day:2026-11-12': 19 } },
  ],
  [
    'the twenty-first',
    money('goodwill_credit', 1),
    beyond('credit.team_day', 0, true),
    { used: { 'team:goodwill_credit:count:day:2026-11-12': 20 } },
  ],
])

const level = (of: 'trainee' | 'full' | 'senior', years?: number): Partial<FullCase> => ({
  levels: { goodwill_credit: of },
  ...(years === undefined ? {} : { facts: { years_with_client: years } }),
})
const levelled = rows([
  ['nobody’s level is known: in full', money('goodwill_credit', 2000), granted],
  ['in full, exactly', money('goodwill_credit', 2000), granted, level('full')],
  ['in full, one more', money('goodwill_credit', 2001), beyond('credit.decision', 2000, true), level('full')],
  ['who learns, exactly', money('goodwill_credit', 1000), granted, level('trainee')],
  [
    'who learns, one more',
    money('goodwill_credit', 1001),
    beyond('credit.decision', 1000, true),
    level('trainee'),
  ],
  [
    'who learns, beyond their stretch',
    money('goodwill_credit', 1501),
    beyond('credit.decision', 1000, false),
    level('trainee'),
  ],
  [
    'who learns, the team’s tenth',
    money('goodwill_credit', 1),
    beyond('credit.team_day', 0, true),
    { ...level('trainee'), used: { 'team:goodwill_credit:count:day:2026-11-12': 10 } },
  ],
  ['long practice, a loyal customer', money('goodwill_credit', 4000), granted, level('senior', 5)],
  ['one more', money('goodwill_credit', 4001), beyond('credit.decision', 4000, true), level('senior', 5)],
  [
    'long practice, a newer customer',
    money('goodwill_credit', 2001),
    beyond('credit.decision', 2000, true),
    level('senior', 4),
  ],
  [
    'long practice, nobody knows how loyal',
    money('goodwill_credit', 2001),
    beyond('credit.decision', 2000, true),
    level('senior'),
  ],
  ['long practice, no less than in full', money('goodwill_credit', 2000), granted, level('senior')],
  [
    'long practice with another power',
    money('goodwill_credit', 2001),
    beyond('credit.decision', 2000, true),
    { levels: { refund: 'senior' }, facts: { years_with_client: 9 } },
  ],
  ['a level where the limit has none', exception, granted, { levels: { exception: 'trainee' } }],
])

const late = (count: number | string | null, more: Facts = { touchpoint: 'billing' }): Partial<FullCase> => ({
  facts: { ...more, ...(count === null ? {} : { days_late: count }) },
})
const waive = money('fee_waiver', 3500)
const conditioned = rows([
  ['both conditions met', waive, granted, late(30)],
  ['a day too late', waive, beyond('waiver.late', 0, false), late(31)],
  ['nobody knows how late', waive, beyond('waiver.late', 0, false), late(null)],
  ['a number written as a text is not known', waive, beyond('waiver.late', 0, false), late('30')],
  ['half a day is not known', waive, beyond('waiver.late', 0, false), late(0.5)],
  [
    'not even 0.1 cents within the stretch of another rule',
    money('fee_waiver', 4000),
    beyond('waiver.late', 0, false),
    late(31),
  ],
  [
    'met, but over the limit: the limit is named',
    money('fee_waiver', 3501),
    beyond('waiver.decision', 3500, true),
    late(1),
  ],
  ['elsewhere', waive, beyond('waiver.where', 0, false), late(1, { touchpoint: 'card', vip: false })],
  [
    'elsewhere, and nobody knows more',
    waive,
    beyond('waiver.where', 0, false),
    late(1, { touchpoint: 'card' }),
  ],
  ['the other side of an or is enough', waive, granted, late(1, { touchpoint: 'card', vip: true })],
  ['even when this side is not known', waive, granted, late(1, { vip: true })],
  ['nothing known of either', waive, beyond('waiver.where', 0, false), late(1, {})],
  [
    '"yes" as a text is not yes',
    waive,
    beyond('waiver.where', 0, false),
    late(1, { touchpoint: 'card', vip: 'true' }),
  ],
  [
    'the first condition in the way is named',
    waive,
    beyond('waiver.late', 0, false),
    late(90, { touchpoint: 'card' }),
  ],
  [
    'a lift reaches over a condition',
    waive,
    { verdict: 'granted', basis: 'lift' },
    { ...late(90), lifts: [{ power: 'fee_waiver', amount: { minor: 3500, currency: 'EUR' }, days: null }] },
  ],
  [
    'a valued customer, few refunds',
    money('upgrade', 4999),
    granted,
    { facts: { customer_value: { EUR: 100_001 }, refunds_12_months: 2 } },
  ],
  [
    'exactly the value that must be exceeded',
    money('upgrade', 4999),
    beyond('upgrade.value', 0, false),
    { facts: { customer_value: { EUR: 100_000 }, refunds_12_months: 2 } },
  ],
  [
    'three refunds',
    money('upgrade', 4999),
    beyond('upgrade.value', 0, false),
    { facts: { customer_value: { EUR: 100_001 }, refunds_12_months: 3 } },
  ],
  [
    'not of what is missing is missing',
    money('upgrade', 4999),
    beyond('upgrade.value', 0, false),
    { facts: { customer_value: { EUR: 100_001 } } },
  ],
  [
    'an amount of its own currency',
    money('upgrade', 4999, 'TND'),
    beyond('upgrade.amount', 0, false),
    { facts: { customer_value: { TND: 9_000_000 }, refunds_12_months: 0 } },
  ],
  [
    'an amount at the bound',
    money('upgrade', 5000),
    beyond('upgrade.amount', 0, false),
    { facts: { customer_value: { EUR: 200_000 }, refunds_12_months: 0, years_with_client: 4 } },
  ],
  [
    'an amount at the bound for a loyal customer',
    money('upgrade', 5000),
    granted,
    { facts: { customer_value: { EUR: 200_000 }, refunds_12_months: 0, years_with_client: 5 } },
  ],
  [
    'the amount is what is asked, whatever the facts say',
    money('upgrade', 5000),
    beyond('upgrade.amount', 0, false),
    { facts: { customer_value: { EUR: 200_000 }, refunds_12_months: 0, amount: { EUR: 1 } } },
  ],
  [
    'the amount is missing where days are asked',
    days(10),
    beyond('deadline.amount', 0, false),
    { document: amountOfDays },
  ],
  ['a set of numbers, and not', days(10), granted, { facts: { channel: 'web', tier: 3 } }],
  ['outside the set', days(10), beyond('deadline.tier', 0, false), { facts: { channel: 'web', tier: 4 } }],
  [
    'what not forbids',
    days(10),
    beyond('deadline.channel', 0, false),
    { facts: { channel: 'import', tier: 3 } },
  ],
  ['not of an unknown channel', days(10), beyond('deadline.channel', 0, false), { facts: { tier: 3 } }],
  [
    'a name is no code, and not known',
    days(10),
    beyond('deadline.channel', 0, false),
    { facts: { channel: 'Giulia Ferrante', tier: 1 } },
  ],
  [
    'refunded up to the bound',
    money('replacement', 1),
    granted,
    { facts: { refunds_12_months_amount: { EUR: 20_000 }, language: 'it' } },
  ],
  [
    'refunded a cent more',
    money('replacement', 1),
    beyond('replacement.refunded', 0, false),
    { facts: { refunds_12_months_amount: { EUR: 20_001 }, language: 'it' } },
  ],
  [
    'another language',
    money('replacement', 1),
    beyond('replacement.language', 0, false),
    { facts: { refunds_12_months_amount: { EUR: 0 }, language: 'ar' } },
  ],
])

const credit = money('goodwill_credit', 5000)
const widened = rows([
  ['a crisis reaches further', credit, granted, { overlays: [strike] }],
  [
    'exactly as far as it says',
    money('goodwill_credit', 5001),
    beyond('credit.decision', 5000, true),
    { overlays: [strike] },
  ],
  ['it begins at its instant', credit, granted, { overlays: [strike], at: '2026-11-10T05:00:00Z' }],
  [
    'not a millisecond before',
    credit,
    beyond('credit.decision', 2000, false),
    { overlays: [strike], at: '2026-11-10T04:59:59.999Z' },
  ],
  [
    'it holds to its last millisecond',
    credit,
    granted,
    { overlays: [strike], at: '2026-11-20T04:59:59.999Z' },
  ],
  [
    'and ends by itself',
    credit,
    beyond('credit.decision', 2000, false),
    { overlays: [strike], at: '2026-11-20T05:00:00Z' },
  ],
  [
    'those who learn reach as far',
    credit,
    granted,
    { overlays: [strike], levels: { goodwill_credit: 'trainee' } },
  ],
  ['a condition is set aside', waive, granted, { overlays: [strike], ...late(90) }],
  ['also when nobody knows', waive, granted, { overlays: [strike], ...late(null) }],
  [
    'only the one that it names',
    waive,
    beyond('waiver.where', 0, false),
    { overlays: [strike], ...late(90, { touchpoint: 'card' }) },
  ],
  ['whom the crisis is for', credit, granted, { overlays: [narrow], facts: { touchpoint: 'delivery' } }],
  [
    'and whom not',
    credit,
    beyond('credit.decision', 2000, false),
    { overlays: [narrow], facts: { touchpoint: 'billing' } },
  ],
  [
    'nobody knows: nothing is widened',
    credit,
    beyond('credit.decision', 2000, false),
    { overlays: [narrow] },
  ],
  [
    'an overlay that reaches less far than long practice takes nothing from it',
    money('goodwill_credit', 4000),
    granted,
    { ...level('senior', 5), overlays: [longer] },
  ],
  [
    'and lends it its stretch',
    money('goodwill_credit', 9000),
    beyond('credit.decision', 4000, true),
    { ...level('senior', 5), overlays: [longer] },
  ],
  [
    'one that reaches as far widens nothing',
    money('goodwill_credit', 6001),
    beyond('credit.decision', 4000, false),
    { ...level('senior', 5), overlays: [alike] },
  ],
  [
    'of two the wider bound and the longer stretch',
    money('goodwill_credit', 9000),
    beyond('credit.decision', 5000, true),
    { overlays: [strike, longer] },
  ],
  ['the widest of two', credit, granted, { overlays: [narrow, strike] }],
  ['a wider share of the value', money('refund', 1000), granted, { overlays: [shares], ...worth(10_000) }],
  [
    'still rounded down',
    money('refund', 1000),
    beyond('refund.share', 999, false),
    { overlays: [shares], ...worth(9_999) },
  ],
])

const untilMay: MandateDocument = { ...full, validity: { from: '2026-03-29', until: '2026-05-31' } }
const outOfDate = { verdict: 'refused', rule: 'out_of_date' } as const
const dated = rows([
  ['its first midnight in Rome', exception, granted, { document: untilMay, at: '2026-03-28T23:00:00Z' }],
  ['a millisecond before', exception, outOfDate, { document: untilMay, at: '2026-03-28T22:59:59.999Z' }],
  [
    'its last day ends at midnight in Rome',
    exception,
    granted,
    { document: untilMay, at: '2026-05-31T21:59:59.999Z' },
  ],
  ['and then it is over', exception, outOfDate, { document: untilMay, at: '2026-05-31T22:00:00Z' }],
  [
    'in Tunis an hour later',
    exception,
    granted,
    { document: untilMay, at: '2026-05-31T22:00:00Z', zone: 'Africa/Tunis' },
  ],
  [
    'in New York its first day begins later',
    exception,
    outOfDate,
    { document: untilMay, at: '2026-03-29T03:59:59Z', zone: 'America/New_York' },
  ],
  [
    'at its own midnight',
    exception,
    granted,
    { document: untilMay, at: '2026-03-29T04:00:00Z', zone: 'America/New_York' },
  ],
])

/** Last instant of a window and first of the next, in a zone: what is used is held until the one, forgotten at the other. */
const edges: [zone: string, window: LimitWindow, start: string, next: string, what: string][] = [
  ['Europe/Rome', 'day', '2026-03-29', '2026-03-29T22:00:00Z', 'the day of 23 hours'],
  ['Europe/Rome', 'day', '2026-10-25', '2026-10-25T23:00:00Z', 'the day of 25 hours'],
  ['America/New_York', 'day', '2026-03-08', '2026-03-09T04:00:00Z', 'the day of 23 hours overseas'],
  ['America/New_York', 'day', '2026-11-01', '2026-11-02T05:00:00Z', 'the day of 25 hours overseas'],
  ['Africa/Tunis', 'day', '2026-03-29', '2026-03-29T23:00:00Z', 'no clock moves in Tunis'],
  ['Europe/Rome', 'day', '2028-02-29', '2028-02-29T23:00:00Z', 'a leap day'],
  ['Europe/Rome', 'day', '2026-02-28', '2026-02-28T23:00:00Z', 'the last of February'],
  ['Europe/Rome', 'week', '2026-03-23', '2026-03-29T22:00:00Z', 'a week that loses an hour'],
  ['Europe/Rome', 'week', '2026-10-19', '2026-10-25T23:00:00Z', 'a week that gains one'],
  ['America/New_York', 'week', '2026-12-28', '2027-01-04T05:00:00Z', 'a week over New Year'],
  ['Africa/Tunis', 'week', '2028-02-28', '2028-03-05T23:00:00Z', 'a week with a leap day'],
  ['Europe/Rome', 'month', '2026-01-01', '2026-01-31T23:00:00Z', 'a month of 31'],
  ['Europe/Rome', 'month', '2026-02-01', '2026-02-28T23:00:00Z', 'a month of 28'],
  ['Europe/Rome', 'month', '2028-02-01', '2028-02-29T23:00:00Z', 'a month of 29'],
  ['Europe/Rome', 'month', '2026-04-01', '2026-04-30T22:00:00Z', 'a month of 30, in summer time'],
  [
    'Europe/Rome',
    'month',
    '2026-03-01',
    '2026-03-31T22:00:00Z',
    'a month that begins in winter and ends in summer',
  ],
  [
    'Europe/Rome',
    'month',
    '2026-10-01',
    '2026-10-31T23:00:00Z',
    'a month that begins in summer and ends in winter',
  ],
  ['America/New_York', 'month', '2028-02-01', '2028-03-01T05:00:00Z', 'a leap month overseas'],
  ['Africa/Tunis', 'month', '2026-06-01', '2026-06-30T23:00:00Z', 'June in Tunis'],
  ['Europe/Rome', 'quarter', '2026-01-01', '2026-03-31T22:00:00Z', 'the first quarter'],
  ['Europe/Rome', 'quarter', '2026-04-01', '2026-06-30T22:00:00Z', 'the second'],
  ['Europe/Rome', 'quarter', '2026-07-01', '2026-09-30T22:00:00Z', 'the third'],
  ['Europe/Rome', 'quarter', '2026-10-01', '2026-12-31T23:00:00Z', 'the fourth'],
  ['America/New_York', 'quarter', '2028-01-01', '2028-04-01T04:00:00Z', 'a quarter with a leap day'],
  ['Europe/Rome', 'year', '2026-01-01', '2026-12-31T23:00:00Z', 'a year'],
  ['Africa/Tunis', 'year', '2028-01-01', '2028-12-31T23:00:00Z', 'a leap year'],
  ['America/New_York', 'year', '2027-01-01', '2028-01-01T05:00:00Z', 'a year overseas'],
]
const calendar: FullCase[] = edges.flatMap(([zone, window, start, next, what]) => {
  const document: MandateDocument = {
    format: 'cartabianca-mandate/1',
    powers: [{ kind: 'exception', limits: [limit('once', 'customer', window, 'count', { any: [1, 1] })] }],
    support: { minutes: 10 },
  }
  const used = { [`customer:exception:count:${window}:${start}`]: 1 }
  const last = new Date(Date.parse(next) - 1).toISOString()
  return [
    {
      name: `${what} (${zone}): its last millisecond`,
      document,
      zone,
      used,
      at: last,
      ask: exception,
      gives: beyond('once', 0, false),
    },
    {
      name: `${what} (${zone}): the next begins`,
      document,
      zone,
      used,
      at: next,
      ask: exception,
      gives: granted,
    },
  ]
})

export const fullCases: FullCase[] = [
  ...sharing,
  ...teams,
  ...levelled,
  ...conditioned,
  ...widened,
  ...dated,
  ...calendar,
]
