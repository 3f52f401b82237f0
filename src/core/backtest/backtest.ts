import { periodsOf } from './calendar.ts'
import { type Endings, endingOf, type ReplayOptions, refusals } from './ending.ts'
import { type Folding, fold } from './fold.ts'
import { type Groundwork, groundworkOf } from './ground.ts'
import type { History } from './history.ts'
import { type Lane, malformedLane } from './lane.ts'
import { layOut, type State } from './layout.ts'
import { replayPlainly } from './plain.ts'
import type { Plan, PowerPlan } from './plan.ts'
import { type Segment, segmentsOf, type Times, timesOf } from './segments.ts'
import { type Layout, makeTables, writeBounds, writePeriods } from './tables.ts'
import { blockRows, maskOf, writeTruths } from './truth.ts'

/**
 * `left`: for the next replay over the same history, the counters (null where the numbers were too large for them,
 * and a plain loop was taken), and by lane all that its endings hang on.
 */
export type Replayed = Endings & { left: { state: State | null; lanes: string[] } }

/**
 * How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. Power by
 * power, since no counter is of two: which conditions hold is found column by column, then one fold runs over the
 * power's asks in blocks that stay in the cache.
 * @param before a replay over the same history that is not needed any more: its array is overwritten, and what did
 *   not change since is not found again: the endings of other powers, and where conditions hold
 */
export function replay(
  plan: Plan,
  history: History,
  options: ReplayOptions = {},
  before: Replayed | null = null,
): Replayed {
  const ground = groundworkOf(history)
  const layout = ground && layOut(plan, history, ground, options)
  // Sums or conditions beyond what the fold's numbers can hold: rare enough to be slow.
  if (!ground || !layout)
    return { ...replayPlainly(plan, history, options), left: { state: null, lanes: [] } }
  const { state, firstPeriods } = layout
  const endings = before?.endings.length === history.rows ? before.endings : new Uint16Array(history.rows)
  const { teams } = options
  const isTried = teams ? Uint8Array.from(history.teams, (_, t) => (teams.includes(t) ? 1 : 0)) : null
  const times = timesOf(plan, history)
  const folding: Folding = {
    ...{ asks: ground.asks, customers: state.ofCustomers.cells, others: state.ofOthers.cells, endings },
    ...{ isTried, silence: options.stretch ?? 'declined', honoured: options.lifts === 'honoured' },
    ...{ sums: new Float64Array(256), touched: 0 },
  }
  const lanes = ground.lanes.map((lane, l) => {
    const p = plan.powers.findIndex((power) => power.lane === l)
    const power = plan.powers[p]
    const said = JSON.stringify([power, options, power && [plan.overlays, plan.document.validity]])
    if (before?.left.lanes[l] === said) return said
    if (!power) endAlike(lane, l === malformedLane ? malformed : absent, endings, history, isTried)
    if (!power || lane.rows.length === 0) return said
    const baseOf = (counter: number, period: number) => {
      const { scope, window } = power.counters[counter]!
      const { from, times } = scope === 'customer' ? state.ofCustomers : state.ofOthers
      return (period - firstPeriods[plan.windows.indexOf(window)]! + from) * times
    }
    const run = { plan, power, history, ground, layout: layout.powers[p]!, times, baseOf }
    replayLane(run, folding, before !== null)
    return said
  })
  return { rules: plan.rules, endings, options, left: { state, lanes } }
}

type Run = {
  plan: Plan
  power: PowerPlan
  history: History
  ground: Groundwork
  layout: Layout
  times: Times
  baseOf: (counter: number, period: number) => number
}

/** @param again where conditions hold is taken from the replay before, if it asked for the same */
function replayLane(run: Run, folding: Folding, again: boolean): void {
  const { plan, power, history, ground, layout, times, baseOf } = run
  const { truths, truthsOf } = ground.asks
  const lane = ground.lanes[power.lane]!
  const { rows, first } = lane
  const tables = makeTables(power, history, ground, layout)
  const held = JSON.stringify(power.whens)
  const known = again && truthsOf[power.lane] === held
  const masks = known ? [] : power.whens.map((when) => maskOf(when, history, power.kind))
  truthsOf[power.lane] = held
  const bits = truths.subarray(first, first + rows.length)
  const periods = power.counters.map(({ window }) => periodsOf(history, window))
  let last: Segment | null = null
  for (const segment of segmentsOf(plan, power, history, lane, times)) {
    const { from, until, overlays, outOfDate, day } = segment
    if (!last || !sameGround(last, segment)) writeBounds(tables, history, overlays, outOfDate, notCovered)
    writePeriods(tables, layout, periods, day, baseOf)
    for (let p = from; p < until; p += blockRows) {
      const end = Math.min(until, p + blockRows)
      writeTruths(masks, rows, p, end, bits)
      fold(folding, tables, first + p, first + end)
    }
    last = segment
  }
}

/** All of a lane to one end, whatever was asked. */
function endAlike(
  { rows }: Lane,
  ending: number,
  endings: Uint16Array,
  { team }: History,
  isTried: Uint8Array | null,
): void {
  for (let p = 0; p < rows.length; p++) {
    const i = rows[p]!
    endings[i] = isTried !== null && isTried[team[i]!] === 0 ? outside : ending
  }
}

const outside = endingOf('outside', -1)
const malformed = endingOf('refused', refusals.indexOf('malformed'))
const absent = endingOf('refused', refusals.indexOf('power_absent'))
const notCovered = endingOf('refused', refusals.indexOf('currency_absent'))

function sameGround(a: Segment, b: Segment): boolean {
  return (
    a.overlays.length === b.overlays.length &&
    a.overlays.every((overlay, i) => overlay === b.overlays[i]) &&
    a.outOfDate.every((ending, i) => ending === b.outOfDate[i])
  )
}
