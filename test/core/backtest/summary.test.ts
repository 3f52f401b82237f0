import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replay } from '../../../src/core/backtest/backtest.ts'
import { buildHistory, type HistoryRow } from '../../../src/core/backtest/build.ts'
import { differencesOf, standingOf, standingRecorded } from '../../../src/core/backtest/compare.ts'
import { ruleOf, verdictOf, verdicts } from '../../../src/core/backtest/ending.ts'
import { replayRecorded } from '../../../src/core/backtest/plain.ts'
import { compilePlan } from '../../../src/core/backtest/plan.ts'
import { startCounting, summarise } from '../../../src/core/backtest/summary.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { documents, histories, replayOptions } from './arbitrary.ts'

const mandate = (agentMonth: number): MandateDocument => ({
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        {
          id: 'each',
          scope: 'decision',
          window: null,
          measure: 'money',
          bounds: { EUR: { max: 50, stretch: 80 } },
        },
        {
          id: 'agent',
          scope: 'agent',
          window: 'month',
          measure: 'money',
          bounds: { EUR: { max: agentMonth, stretch: agentMonth } },
        },
        {
          id: 'team',
          scope: 'team',
          window: 'month',
          measure: 'count',
          bounds: { any: { max: 4, stretch: 4 } },
        },
      ],
    },
  ],
  support: { minutes: 10 },
})

const ask = (day: string, agent: string, minor: number, recorded: HistoryRow['recorded'] = 'mandate') => ({
  day,
  agent,
  minor,
  recorded,
})
const past = (asks: ReturnType<typeof ask>[]) => {
  const builder = buildHistory([{ id: 't', timeZone: 'Europe/Rome' }])
  asks.forEach(({ day, agent, minor, recorded }, contact) => {
    builder.add({
      at: Date.parse(`${day}T10:00:00Z`),
      customer: contact,
      agent,
      team: 't',
      power: 'refund',
      amount: { minor, currency: 'EUR' },
      days: null,
      level: 'full',
      facts: { touchpoint: contact % 2 === 0 ? 'billing' : 'card' },
      recorded,
      mandate: 'v1',
      contact,
    })
  })
  return builder.build()
}
const asks = [
  ask('2026-01-05', 'anna', 40),
  ask('2026-01-06', 'anna', 30), // anna's month is used up
  ask('2026-01-07', 'bruno', 60, 'stretch'), // beyond each decision, within the stretch
  ask('2026-01-08', 'bruno', 20),
  ask('2026-02-02', 'anna', 40),
  ask('2026-02-03', 'bruno', 50),
  ask('2026-02-04', 'bruno', 90, 'declined'),
]

test('cost, limits in the way and budgets that run out, by month', () => {
  const history = past(asks)
  const found = replay(compilePlan(mandate(60)), history)
  const summary = summarise(history, found)
  expect(summary.months).toEqual(['2026-01-01', '2026-02-01'])
  expect(summary.total).toEqual({ ended: [0, 4, 0, 1, 2, 0], cost: [150], stretch: [60] })
  expect(summary.byMonth.map(({ cost }) => cost[0])).toEqual([60, 90])
  expect(summary.touchpoints).toEqual([null, 'billing', 'card'])
  expect(summary.byTouchpoint.map(({ cost }) => cost[0])).toEqual([0, 80, 70])
  const byRule = Object.fromEntries(found.rules.map(({ id }, r) => [id, summary.stoodInTheWay[r]]))
  expect(byRule).toMatchObject({ each: 2, agent: 1, team: 0 })
  const agent = summary.runOuts.find(({ rule }) => found.rules[rule]!.id === 'agent')
  expect(agent).toMatchObject({ byMonth: [1, 0], subjects: 1, teams: [] })
})

test('a team whose budget runs out is named with the time and the period', () => {
  const history = past(Array.from({ length: 7 }, (_, i) => ask(`2026-01-0${i + 1}`, `agent ${i}`, 10)))
  const found = replay(compilePlan(mandate(60)), history)
  const { runOuts } = summarise(history, found)
  const team = runOuts.find(({ rule }) => found.rules[rule]!.id === 'team')
  expect(team?.teams).toEqual([
    { team: 0, at: Date.parse('2026-01-05T10:00:00Z'), periodStart: '2026-01-01' },
  ])
})

test('two drafts compared, and a draft with what really happened', () => {
  const history = past(asks)
  const tight = standingOf(history, replay(compilePlan(mandate(60)), history))
  const wide = standingOf(history, replay(compilePlan(mandate(600)), history, { stretch: 'granted' }))
  expect(differencesOf(tight, wide)).toEqual({ gained: Int32Array.of(1, 2), lost: new Int32Array() })
  expect(differencesOf(standingRecorded(history), tight)).toEqual({
    gained: new Int32Array(),
    lost: Int32Array.of(1, 2),
  })
})

test('the versions then in force reproduce what was recorded', () => {
  const history = past(asks)
  const found = replayRecorded(history, new Map([['v1', { document: mandate(600), overlays: [] }]]))
  expect(standingOf(history, found)).toEqual(standingRecorded(history))
  expect([...found.endings].map(verdictOf)[2]).toBe('stretched')
  expect(() => replayRecorded(history, new Map())).toThrow(/version v1 is needed/)
})

test('every sum of a summary is that of its rows', () => {
  fc.assert(
    fc.property(documents, histories, replayOptions, (document, history, options) => {
      const found = replay(compilePlan(document), history, options)
      const summary = summarise(history, found)
      const ended = verdicts.map(
        (verdict) => [...found.endings].filter((e) => verdictOf(e) === verdict).length,
      )
      expect(summary.total.ended).toEqual(ended)
      for (const slices of [summary.byMonth, summary.byTeam, summary.byTouchpoint, summary.byPower]) {
        const sum = (of: (slice: (typeof slices)[number]) => number[]) =>
          slices.map(of).reduce((all, one) => all.map((value, i) => value + one[i]!))
        expect(sum((slice) => slice.ended)).toEqual(ended)
        expect(sum((slice) => slice.cost)).toEqual(summary.total.cost)
        expect(sum((slice) => slice.stretch)).toEqual(summary.total.stretch)
      }
      expect(summary.stoodInTheWay).toEqual(
        found.rules.map((_, r) => [...found.endings].filter((e) => ruleOf(e) === r).length),
      )
    }),
    { numRuns: 60 },
  )
})

test('what is counted on from replay to replay is what is counted afresh', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(documents, replayOptions), { minLength: 2, maxLength: 4 }),
      histories,
      (moves, history) => {
        const counted = startCounting(history)
        for (const [document, options] of moves) {
          const replayed = replay(compilePlan(document), history, options)
          expect(summarise(history, replayed, counted)).toEqual(summarise(history, replayed))
        }
      },
    ),
    { numRuns: 60 },
  )
})
