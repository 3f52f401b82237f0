import type { MandateDocument } from '../../../src/core/mandate/document.ts'

export const bound = (max: number, stretch = max) => ({ max, stretch })
/** A mandate with a bit of everything, for the days after the little world's clock. */
export const document: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        {
          id: 'refund.decision',
          scope: 'decision',
          window: null,
          measure: 'money',
          bounds: { EUR: bound(9000) },
        },
        {
          id: 'refund.share',
          scope: 'decision',
          window: null,
          measure: 'value_share',
          bounds: { any: bound(500, 800) },
        },
        {
          id: 'refund.team',
          scope: 'team',
          window: 'month',
          measure: 'money',
          bounds: { EUR: bound(12_000) },
        },
        { id: 'refund.agent', scope: 'agent', window: 'month', measure: 'count', bounds: { any: bound(90) } },
      ],
    },
    {
      kind: 'goodwill_credit',
      conditions: [{ id: 'credit.few', when: { fact: 'refunds_12_months', is: 'at_most', value: 50 } }],
      limits: [
        {
          id: 'credit.decision',
          scope: 'decision',
          window: null,
          measure: 'money',
          bounds: { EUR: bound(1000) },
          levels: {
            senior: {
              bounds: { EUR: bound(3000) },
              when: { fact: 'years_with_client', is: 'at_least', value: 5 },
            },
          },
        },
      ],
    },
    {
      kind: 'fee_waiver',
      conditions: [{ id: 'waiver.late', when: { fact: 'days_late', is: 'at_most', value: 30 } }],
      limits: [
        {
          id: 'waiver.decision',
          scope: 'decision',
          window: null,
          measure: 'money',
          bounds: { EUR: bound(2000) },
        },
      ],
    },
  ],
  support: { minutes: 10, first: 'manager' },
  validity: { from: '2026-11-13', until: '2026-12-31' },
}
