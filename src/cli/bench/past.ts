import { type CodedFact, type History, noDays } from '../../core/backtest/history.ts'
import {
  type Bounds,
  type Limit,
  type MandateDocument,
  type PowerKind,
  powerKinds,
} from '../../core/mandate/document.ts'

const pairs = (bounds: Record<string, [max: number, stretch: number]>): Bounds =>
  Object.fromEntries(Object.entries(bounds).map(([key, [max, stretch]]) => [key, { max, stretch }]))
const limit = (
  id: string,
  scope: Limit['scope'],
  window: Limit['window'],
  measure: Limit['measure'],
  bounds: Record<string, [max: number, stretch: number]>,
): Limit => ({ id, scope, window, measure, bounds: pairs(bounds) })

/** A mandate with every kind of limit, conditions, levels and a validity: nothing in it suits the fold. */
export const benchMandate: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      conditions: [{ id: 'refund.new', when: { fact: 'refunds_12_months', is: 'at_most', value: 6 } }],
      limits: [
        {
          ...limit('refund.decision', 'decision', null, 'money', {
            EUR: [6000, 9000],
            TND: [190_000, 290_000],
          }),
          levels: {
            trainee: { bounds: pairs({ EUR: [3000, 5000], TND: [95_000, 160_000] }) },
            senior: {
              bounds: pairs({ EUR: [9000, 12_000], TND: [290_000, 390_000] }),
              when: { fact: 'years_with_client', is: 'at_least', value: 3 },
            },
          },
        },
        limit('refund.share', 'decision', null, 'value_share', { any: [1500, 2500] }),
        limit('refund.customer_year', 'customer', 'year', 'money', {
          EUR: [12_000, 15_000],
          TND: [390_000, 480_000],
        }),
        limit('refund.share_year', 'customer', 'year', 'value_share', { any: [2000, 3000] }),
        limit('refund.customer_month', 'customer', 'month', 'count', { any: [2, 3] }),
        limit('refund.agent_month', 'agent', 'month', 'money', {
          EUR: [300_000, 350_000],
          TND: [9_000_000, 10_000_000],
        }),
        limit('refund.team_month', 'team', 'month', 'money', {
          EUR: [7_000_000, 8_000_000],
          TND: [220_000_000, 250_000_000],
        }),
      ],
    },
    {
      kind: 'fee_waiver',
      conditions: [
        {
          id: 'waiver.where',
          when: {
            any: [
              { fact: 'touchpoint', is: 'one_of', values: ['billing', 'payment', 'card'] },
              { not: { fact: 'days_late', is: 'more_than', value: 20 } },
            ],
          },
        },
      ],
      limits: [
        limit('waiver.decision', 'decision', null, 'money', { EUR: [4500, 6000], TND: [145_000, 190_000] }),
        limit('waiver.customer_quarter', 'customer', 'quarter', 'count', { any: [2, 3] }),
        limit('waiver.agent_day', 'agent', 'day', 'count', { any: [6, 8] }),
        limit('waiver.team_week', 'team', 'week', 'money', {
          EUR: [2_000_000, 2_300_000],
          TND: [60_000_000, 70_000_000],
        }),
      ],
    },
    {
      kind: 'goodwill_credit',
      limits: [
        limit('credit.decision', 'decision', null, 'money', { EUR: [5000, 7000], TND: [160_000, 220_000] }),
        limit('credit.customer_year', 'customer', 'year', 'money', {
          EUR: [10_000, 12_000],
          TND: [320_000, 390_000],
        }),
        limit('credit.agent_week', 'agent', 'week', 'money', {
          EUR: [80_000, 90_000],
          TND: [2_500_000, 2_900_000],
        }),
        limit('credit.team_day', 'team', 'day', 'count', { any: [150, 170] }),
      ],
    },
    {
      kind: 'deadline_moved',
      limits: [
        limit('deadline.decision', 'decision', null, 'days', { any: [14, 21] }),
        limit('deadline.customer_month', 'customer', 'month', 'days', { any: [20, 30] }),
        limit('deadline.agent_day', 'agent', 'day', 'count', { any: [5, 6] }),
      ],
    },
  ],
  support: { minutes: 10 },
  validity: { from: '2023-01-01' },
}

