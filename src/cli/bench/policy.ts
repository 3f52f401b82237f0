import type { Bounds, Limit, MandateDocument } from '../../core/mandate/document.ts'

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
  validity: { from: '2026-01-01', until: '2027-12-31' },
  facts: [{ name: 'vip', type: 'boolean' }],
}
