import { periodsOf } from './calendar.ts'
import { type Endings, endingOf, type ReplayOptions, refusals } from './ending.ts'
import { type Folding, fold, makeBlock, makeSums } from './fold.ts'
import { groundworkOf } from './ground.ts'
import type { History } from './history.ts'
import { type Lane, malformedLane } from './lane.ts'
import { layOut, type State } from './layout.ts'
import { replayPlainly } from './plain.ts'
import type { Plan } from './plan.ts'
import { type Segment, segmentsOf, timesOf } from './segments.ts'
import { sifterOf, type Truths, takeTruths } from './sift.ts'
import { makeTables, writeBounds, writePeriods } from './tables.ts'
import { blockRows } from './truth.ts'

/**
 * What a replay leaves for the next one over the same history: its arrays, which conditions hold where, and by lane
 * all that its endings hang on. The endings of the earlier replay are then overwritten.
 */
export type Replayed = Endings & { left: { state: State | null; truths: Truths[]; lanes: string[] } }

/**
 * How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. Power by
 * power, since no counter is of two: what hangs on no counter is found column by column, then one fold runs over
 * the power's asks in blocks that stay in the cache.
 */
export function replay(
  plan: Plan,
  history: History,
  options: ReplayOptions = {},
  before: Replayed | null = null,
): Replayed {
  const ground = groundworkOf(history)
  const layout = ground && layOut(plan, history, ground, options)
  if (!ground || !layout) {
    // Sums or conditions beyond what the fold's numbers can hold: rare enough to be slow.
    return { ...replayPlainly(plan, history, options), left: { state: null, truths: [], lanes: [] } }
  }
  const endings = before?.endings.length === history.rows ? before.endings : new Uint16Array(history.rows)
  const { teams: tried } = options
  const isTried = tried ? Uint8Array.from(history.teams, (_, t) => (tried.includes(t) ? 1 : 0)) : null
  const times = timesOf(plan, history)
  const truths: Truths[] = []
  const block = makeBlock()
  const lanes = ground.lanes.map((lane, l) => {
    const p = plan.powers.findIndex((power) => power.lane === l)
    const power = plan.powers[p]
    const known = before?.left.truths.find(({ of }) => of === lane)
    const said = JSON.stringify([power, options, power && [plan.overlays, plan.document.validity]])
    // Nothing of what this power's endings hang on has changed.
    if (before?.left.lanes[l] === said) {
      if (known) truths.push(known)
      return said
    }
    if (!power) endAlike(lane, l === malformedLane ? malformed : absent, endings, history, isTried)
    if (!power || lane.rows.length === 0) return said
    const folding: Folding = {
      lane,
      customers: layout.state.ofCustomers.cells,
      others: layout.state.ofOthers.cells,
      endings,
      silence: options.stretch ?? 'declined',
      honoured: options.lifts === 'honoured',
      sums: makeSums(),
      touched: 0,
    }
    const own = layout.powers[p]!
    const tables = makeTables(power, history, ground, own)
    const taken = takeTruths(power, lane, known)
    truths.push(taken)
    const sift = sifterOf(power, history, folding, taken, isTried)
    const periods = power.counters.map(({ window }) => periodsOf(history, window))
    const baseOf = (counter: number, period: number) => {
      const { scope, window } = power.counters[counter]!
      const first = layout.firstPeriods[plan.windows.indexOf(window)]!
      const { from, times } = scope === 'customer' ? layout.state.ofCustomers : layout.state.ofOthers
      return (period - first + from) * times
    }
    let last: Segment | null = null
    for (const segment of segmentsOf(plan, power, history, lane, times)) {
      const { from, until, overlays, outOfDate, day } = segment
      if (!last || !sameGround(last, segment)) writeBounds(tables, history, overlays, outOfDate, notCovered)
      writePeriods(tables, own, periods, day, baseOf)
      for (let p = from; p < until; p += blockRows) {
        sift(tables, overlays, p, Math.min(until, p + blockRows), block)
        fold(folding, tables, block)
      }
      last = segment
    }
    return said
  })
  return { rules: plan.rules, endings, options, left: { state: layout.state, truths, lanes } }
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
