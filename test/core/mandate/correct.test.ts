import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addedTo, correctTo, evaluateCorrection } from '../../../src/core/mandate/correct.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import {
  counterKey,
  countersOf,
  type DecisionRequest,
  evaluateMandate,
} from '../../../src/core/mandate/evaluate.ts'

const now = Date.parse('2026-11-12T09:00:00Z')
const timeZone = 'Europe/Rome'
const document: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        {
          id: 'one',
          scope: 'decision',
          window: null,
          measure: 'money',
          bounds: { EUR: { max: 5000, stretch: 8000 } },
        },
        {
          id: 'month',
          scope: 'agent',
          window: 'month',
          measure: 'money',
          bounds: { EUR: { max: 9000, stretch: 9500 } },
        },
        {
          id: 'times',
          scope: 'customer',
          window: 'year',
          measure: 'count',
          bounds: { any: { max: 2, stretch: 3 } },
        },
      ],
      conditions: [{ id: 'small', when: { fact: 'amount', is: 'at_most', minor: { EUR: 4500 } } }],
    },
    {
      kind: 'deadline_moved',
      limits: [
        {
          id: 'days',
          scope: 'decision',
          window: null,
          measure: 'days',
          bounds: { any: { max: 10, stretch: 20 } },
        },
      ],
    },
  ],
  support: { minutes: 10 },
}
const refund = (minor: number): DecisionRequest => ({
  power: 'refund',
  amount: { minor, currency: 'EUR' },
  days: null,
})
const keys = countersOf(document, 'refund', 'EUR', now, timeZone)
const used = (month: number, times: number) =>
  Object.fromEntries(keys.map((key) => [counterKey(key), key.measure === 'count' ? times : month]))

describe('what a correction adds', () => {
  test.each([
    ['more', { minor: 2000, days: 0 }, { minor: 2500, days: null }, { minor: 500, days: null }],
    ['days', { minor: 0, days: 4 }, { minor: 0, days: 10 }, { minor: 0, days: 6 }],
  ])('%s', (_, already, to, difference) => {
    const correction = correctTo(refund(0), already, to)
    expect(correction).toMatchObject({
      type: 'more',
      request: { amount: { minor: difference.minor, currency: 'EUR' }, days: difference.days },
    })
  })

  test.each([
    ['less', { minor: 2000, days: 0 }, { minor: 1999, days: null }, 'not_more'],
    ['the same', { minor: 2000, days: 0 }, { minor: 2000, days: null }, 'not_more'],
    ['fewer days', { minor: 0, days: 4 }, { minor: 0, days: 3 }, 'not_more'],
    ['days left out', { minor: 0, days: 4 }, { minor: 0, days: null }, 'not_more'],
    ['more money for fewer days', { minor: 100, days: 4 }, { minor: 900, days: 3 }, 'not_more'],
    ['an exception', { minor: 0, days: 0 }, { minor: 100, days: null }, 'nothing_to_add'],
  ])('%s is none', (_, already, to, type) => {
    expect(correctTo(refund(0), already, to)).toEqual({ type })
  })
})

describe('a correction', () => {
  const weigh = (more: number, already: number, counters: Record<string, number>) =>
    evaluateCorrection(
      document,
      refund(more),
      { minor: already, days: 0 },
      { now, timeZone, counters, lifts: [] },
      keys,
    )

  test.each([
    ['fits', 500, 4000, used(4000, 1), 'granted', undefined],
    [
      'meets the limit for one exactly, but not the condition on the whole amount',
      1000,
      4000,
      used(4000, 1),
      'beyond',
      'small',
    ],
    ['meets the month exactly', 500, 4000, used(8500, 2), 'granted', undefined],
    ['goes one beyond the month', 501, 3900, used(8500, 2), 'beyond', 'month'],
    ['is not counted as one more, where all are used', 100, 1000, used(1000, 2), 'granted', undefined],
    [
      'of an earlier month takes only its difference of this one',
      500,
      4000,
      used(0, 0),
      'granted',
      undefined,
    ],
  ] as const)('%s', (_, more, already, counters, verdict, rule) => {
    expect(weigh(more, already, counters)).toMatchObject({ verdict, ...(rule ? { rule } : {}) })
  })

  test('tells what was used before and what is asked now', () => {
    expect(weigh(500, 4000, used(8000, 2)).checks).toMatchObject([
      { limitId: 'one', used: 4000, asked: 500, left: 1000, holds: true },
      { limitId: 'month', used: 8000, asked: 500, left: 1000, holds: true },
      { limitId: 'times', used: 2, asked: 0, left: 0, holds: true },
    ])
  })

  test('in any steps reaches no further than one decision would have, and adds up to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6000 }),
        fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 9000 }),
        (first, steps, before) => {
          const start = evaluateMandate(document, refund(first), {
            ...{ now, timeZone, lifts: [] },
            counters: used(before, 0),
          })
          if (start.verdict !== 'granted') return
          let total = first
          let month = before + first
          for (const step of steps) {
            if (weigh(step, total, used(month, 1)).verdict !== 'granted') continue
            total += step
            month += addedTo(refund(step), 'EUR', true)
          }
          const whole = evaluateMandate(document, refund(total), {
            ...{ now, timeZone, lifts: [] },
            counters: used(before, 0),
          })
          expect(whole.verdict).toBe('granted')
          expect(month).toBe(before + total)
        },
      ),
    )
  })
})
