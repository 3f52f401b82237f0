import { type Endings, endingOf, type ReplayOptions, refusals } from './ending.ts'
import { fold, type Manner, startFolding } from './fold.ts'
import { type Groundwork, groundworkOf } from './ground.ts'
import type { History } from './history.ts'
import { type Lane, malformedLane } from './lane.ts'
import { replayPlainly } from './plain.ts'
import type { Plan, PowerPlan } from './plan.ts'
import { type Segment, segmentsOf, type Times, timesOf } from './segments.ts'
import { writeBounds } from './tables.ts'

/**
 * `left`: for the next replay over the same history, by lane all that its endings hang on; empty where the numbers
 * were too large, and a plain loop was taken.
 */
export type Replayed = Endings & { left: string[] }

/**
 * How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. Power by
 * power, since no counter is of two: which asks share a budget is found once for a history, then one fold runs
 * over the power's asks.
 * @param before a replay over the same history that is not needed any more: its array is overwritten, and what did
 *   not change since, the endings of other powers, is not found again
 */
export function replay(
  plan: Plan,
  history: History,
  options: ReplayOptions = {},
  before: Replayed | null = null,
): Replayed {
  const steps = replayInSteps(plan, history, options, before)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * The same, some asks at a time. It may be left off between two steps, and another begun with the same `before`; that one
 * ends the first: all over one history use the same cells.
 * @throws where it is taken up again after another one
 */
export function* replayInSteps(
  plan: Plan,
  history: History,
  options: ReplayOptions = {},
  before: Replayed | null = null,
): Generator<null, Replayed> {
  const ground = groundworkOf(history)
  const tooMuch = plan.powers.some(
    ({ whens, boundBits }) => whens.length > 16 || (ground?.span ?? 0) << boundBits > 65_536,
  )
  // Sums or conditions beyond what the fold's numbers can hold: rare enough to be slow.
  if (!ground || tooMuch) return { ...replayPlainly(plan, history, options), left: [] }
  const endings = before?.endings.length === history.rows ? before.endings : new Uint16Array(history.rows)
  const left = before?.endings === endings ? before.left : []
  const { teams } = options
  const isTried = teams ? Uint8Array.from(history.teams, (_, t) => (teams.includes(t) ? 1 : 0)) : null
  const manner: Manner = {
    ...{ endings, isTried },
    ...{ silence: options.stretch ?? 'declined', honoured: options.lifts === 'honoured' },
  }
  const times = timesOf(plan, history)
  for (const [l, lane] of ground.lanes.entries()) {
    const power = plan.powers.find((one) => one.lane === l)
    const said = JSON.stringify([power, options, power && [plan.overlays, plan.document.validity]])
    if (left[l] === said) continue
    left[l] = ''
    if (power) yield* replayLane({ plan, power, history, ground, lane, times }, manner)
    else endAlike(lane, l === malformedLane ? malformed : absent, history, manner)
    left[l] = said
    yield null
  }
  return { rules: plan.rules, endings, options, left }
}

type Run = {
  plan: Plan
  power: PowerPlan
  history: History
  ground: Groundwork
  lane: Lane
  times: Times
}

/** So many asks are folded in one step: some milliseconds. */
const stepAsks = 65_536

function* replayLane(
  { plan, power, history, ground, lane, times }: Run,
  manner: Manner,
): Generator<null, void> {
  if (lane.rows.length === 0) return
  const folding = startFolding(power, plan.overlays, history, ground, lane, manner)
  ground.folding = folding
  let last: Segment | null = null
  for (const segment of segmentsOf(plan, history, lane, times)) {
    const { from, until, overlays, outOfDate } = segment
    if (!last || !sameGround(last, segment))
      writeBounds(folding.tables, history, overlays, outOfDate, notCovered)
    for (let p = from; p < until; p += stepAsks) {
      if (p > 0) yield null
      if (ground.folding !== folding) throw new Error('Another replay over this history began meanwhile.')
      fold(folding, p, Math.min(until, p + stepAsks))
    }
    last = segment
  }
}

/** All of a lane to one end, whatever was asked. */
function endAlike({ rows }: Lane, ending: number, { team }: History, { endings, isTried }: Manner): void {
  for (let p = 0; p < rows.length; p++) {
    const row = rows[p]!
    endings[row] = isTried !== null && isTried[team[row]!] === 0 ? outside : ending
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