/**
 * Three years of asks by chance, but the same at each run: two sites in two zones, 20 teams, 500 agents, a
 * customer for every ten asks.
 */
export function makePast(rows: number): History {
  const chance = makeChance(20_260_101)
  const upTo = (most: number) => Math.floor(chance() * most)
  const [from, until] = [Date.UTC(2023, 0, 1), Date.UTC(2025, 11, 31)]
  const customers = Math.max(1, Math.floor(rows / 10))
  const [agents, teams] = [500, 20]
  const codedOf = (values: CodedFact['values']): CodedFact => ({
    kind: 'coded',
    codes: new Uint16Array(rows),
    values,
  })
  const numbers = Array.from({ length: 30 }, (_, n) => n)
  const facts = {
    touchpoint: codedOf([
      'billing',
      'payment',
      'card',
      'delivery',
      'cancellation',
      'outage',
      'contract',
      'other',
    ]),
    channel: codedOf(['web', 'phone', 'mail', 'chat']),
    language: codedOf(['it', 'fr', 'en', 'ar']),
    years_with_client: codedOf(numbers.slice(0, 12)),
    days_late: codedOf(numbers),
    refunds_12_months: codedOf(numbers.slice(0, 8)),
    customer_value: { kind: 'money', numbers: new Float64Array(rows) } as const,
  }
  const history: History = {
    rows,
    customers,
    agents,
    teams: Array.from({ length: teams }, (_, t) => ({
      id: `team ${t}`,
      timeZone: t % 2 === 0 ? 'Europe/Rome' : 'Africa/Tunis',
    })),
    currencies: ['EUR', 'TND'],
    mandates: [],
    at: new Float64Array(rows),
    customer: new Int32Array(rows),
    agent: new Int32Array(rows),
    team: new Uint16Array(rows),
    power: new Uint8Array(rows),
    currency: new Uint8Array(rows),
    amount: new Float64Array(rows),
    days: new Int32Array(rows).fill(noDays),
    level: new Uint8Array(rows),
    recorded: new Uint8Array(rows),
    mandate: new Uint16Array(rows),
    contact: Int32Array.from({ length: rows }, (_, i) => i),
    facts,
  }
  const deadlineMoved: number = powerKinds.indexOf('deadline_moved')
  const asked: PowerKind[] = ['refund', 'refund', 'fee_waiver', 'fee_waiver', 'goodwill_credit', 'upgrade']
  const lanes = [...asked, 'deadline_moved' as const].map((kind) => powerKinds.indexOf(kind))
  for (let i = 0; i < rows; i++) {
    const customer = upTo(customers)
    const agent = upTo(agents)
    // A customer is a site's, where their language is spoken, and has the currency of the country.
    const tunisian = customer % 3 === 0 ? 1 : 0
    history.at[i] = from + Math.floor(((until - from) * i) / rows)
    history.customer[i] = customer
    history.agent[i] = agent
    history.team[i] = (agent % (teams / 2)) * 2 + (chance() < 0.1 ? 1 - tunisian : tunisian)
    history.currency[i] = tunisian
    const power = lanes[upTo(lanes.length)]!
    history.power[i] = power
    if (power === deadlineMoved) history.days[i] = 1 + upTo(16)
    else history.amount[i] = (100 + upTo(5500)) * (tunisian ? 32 : 1)
    history.level[i] = chance() < 0.2 ? 0 : chance() < 0.7 ? 1 : 2
    facts.touchpoint.codes[i] = 1 + upTo(8)
    facts.channel.codes[i] = 1 + upTo(4)
    facts.language.codes[i] = 1 + upTo(4)
    facts.years_with_client.codes[i] = upTo(13)
    facts.days_late.codes[i] = upTo(31)
    facts.refunds_12_months.codes[i] = 1 + upTo(8)
    facts.customer_value.numbers[i] =
      chance() < 0.05 ? Number.NaN : (10_000 + upTo(200_000)) * (tunisian ? 32 : 1)
  }
  return history
}

/** Numbers from 0 to 1 by chance, the same for the same seed (mulberry32). */
function makeChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
