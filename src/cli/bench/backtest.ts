import { replay } from '../../core/backtest/backtest.ts'
import { verdictOf } from '../../core/backtest/ending.ts'
import type { History } from '../../core/backtest/history.ts'
import { replayPlainly } from '../../core/backtest/plain.ts'
import { compilePlan } from '../../core/backtest/plan.ts'
import { summarise } from '../../core/backtest/summary.ts'
import type { Line } from '../bench.ts'
import { openDuck } from './duck.ts'
import { benchMandate, makePast } from './past.ts'

const rows = 10_000_000
const rounds = 5
const what = 'backtest of 10,000,000 contacts with all limits, one thread, any mandate'

/**
 * The backtest's fold over a history that was read before. The plan, its bounds and what its conditions demand are made
 * anew each time; what hangs on the history stays with it: asks by power, the codes of their facts, and which of them use
 * up one budget between them (for the windows that a mandate counts in, whatever its bounds). Compared, in turns, with
 * the least that a fold over customers' states must do, and with a database's windows.
 */
export async function benchBacktest(): Promise<Line[]> {
  const past = makePast(rows)
  const first = time(() => replay(compilePlan(benchMandate), past))
  const [ours, bound]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push(time(() => replay(compilePlan(benchMandate), past)))
    bound.push(time(() => readAndWrite(past)))
  }
  const asMillions = (seconds: number) => rows / seconds / 1e6
  const figure = asMillions(median(ours))
  const most = asMillions(median(bound))
  return [
    {
      what,
      unit: 'M asks/s',
      ours: figure,
      compared: {
        with: 'random read-and-write over the same customers, the bound of this fold',
        figure: most,
      },
      ratio: figure / most,
    },
    {
      what: `${what}: the first of a history, with what is found once for it`,
      ...plain('M asks/s', asMillions(first)),
    },
    {
      what: `${what}: the first that counts in other windows`,
      ...plain('M asks/s', asMillions(time(() => replay(compilePlan(inOtherWindows), past)))),
    },
    ...(await benchDuck(past)),
    ...benchEditor(),
    { what: 'memory of the process after the backtests', ...plain('MB', process.memoryUsage().rss / 1e6) },
    exactness(),
  ]
}

/** Where the bench's mandate counts by month it counts by quarter, and so on: no budget is one that was seen before. */
const inOtherWindows = structuredClone(benchMandate)
for (const limit of inOtherWindows.powers.flatMap(({ limits }) => limits))
  limit.window &&= (
    { day: 'week', week: 'month', month: 'quarter', quarter: 'year', year: 'quarter' } as const
  )[limit.window]

const plain = (unit: string, ours: number) => ({ unit, ours, compared: null, ratio: null })

/** The mandate's one kind of limit that a window function can say at all, in turns with ours on all of them. */
async function benchDuck(past: History): Promise<Line[]> {
  const duck = await openDuck(past)
  if (!duck) return []
  const [ours, theirs]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round < rounds; round++) {
      ours.push(time(() => replay(compilePlan(benchMandate), past)))
      const began = performance.now()
      await duck.approximate()
      theirs.push((performance.now() - began) / 1000)
    }
    const figure = rows / median(ours) / 1e6
    const other = rows / median(theirs) / 1e6
    const granted = summarise(past, replay(compilePlan(benchMandate), past)).total.ended[1]!
    const wrong = Math.abs((await duck.granted()) - granted) / rows
    return [
      {
        what: `${what}, exact`,
        unit: 'M asks/s',
        ours: figure,
        compared: {
          with: `DuckDB's window functions, two threads, ${(wrong * 100).toFixed(1)} % of the asks off at least`,
          figure: other,
        },
        ratio: figure / other,
      },
    ]
  } finally {
    duck.close()
  }
}

/** A move of a limit in the live editor: a new plan, its replay in the arrays of the last one, and the summary. */
function benchEditor(): Line[] {
  const past = makePast(1_000_000)
  let before = replay(compilePlan(benchMandate), past)
  const moves = Array.from({ length: 21 }, (_, move) => {
    const draft = structuredClone(benchMandate)
    draft.powers[0]!.limits[0]!.bounds.EUR!.max += move * 10
    return time(() => {
      before = replay(compilePlan(draft), past, {}, before)
      summarise(past, before)
    })
  })
  return [
    {
      what: 'a move of a limit over 1,000,000 contacts: replay and summary',
      ...plain('ms', median(moves) * 1000),
    },
  ]
}

/** How many of the first asks end otherwise than by a plain loop over `evaluateMandate`. */
function exactness(): Line {
  const past = makePast(100_000)
  const fast = replay(compilePlan(benchMandate), past)
  const slow = replayPlainly({ document: benchMandate, overlays: [] }, past)
  let wrong = 0
  for (let i = 0; i < past.rows; i++)
    if (fast.endings[i] !== slow.endings[i] || verdictOf(fast.endings[i]!) === 'outside') wrong++
  return { what: 'of 100,000 asks, ended otherwise than by evaluateMandate', ...plain('asks', wrong) }
}

/** One random read and write for each ask, in the order of time: no fold over customers does less. */
function readAndWrite({ customers, customer, amount }: History): number {
  const state = new Float64Array(customers)
  for (let i = 0; i < customer.length; i++) state[customer[i]!]! += amount[i]!
  return state[0]!
}

/** @returns seconds */
function time(work: () => unknown): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

function median(figures: number[]): number {
  return [...figures].sort((a, b) => a - b)[figures.length >> 1]!
}
