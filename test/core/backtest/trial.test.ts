import { expect, test } from 'vitest'
import {
  type After,
  countAfter,
  decodeAfter,
  encodeAfter,
  joinPast,
  splitPast,
} from '../../../src/core/backtest/after.ts'
import { buildHistory } from '../../../src/core/backtest/build.ts'
import { rowsThatCouldHave } from '../../../src/core/backtest/could-have.ts'
import { askedIn, atOnce, startTrials } from '../../../src/core/backtest/trial.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'

const nothing: After = { returned: false, cameBack: false, closure: 'open', csat: null }

test('what followed is one byte, and comes back as it was', () => {
  for (const returned of [false, true])
    for (const cameBack of [false, true])
      for (const closure of ['open', 'confirmed', 'unconfirmed'] as const)
        for (const csat of [null, 1, 2, 3, 4, 5]) {
          const after = { returned, cameBack, closure, csat }
          expect(decodeAfter(encodeAfter(after))).toEqual(after)
        }
})

test('silence is a closure without the customer’s word, and without a rating', () => {
  const tally = new Uint32Array(256)
  for (const after of [
    { ...nothing, closure: 'unconfirmed' as const },
    { ...nothing, closure: 'unconfirmed' as const, csat: 4 },
    { ...nothing, returned: true, csat: 2 },
  ])
    tally[encodeAfter(after)]!++
  expect(countAfter(tally)).toEqual({ asks: 3, returned: 1, cameBack: 0, silent: 1, rated: 2, satisfied: 1 })
})

test('the file is cut where it was joined; what is cut short is told', () => {
  const file = joinPast(new Uint8Array([1, 2, 3]), new Uint8Array([9]))
  expect(splitPast(file)).toEqual({ history: new Uint8Array([1, 2, 3]), after: new Uint8Array([9]) })
  expect(() => splitPast(file.subarray(0, 5))).toThrow('first bytes')
  expect(() => splitPast(file.subarray(0, 10))).toThrow('cut off')
})

const mandate = (max: number, stretch = max): MandateDocument => ({
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        {
          ...{ id: 'refund.decision', scope: 'decision', window: null, measure: 'money' },
          bounds: { EUR: { max, stretch } },
        },
      ],
    },
  ],
  support: { minutes: 10 },
})

/** Three asks of one team, 10, 20 and 30, and one of another; the second was declined. */
function threeAsks() {
  const builder = buildHistory([
    { id: 'lecce', timeZone: 'Europe/Rome' },
    { id: 'tunis', timeZone: 'Africa/Tunis' },
  ])
  for (const [i, minor] of [10, 20, 30, 10].entries())
    builder.add({
      ...{ at: Date.UTC(2026, 10, 1 + i), customer: i, agent: 1, team: i === 3 ? 'tunis' : 'lecce' },
      ...{ power: 'refund', amount: { minor, currency: 'EUR' }, days: null, level: 'full', facts: {} },
      ...{ recorded: i === 1 ? 'declined' : 'mandate', mandate: null, contact: i },
    })
  const after = [nothing, { ...nothing, cameBack: true }, nothing, nothing].map(encodeAfter)
  return startTrials(builder.build(), Uint8Array.from(after))
}

function deepened(trials: ReturnType<typeof threeAsks>) {
  const steps = trials.deepen()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

test('a draft is held against the version in force, or against what happened, on its own teams’ asks', () => {
  const trials = threeAsks()
  const trial = { document: mandate(20, 30), inForce: mandate(10), teamIds: ['lecce'] }
  const { draft, inForce } = trials.try({ ...trial, against: 'in_force' })
  expect([askedIn(draft.summary.total), atOnce(draft.summary.total)]).toEqual([3, 2])
  expect(atOnce(inForce!.summary.total)).toBe(1)
  const deeper = deepened(trials)!
  expect(deeper).toMatchObject({ gained: 1, lost: 0, stretch: { asks: 1, cost: [30] } })
  expect([deeper.after.these.asks, deeper.after.these.cameBack, deeper.after.others.asks]).toEqual([1, 1, 2])
  expect(trials.page('gained', 0, 10).map(({ row }) => row)).toEqual([1])

  trials.try({ ...trial, against: 'happened' })
  expect(deepened(trials)).toMatchObject({ gained: 1, lost: 1 })
  expect(trials.page('lost', 0, 10)).toMatchObject([
    { row: 2, recorded: 'mandate', draft: { verdict: 'stretched', rule: { id: 'refund.decision' } } },
  ])
})

test('the next draft is tried anew, and pages run from the newest', () => {
  const trials = threeAsks()
  const trial = { inForce: mandate(0), teamIds: ['lecce', 'tunis'], against: 'in_force' as const }
  trials.try({ ...trial, document: mandate(10) })
  expect(deepened(trials)!.gained).toBe(2)
  trials.try({ ...trial, document: mandate(100) })
  expect(deepened(trials)!.gained).toBe(4)
  expect(trials.page('gained', 1, 2).map(({ row }) => row)).toEqual([2, 1])
})

test('what led to nothing and could have been: the newest first, within the mandate’s budgets, of its own teams', () => {
  const builder = buildHistory([
    { id: 'a', timeZone: 'Europe/Rome' },
    { id: 'b', timeZone: 'Europe/Rome' },
  ])
  const ask = (team: string, minor: number, recorded: 'declined' | 'none' | 'mandate', nth: number) =>
    builder.add({
      ...{ at: nth * 1000, customer: 'x', agent: 'y', team, power: 'refund', days: null, level: 'full' },
      ...{ amount: { minor, currency: 'EUR' }, facts: {}, recorded, mandate: null, contact: nth },
    })
  ask('a', 10, 'declined', 0)
  ask('a', 30, 'declined', 1)
  ask('a', 10, 'mandate', 2)
  ask('b', 10, 'declined', 3)
  ask('a', 20, 'none', 4)
  const history = builder.build()
  expect(rowsThatCouldHave(history, mandate(20), ['a'], 9)).toEqual([4, 0])
  expect(rowsThatCouldHave(history, mandate(20), ['a'], 1)).toEqual([4])
  expect(rowsThatCouldHave(history, mandate(20), ['a', 'b'], 9)).toEqual([4, 3, 0])
  expect(rowsThatCouldHave(history, mandate(5), ['a', 'b'], 9)).toEqual([])
  expect(rowsThatCouldHave(buildHistory([]).build(), mandate(20), [], 9)).toEqual([])
})
