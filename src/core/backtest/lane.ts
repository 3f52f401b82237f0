import { powerKinds, powerMeasure } from '../mandate/document.ts'
import { daysOf } from './calendar.ts'
import type { History } from './history.ts'

/** The lane of asks that are malformed, whatever the mandate; the others are in their power's. */
export const malformedLane = powerKinds.length

/**
 * All asks of one power, in the order of time, with copies side by side of what a fold needs of them: a power's
 * asks touch no counter of another's, so that each lane is folded on its own, and read from end to end. What is
 * not named otherwise is by position in the lane.
 */
export type Lane = {
  /** which row of the history it is */
  rows: Int32Array
  /** by segment of `daysOf`: the position of its first ask; and the number of all at the end */
  firstOf: Int32Array
  /** see `Groundwork` */
  codes: Uint16Array
  customer: Int32Array
  agent: Int32Array
  team: Uint16Array
  /** what is asked for, in what the power is counted in: minor units, days, or 0 */
  asked: Float64Array
  /** of the customer, in minor units of the ask's currency; 0 where nobody knows it */
  value: Float64Array
  /** the largest of them */
  mostValue: number
  recorded: Uint8Array
}

/** @param laneOf by row */
export function makeLanes(history: History, laneOf: Uint8Array, codeOf: (row: number) => number): Lane[] {
  const { firstRow } = daysOf(history)
  const segments = Math.max(0, firstRow.length - 1)
  const counts = new Int32Array(malformedLane + 1)
  for (let i = 0; i < laneOf.length; i++) counts[laneOf[i]!]!++
  const worth = worthIn(history)
  const lanes = Array.from(counts, (count, l): Lane => {
    // Of malformed ones nothing is asked but where they are.
    const length = l === malformedLane ? 0 : count
    return {
      rows: new Int32Array(count),
      firstOf: new Int32Array(segments + 1).fill(count),
      codes: new Uint16Array(length),
      customer: new Int32Array(length),
      agent: new Int32Array(length),
      team: new Uint16Array(length),
      asked: new Float64Array(length),
      value: new Float64Array(length),
      mostValue: 0,
      recorded: new Uint8Array(length),
    }
  })
  const filled = new Int32Array(malformedLane + 1)
  for (let s = 0; s < segments; s++) {
    lanes.forEach(({ firstOf }, l) => {
      firstOf[s] = filled[l]!
    })
    for (let i = firstRow[s]!; i < firstRow[s + 1]!; i++) {
      const l = laneOf[i]!
      lanes[l]!.rows[filled[l]!++] = i
    }
  }
  lanes.forEach((lane, l) => {
    if (l !== malformedLane) fill(lane, l, history, worth, codeOf)
  })
  return lanes
}

function fill(
  lane: Lane,
  power: number,
  history: History,
  worth: Float64Array | null,
  codeOf: (row: number) => number,
): void {
  const measure = powerMeasure[powerKinds[power]!]
  const own = measure === 'none' ? null : measure === 'money' ? history.amount : history.days
  const { rows, codes, customer, agent, team, asked, value, recorded } = lane
  for (let p = 0; p < rows.length; p++) {
    const i = rows[p]!
    codes[p] = codeOf(i)
    customer[p] = history.customer[i]!
    agent[p] = history.agent[i]!
    team[p] = history.team[i]!
    recorded[p] = history.recorded[i]!
    if (own) asked[p] = own[i]!
    if (worth !== null && worth[i]! > 0) value[p] = worth[i]!
    if (value[p]! > lane.mostValue) lane.mostValue = value[p]!
  }
}

function worthIn({ facts }: History): Float64Array | null {
  const column = Object.hasOwn(facts, 'customer_value') ? facts.customer_value! : null
  return column?.kind === 'money' ? column.numbers : null
}
