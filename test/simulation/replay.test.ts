import { expect, test } from 'vitest'
import { collectBreaches } from '../../src/cli/soak/breaches.ts'
import { type DecisionMade, startReplay } from '../../src/cli/soak/replay.ts'
import type { MandateDocument } from '../../src/core/mandate/document.ts'
import { type Check, evaluateMandate } from '../../src/core/mandate/evaluate.ts'

/** What `npm run soak` must catch, if it happened: made up here, decision by decision. */
const document: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        {
          ...{ id: 'refund.day', scope: 'customer', window: 'day', measure: 'money' },
          bounds: { EUR: { max: 100, stretch: 120 } },
        },
      ],
    },
  ],
  support: { minutes: 10 },
}
const at = Date.parse('2026-03-28T12:00:00Z')

test('decisions within their limits pass, up to the last minor unit and anew the next day', () => {
  expect(replay([{ minor: 60 }, { minor: 40 }, { minor: 100, at: at + 86_400_000 }])).toEqual([])
})

test('one minor unit too much is found', () => {
  expect(replay([{ minor: 60 }, { minor: 41 }])).toEqual(['no limit is exceeded'])
})

test('a decision weighed on a counter that another had already taken from is found', () => {
  expect(replay([{ minor: 30 }, { minor: 30, believed: 0 }])).toEqual([
    'a decision was weighed on what was really used',
  ])
})

test('silence reaches to the end of the stretch, with a request, and no further', () => {
  expect(replay([{ minor: 120, basis: 'stretch', supportRequest: 'r' }])).toEqual([])
  expect(replay([{ minor: 121, basis: 'stretch', supportRequest: 'r' }])).toEqual(['no stretch is exceeded'])
  expect(replay([{ minor: 120, basis: 'stretch' }])).toEqual([
    'only silence on a request reaches into the stretch',
  ])
})

test('beyond the limits without a grant is found', () => {
  expect(replay([{ minor: 500, basis: 'lift', supportRequest: 'r' }])).toEqual([])
  expect(replay([{ minor: 500, basis: 'lift' }])).toEqual(['beyond the limits only with a grant'])
})

type Told = Partial<DecisionMade> & { minor: number; believed?: number }

/** The promises that a story breaks. */
function replay(story: Told[]): string[] {
  const breaches = collectBreaches(() => undefined)
  const play = startReplay('client', 'Europe/Rome', new Map([['mandate', document]]), breaches)
  const used = new Map<number, number>()
  for (const told of story) {
    const day = told.at ?? at
    const before = used.get(day) ?? 0
    used.set(day, before + told.minor)
    play.decide({
      ...{ decision: 'd', contact: 'c', customer: 'cu', agent: 'a', mandate: 'mandate' },
      request: { power: 'refund', amount: { minor: told.minor, currency: 'EUR' }, days: null },
      checks: weigh(told.minor, told.believed ?? before),
      basis: told.basis ?? 'mandate',
      supportRequest: told.supportRequest ?? null,
      corrects: null,
      at: day,
    })
  }
  return breaches.list().map(({ promise }) => promise)
}

function weigh(minor: number, used: number): Check[] {
  const request = { power: 'refund', amount: { minor, currency: 'EUR' }, days: null } as const
  const counters = { 'customer:refund:EUR:day:2026-03-28': used }
  return evaluateMandate(document, request, { now: at, timeZone: 'Europe/Rome', counters, lifts: [] }).checks
}
