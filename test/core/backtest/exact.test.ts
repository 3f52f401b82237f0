import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replay } from '../../../src/core/backtest/backtest.ts'
import { type Endings, ruleOf, verdictOf } from '../../../src/core/backtest/ending.ts'
import { replayPlainly } from '../../../src/core/backtest/plain.ts'
import { compilePlan } from '../../../src/core/backtest/plan.ts'
import type { Bounds, MandateDocument } from '../../../src/core/mandate/document.ts'
import { documents, histories, overlaysOf, replayOptions } from './arbitrary.ts'

const runs = Number(process.env.BACKTEST_RUNS ?? 400)
const told = ({ rules, endings }: Endings) =>
  [...endings].map((ending) => [verdictOf(ending), rules[ruleOf(ending)]?.id ?? null])

test('the fast replay ends every ask as the plain loop over evaluateMandate does, by the same rule', () => {
  const grounds = documents.chain((document) => fc.tuple(fc.constant(document), overlaysOf(document)))
  fc.assert(
    fc.property(grounds, histories, replayOptions, ([document, overlays], history, options) => {
      const plain = replayPlainly({ document, overlays }, history, options)
      const fast = replay(compilePlan(document, overlays), history, options)
      expect(fast.left, 'the fold itself ran').not.toEqual([])
      expect(told(fast)).toEqual(told(plain))
    }),
    { numRuns: runs },
  )
})

test('a replay in the arrays of others before it is the same as one of its own', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(documents, replayOptions), { minLength: 2, maxLength: 4 }),
      histories,
      (moves, history) => {
        let before: ReturnType<typeof replay> | null = null
        for (const [document, options] of moves) {
          before = replay(compilePlan(document), history, options, before)
          expect(told(before)).toEqual(told(replay(compilePlan(document), history, options)))
        }
      },
    ),
    { numRuns: runs / 4 },
  )
})

test('replays of two mandates in turns do not get into one another’s way', () => {
  fc.assert(
    fc.property(documents, documents, histories, replayOptions, (one, other, history, options) => {
      const first = replay(compilePlan(one), history, options)
      const second = replay(compilePlan(other), history, options)
      const [ours, theirs] = [told(first), told(second)]
      expect(told(replay(compilePlan(one), history, options, first))).toEqual(ours)
      expect(told(replay(compilePlan(other), history, options, second))).toEqual(theirs)
    }),
    { numRuns: runs / 4 },
  )
})

test('amounts too large for small cells end as by the plain loop too', () => {
  const times = 100_000_000
  const grown = (bounds: Bounds): Bounds =>
    Object.fromEntries(
      Object.entries(bounds).map(([key, { max, stretch }]) => [
        key,
        { max: max * times, stretch: stretch * times },
      ]),
    )
  const grownOf = (document: MandateDocument): MandateDocument => ({
    ...document,
    powers: document.powers.map((power) => ({
      ...power,
      limits: power.limits.map((limit) =>
        limit.measure === 'money' ? { ...limit, levels: {}, bounds: grown(limit.bounds) } : limit,
      ),
    })),
  })
  let large = 0
  fc.assert(
    fc.property(documents.map(grownOf), histories, replayOptions, (document, past, options) => {
      const history = { ...past, amount: past.amount.map((minor) => minor * times) }
      const fast = replay(compilePlan(document), history, options)
      if (fast.left.length > 0) large++
      expect(told(fast)).toEqual(told(replayPlainly({ document, overlays: [] }, history, options)))
    }),
    { numRuns: runs / 4 },
  )
  expect(large).toBeGreaterThan(0)
})
