import { periodsOf } from './calendar.ts'
import { type Endings, endingOf, type ReplayOptions, refusals } from './ending.ts'
import { type Groundwork, groundworkOf } from './ground.ts'
import type { History } from './history.ts'
import { type Grounds, kernelKey, writeKernel } from './kernel.ts'
import { type Lane, malformedLane } from './lane.ts'
import { type Layout, layOut } from './layout.ts'
import { ask, kernelFor } from './machine.ts'
import { replayPlainly } from './plain.ts'
import type { Plan, PowerPlan } from './plan.ts'
import { type Segment, segmentsOf, type Times, timesOf } from './segments.ts'
import { makeTables, writeBarred, writeBounds, writePeriods } from './tables.ts'
import { blockRows, maskOf, writeTruths } from './truth.ts'

/**
 * `cells`: of the counters; null where the numbers were too large for them, and a plain loop was taken.
 * `lanes`: by lane, all that its endings hang on, beside the history.
 */
export type Replayed = Endings & { cells: Layout['cells'] | null; lanes: string[] }

/**
 * How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. Power by
 * power, since no counter is of two: which conditions hold is found column by column, then one fold that is compiled
 * for the power (see `writeKernel`) runs over its asks, in blocks that stay in the cache.
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
  if (!ground || !layout) return { ...replayPlainly(plan, history, options), cells: null, lanes: [] }
  const { at, memory } = ground.machine
  const { buffer } = memory
  const endings = new Uint16Array(buffer, at.endings, history.rows)
  const { teams } = options
  const isTried = teams ? Uint8Array.from(history.teams, (_, t) => (teams.includes(t) ? 1 : 0)) : null
  if (isTried) new Uint8Array(buffer, at.tried).set(isTried)
  const times = timesOf(plan, history)
  const own = before?.endings.length === history.rows ? before.endings : new Uint16Array(history.rows)
  if (before) endings.set(own)
  const lanes = ground.lanes.map((lane, l) => {
    const p = plan.powers.findIndex((power) => power.lane === l)
    const power = plan.powers[p]
    const said = JSON.stringify([power, options, power && [plan.overlays, plan.document.validity]])
    if (before?.lanes[l] === said) return said
    if (!power) endAlike(lane, l === malformedLane ? malformed : absent, endings, history, isTried)
    if (!power || lane.rows.length === 0) return said
    const grounds: Grounds = {
      ...{ at, options, tried: isTried !== null, tablesAt: layout.tablesAt },
      ...{ lines: layout.powers[p]!, width: layout.cells.customer.width },
    }
    replayLane({ plan, power, history, ground, layout, grounds, times }, before !== null)
    return said
  })
  own.set(endings)
  return { rules: plan.rules, endings: own, options, cells: layout.cells, lanes }
}

type Run = {
  plan: Plan
  power: PowerPlan
  history: History
  ground: Groundwork
  layout: Layout
  grounds: Grounds
  times: Times
}

function replayLane({ plan, power, history, ground, layout, grounds, times }: Run, again: boolean): void {
  const { machine } = ground
  const { at, memory, truths } = machine
  const { rows, first } = ground.lanes[power.lane]!
  const kernel = kernelFor(machine, kernelKey(power, grounds), () => writeKernel(power, grounds))
  const lines = layout.powers[plan.powers.indexOf(power)]!
  const tables = makeTables(power, history, ground, new Int32Array(memory.buffer), layout.tablesAt)
  const barred = new Uint16Array(memory.buffer, at.barred, 1 << power.whens.length)
  const truthsAt = at.truths + first * 2
  const bits = new Uint16Array(memory.buffer, truthsAt, rows.length)
  const held = JSON.stringify(power.whens)
  const masks =
    again && truths[power.lane] === held ? [] : power.whens.map((when) => maskOf(when, history, power.kind))
  truths[power.lane] = held
  const periods = power.counters.map(({ window }) => periodsOf(history, window))
  const cellsOf = (counter: number) =>
    power.counters[counter]!.scope === 'customer' ? layout.cells.customer : layout.cells.other
  const widthOf = (counter: number) => cellsOf(counter).width
  const baseOf = (counter: number, period: number) => {
    const start = layout.firstPeriods[plan.windows.indexOf(power.counters[counter]!.window)]!
    const { from, times } = cellsOf(counter)
    return (period - start + from) * times
  }
  let last: Segment | null = null
  for (const segment of segmentsOf(plan, power, history, ground.lanes[power.lane]!, times)) {
    const { from, until, overlays, outOfDate, day } = segment
    if (!last || !sameGround(last, segment)) {
      writeBounds(tables, history, overlays, outOfDate, notCovered)
      writeBarred(power, overlays, barred)
    }
    writePeriods(tables, lines, widthOf, periods, day, baseOf)
    for (let p = from; p < until; p += blockRows) {
      const end = Math.min(until, p + blockRows)
      writeTruths(masks, rows, p, end, bits)
      const [here, beyond] = [(first + p) * ask.bytes, (first + end) * ask.bytes]
      if (lines.stride.customer > 0) kernel.touch!(here, beyond)
      kernel.fold!(here, beyond, truthsAt + p * 2)
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
