import {
  type Bounds,
  type Limit,
  type MandateDocument,
  wholeBasisPoints,
} from '../../core/mandate/document.ts'
import { counterKey, countersOf, type DecisionRequest } from '../../core/mandate/evaluate.ts'

/** A mandate as clients sign them, with something of everything in it, for the bench of evaluation. */
const bounds = (pairs: Record<string, [max: number, stretch: number]>): Bounds =>
  Object.fromEntries(Object.entries(pairs).map(([key, [max, stretch]]) => [key, { max, stretch }]))
const limit = (
  id: string,
  scope: Limit['scope'],
  window: Limit['window'],
  measure: Limit['measure'],
  pairs: Record<string, [max: number, stretch: number]>,
): Limit => ({ id, scope, window, measure, bounds: bounds(pairs) })

export const policy: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      conditions: [
        {
          id: 'refund.value',
          when: {
            all: [
              { fact: 'customer_value', is: 'more_than', minor: { EUR: 80_000, TND: 2_400_000 } },
              { not: { fact: 'refunds_12_months', is: 'more_than', value: 2 } },
            ],
          },
        },
        {
          id: 'refund.where',
          when: {
            any: [
              { fact: 'touchpoint', is: 'one_of', values: ['billing', 'delivery'] },
              { fact: 'vip', is: 'equal', value: true },
            ],
          },
        },
      ],
      limits: [
        {
          ...limit('refund.decision', 'decision', null, 'money', {
            EUR: [5000, 8000],
            TND: [150_000, 240_000],
          }),
          levels: {
            trainee: { bounds: bounds({ EUR: [4000, 5000], TND: [120_000, 150_000] }) },
            senior: {
              bounds: bounds({ EUR: [9000, 12_000], TND: [270_000, 360_000] }),
              when: { fact: 'years_with_client', is: 'at_least', value: 5 },
            },
          },
        },
        limit('refund.share', 'decision', null, 'value_share', { any: [300, 500] }),
        limit('refund.customer_year', 'customer', 'year', 'money', {
          EUR: [12_000, 15_000],
          TND: [360_000, 450_000],
        }),
        limit('refund.agent_week', 'agent', 'week', 'money', {
          EUR: [30_000, 30_000],
          TND: [900_000, 900_000],
        }),
        limit('refund.team_month', 'team', 'month', 'count', { any: [400, 400] }),
      ],
    },
    {
      kind: 'fee_waiver',
      conditions: [{ id: 'waiver.late', when: { fact: 'days_late', is: 'at_most', value: 30 } }],
      limits: [
        limit('waiver.decision', 'decision', null, 'money', { EUR: [4200, 5000], TND: [126_000, 150_000] }),
        limit('waiver.customer_quarter', 'customer', 'quarter', 'count', { any: [2, 3] }),
      ],
    },
    {
      kind: 'deadline_moved',
      conditions: [
        { id: 'deadline.channel', when: { not: { fact: 'channel', is: 'equal', value: 'import' } } },
      ],
      limits: [
        limit('deadline.decision', 'decision', null, 'days', { any: [10, 20] }),
        limit('deadline.customer_month', 'customer', 'month', 'days', { any: [15, 20] }),
      ],
    },
  ],
  support: { minutes: 10 },
  facts: [{ name: 'vip', type: 'boolean' }],
}

/** The counters a request is weighed against, by the name that its CEL expression gives them. */
export function counterNames(
  { power, amount }: DecisionRequest,
  now: number,
  timeZone: string,
): Record<string, string> {
  const names: Record<string, string> = {
    'refund:customer': 'customerYear',
    'refund:agent': 'agentWeek',
    'refund:team': 'teamMonth',
    'fee_waiver:customer': 'customerQuarter',
    'deadline_moved:customer': 'customerMonthDays',
  }
  const keys = countersOf(policy, power, amount.currency, now, timeZone)
  return Object.fromEntries(keys.map((key) => [names[`${power}:${key.scope}`]!, counterKey(key)]))
}

/** The same policy in CEL: the first rule in the way, conditions before limits, or "granted". */
const refund = (unit: number) => `
  !(customer_value > ${80_000 * unit}.0 && !(refunds_12_months > 2.0)) ? "refund.value" :
  !(touchpoint in ["billing", "delivery"] || vip) ? "refund.where" :
  amount > (level == "trainee" ? ${4000 * unit}.0
    : level == "senior" && years_with_client >= 5.0 ? ${9000 * unit}.0 : ${5000 * unit}.0) ? "refund.decision" :
  amount * ${wholeBasisPoints}.0 > customer_value * 300.0 ? "refund.share" :
  customerYear + amount > ${12_000 * unit}.0 ? "refund.customer_year" :
  agentWeek + amount > ${30_000 * unit}.0 ? "refund.agent_week" :
  teamMonth + 1.0 > 400.0 ? "refund.team_month" : "granted"`
const waiver = (unit: number) => `
  days_late > 30.0 ? "waiver.late" :
  amount > ${4200 * unit}.0 ? "waiver.decision" :
  customerQuarter + 1.0 > 2.0 ? "waiver.customer_quarter" : "granted"`
const deadline = `
  channel == "import" ? "deadline.channel" :
  days > 10.0 ? "deadline.decision" :
  customerMonthDays + days > 15.0 ? "deadline.customer_month" : "granted"`

export const celPolicy = {
  variables: {
    customer_value: 'double',
    years_with_client: 'double',
    refunds_12_months: 'double',
    days_late: 'double',
    touchpoint: 'string',
    channel: 'string',
    vip: 'bool',
    level: 'string',
    amount: 'double',
    days: 'double',
    customerYear: 'double',
    agentWeek: 'double',
    teamMonth: 'double',
    customerQuarter: 'double',
    customerMonthDays: 'double',
  },
  expressions: {
    refund: { EUR: refund(1), TND: refund(30) },
    fee_waiver: { EUR: waiver(1), TND: waiver(30) },
    deadline_moved: { EUR: deadline, TND: deadline },
  },
}
