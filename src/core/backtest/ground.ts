import { isWellFormed } from '../mandate/compile.ts'
import { powerKinds, powerMeasure } from '../mandate/document.ts'
import { codeSpan } from './asks.ts'
import { canBeGrouped } from './groups.ts'
import { type History, noDays, powerAt, requestAt } from './history.ts'
import { type Lane, makeLanes, malformedLane, writeOwn } from './lane.ts'
import type { Numbers } from './tables.ts'

/** What a history is, whatever the mandate: found once for it. */
export type Groundwork = {
  /** by index in `powerKinds`, and the malformed ones last */
  lanes: Lane[]
  /** how many different ground codes there can be; see `codeParts` */
  span: number
  /** cells of the budgets of the lane that is folded: all lanes use them, one after the other */
  cells: { small: Int32Array; large: Float64Array }
  /** whose they are now */
  folding: unknown
}

const kept = new WeakMap<History, Groundwork | null>()

/** @returns null where a history is beyond what the fold's numbers hold */
export function groundworkOf(history: History): Groundwork | null {
  let ground = kept.get(history)
  if (ground === undefined) {
    ground = layGround(history)
    kept.set(history, ground)
  }
  return ground
}

/** @returns cells that all hold 0 */
export function takeCells({ cells }: Groundwork, size: 'small' | 'large', count: number): Numbers {
  if (cells[size].length >= count) cells[size].fill(0, 0, count)
  else if (size === 'small') cells.small = new Int32Array(count)
  else cells.large = new Float64Array(count)
  return cells[size]
}

function layGround(history: History): Groundwork | null {
  const span = codeSpan(history)
  const { laneOf, total } = sortIntoLanes(history)
  // Codes have 16 bits, and sums of whole numbers are exact in a double up to 2^53.
  if (span > 65_536 || total >= 2 ** 53 || !canBeGrouped(history)) return null
  const lanes = makeLanes(history, laneOf)
  powerKinds.forEach((kind, l) => {
    writeOwn(lanes[l]!, kind, history)
  })
  return { lanes, span, cells: { small: new Int32Array(0), large: new Float64Array(0) }, folding: null }
}

/** @returns by row its lane; and what the rows ask for together, amounts, days and times */
function sortIntoLanes(history: History): { laneOf: Uint8Array; total: number } {
  const { rows, power, amount, days } = history
  const laneOf = new Uint8Array(rows)
  let total = rows
  for (let i = 0; i < rows; i++) {
    const asked = amount[i]!
    let lane = power[i]!
    // The common ask, money and no days, needs no closer look.
    if (!(asked > 0 && lane !== daysLane && lane !== bareLane && days[i]! === noDays))
      if (!isWellFormed(requestAt(history, i), powerMeasure[powerAt(history, i)])) lane = malformedLane
    laneOf[i] = lane
    if (lane !== malformedLane) total += asked + (days[i]! > 0 ? days[i]! : 0)
  }
  return { laneOf, total }
}

const daysLane = powerKinds.indexOf('deadline_moved')
const bareLane = powerKinds.indexOf('exception')
