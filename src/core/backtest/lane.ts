import { type PowerKind, powerKinds, powerMeasure } from '../mandate/document.ts'
import type { Asks } from './asks.ts'
import { daysOf } from './calendar.ts'
import type { History } from './history.ts'

/** The lane of asks that are malformed, whatever the mandate; the others are in their power's. */
export const malformedLane = powerKinds.length

/**
 * All asks of one power, in the order of time. A power's asks touch no counter of another's, so that each lane is folded
 * on its own, and read from end to end.
 */
export type Lane = {
  /** by position in the lane: which row of the history it is */
  rows: Int32Array
  /** by segment of `daysOf`: the position of its first ask; and the number of all at the end */
  firstOf: Int32Array
  /** what is asked for in what the power is counted in: minor units, days, or 0 */
  own: Float64Array
  /** the most that any of them asks for; and more than all of them do, in it or in times */
  mostOwn: number
  total: number
  /** made where a plan needs it; see `worthOf` */
  worth: Worth | null
  /** made for a plan, and kept for the next one that counts in the same; see `asksOf` */
  asks: Asks | null
}

/** By position: the customer's value in minor units of the ask's currency, 0 where nobody knows it; and the greatest. */
export type Worth = { values: Float64Array; most: number }

/** @param laneOf by row */
export function makeLanes(history: History, laneOf: Uint8Array): Lane[] {
  const { firstRow } = daysOf(history)
  const segments = Math.max(0, firstRow.length - 1)
  const counts = new Int32Array(malformedLane + 1)
  for (let i = 0; i < laneOf.length; i++) counts[laneOf[i]!]!++
  const lanes = Array.from(
    counts,
    (count): Lane => ({
      rows: new Int32Array(count),
      firstOf: new Int32Array(segments + 1).fill(count),
      own: new Float64Array(count),
      mostOwn: 0,
      total: count,
      worth: null,
      asks: null,
    }),
  )
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
  return lanes
}

export function writeOwn(lane: Lane, power: PowerKind, history: History): void {
  const { rows, own } = lane
  const measure = powerMeasure[power]
  const asked = measure === 'none' ? null : measure === 'money' ? history.amount : history.days
  if (!asked) return
  for (let p = 0; p < rows.length; p++) {
    own[p] = asked[rows[p]!]!
    lane.total += own[p]!
    if (own[p]! > lane.mostOwn) lane.mostOwn = own[p]!
  }
}

/** What the lane's customers were worth, found once for a history. */
export function worthOf(lane: Lane, { facts }: History): Worth {
  if (lane.worth) return lane.worth
  const column = Object.hasOwn(facts, 'customer_value') ? facts.customer_value! : null
  const worth: Worth = { values: new Float64Array(lane.rows.length), most: 0 }
  if (column?.kind === 'money')
    lane.rows.forEach((row, p) => {
      const value = column.numbers[row]!
      // What is no whole number of minor units nobody knows, as `moneyIn` has it.
      if (!(value > 0 && Number.isSafeInteger(value))) return
      worth.values[p] = value
      if (value > worth.most) worth.most = value
    })
  lane.worth = worth
  return worth
}
