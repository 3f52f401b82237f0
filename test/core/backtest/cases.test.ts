import { expect, test } from 'vitest'
import { replay, replayInSteps } from '../../../src/core/backtest/backtest.ts'
import { buildHistory, type HistoryRow } from '../../../src/core/backtest/build.ts'
import { type Endings, type ReplayOptions, ruleOf, verdictOf } from '../../../src/core/backtest/ending.ts'
import { replayPlainly } from '../../../src/core/backtest/plain.ts'
import { compilePlan } from '../../../src/core/backtest/plan.ts'
import type { Limit, MandateDocument } from '../../../src/core/mandate/document.ts'

/** What chance seldom finds, by hand. */
const hour = 3_600_000
const teams = ['Pacific/Kiritimati', 'Europe/Rome', 'Etc/GMT+12'].map((timeZone, t) => ({
  id: `t${t}`,
  timeZone,
}))

const limit = (
  id: string,
  scope: Limit['scope'],
  window: Limit['window'],
  measure: Limit['measure'],
  max: number,
): Limit => ({
  ...{ id, scope, window, measure },
  bounds: { [measure === 'money' ? 'EUR' : 'any']: { max, stretch: max } },
})
const mandateOf = (...limits: Limit[]): MandateDocument => ({
  format: 'cartabianca-mandate/1',
  powers: [{ kind: 'refund', limits }],
  support: { minutes: 10 },
})
const ask = (at: number, minor: number, more: Partial<HistoryRow> = {}): HistoryRow => ({
  ...{
    at,
    customer: 0,
    agent: 0,
    team: 't1',
    power: 'refund',
    amount: { minor, currency: 'EUR' },
    days: null,
  },
  ...{ level: 'full', recorded: 'none', mandate: null, contact: 0, facts: {} },
  ...more,
})
function pastOf(rows: HistoryRow[]) {
  const builder = buildHistory(teams)
  for (const row of rows) builder.add(row)
  return builder.build()
}
const verdicts = ({ endings }: Endings) => [...endings].map(verdictOf)
const inTheWay = ({ endings, rules }: Endings) => [...endings].map((ending) => rules[ruleOf(ending)]?.id)

function bothSay(document: MandateDocument, rows: HistoryRow[], options: ReplayOptions = {}): string[] {
  const history = pastOf(rows)
  const fast = replay(compilePlan(document), history, options)
  expect(fast.left).not.toEqual([])
  const plain = replayPlainly({ document, overlays: [] }, history, options)
  expect(verdicts(fast)).toEqual(verdicts(plain))
  expect(inTheWay(fast)).toEqual(inTheWay(plain))
  return verdicts(fast)
}

test('where three dates are side by side, each has a budget of its own until it is over', () => {
  // 10:30 UTC: tomorrow in Kiritimati, today in Rome, yesterday twelve hours west
  const from = Date.UTC(2026, 5, 10, 10, 30)
  const rows = ['t0', 't2', 't1', 't0', 't2', 't1'].map((team, i) => ask(from + i * 60_000, 10, { team }))
  expect(bothSay(mandateOf(limit('day', 'customer', 'day', 'count', 1)), rows)).toEqual([
    ...['granted', 'granted', 'granted'],
    ...['beyond', 'beyond', 'beyond'],
  ])
})

test('shares of two counters of one power both hold', () => {
  const facts = { customer_value: { EUR: 1000 } }
  const shares = mandateOf(
    limit('month', 'customer', 'month', 'value_share', 2000),
    limit('year', 'customer', 'year', 'value_share', 3000),
  )
  const rows = [150, 100, 40].map((minor, m) => ask(Date.UTC(2026, m, 10), minor, { facts }))
  const more = ask(Date.UTC(2026, 3, 10), 20, { facts })
  expect(bothSay(shares, [...rows, more])).toEqual(['granted', 'granted', 'granted', 'beyond'])
  expect(bothSay(shares, [ask(Date.UTC(2026, 0, 1), 210, { facts })])).toEqual(['beyond'])
})

test('a bound that 32 bits do not hold, over asks that they do, is still a bound', () => {
  const rows = [10, 30].map((minor, i) => ask(Date.UTC(2026, 0, 10) + i * hour, minor))
  const wide = limit('year', 'customer', 'year', 'money', 2 ** 31 + 5)
  const narrow = limit('month', 'customer', 'month', 'money', 20)
  expect(bothSay(mandateOf(wide, narrow), rows)).toEqual(['granted', 'beyond'])
})

test('an agent whom nobody recorded has no budget, and each ask is held to the bound alone', () => {
  const rows = [60, 60, 120].map((minor, i) => ask(Date.UTC(2026, 0, 10) + i * hour, minor, { agent: null }))
  expect(bothSay(mandateOf(limit('month', 'agent', 'month', 'money', 100)), rows)).toEqual([
    ...['granted', 'granted', 'beyond'],
  ])
})

test('a replay that is left off leaves what the next one may build on, and is not taken up again', () => {
  const power = (kind: 'refund' | 'goodwill_credit', max: number) => ({
    kind,
    limits: [limit(`${kind}.year`, 'customer', 'year', 'money', max)],
  })
  const documentOf = (max: number): MandateDocument => ({
    ...mandateOf(),
    powers: [power('refund', max), power('goodwill_credit', max)],
  })
  // more than are folded in one step
  const rows = Array.from({ length: 150_000 }, (_, i) =>
    ask(Date.UTC(2026, 0, 1) + i * 1000, 10, { power: i < 140_000 ? 'refund' : 'goodwill_credit' }),
  )
  const history = pastOf(rows)
  const wanted = verdicts(replay(compilePlan(documentOf(30)), history))
  expect(wanted.filter((verdict) => verdict === 'granted')).toHaveLength(6)
  for (const steps of [1, 2, 3, 4, 5]) {
    const before = replay(compilePlan(documentOf(30)), history)
    const leftOff = replayInSteps(compilePlan(documentOf(50)), history, {}, before)
    for (let step = 0; step < steps; step++) leftOff.next()
    const after = replay(compilePlan(documentOf(30)), history, {}, before)
    expect(verdicts(after)).toEqual(wanted)
    if (steps < 3) expect(() => leftOff.next()).toThrow('Another replay')
  }
})
