import { type PowerKind, powerKinds, powerMeasure } from '../mandate/document.ts'
import { type Asks, ask, asked } from './asks.ts'
import { daysOf } from './calendar.ts'
import type { History } from './history.ts'

/** The lane of asks that are malformed, whatever the mandate; the others are in their power's. */
export const malformedLane = powerKinds.length

/**
 * All asks of one power, in the order of time. A power's asks touch no counter of another's, so that each lane is
 * folded on its own, and read from end to end (see `Asks`).
 */
export type Lane = {
  /** by position in the lane: which row of the history it is */
  rows: Int32Array
  /** by segment of `daysOf`: the position of its first ask; and the number of all at the end */
  firstOf: Int32Array
  /** which of all asks its first one is */
  first: number
}

/** @param laneOf by row */
export function makeLanes(history: History, laneOf: Uint8Array): Lane[] {
  const { firstRow } = daysOf(history)
  const segments = Math.max(0, firstRow.length - 1)
  const counts = new Int32Array(malformedLane + 1)
  for (let i = 0; i < laneOf.length; i++) counts[laneOf[i]!]!++
  let first = 0
  const lanes = Array.from(counts, (count): Lane => {
    const lane = {
      rows: new Int32Array(count),
      firstOf: new Int32Array(segments + 1).fill(count),
      first,
    }
    first += count
    return lane
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
  return lanes
}

/** @param codeOf by row; see `codeParts` */
export function writeAsks(
  { rows, first }: Lane,
  power: PowerKind,
  history: History,
  asks: Asks,
  codeOf: (row: number) => number,
): void {
  const measure = powerMeasure[power]
  const own = measure === 'none' ? null : measure === 'money' ? history.amount : history.days
  const worth = worthIn(history)
  const { words, doubles } = asks
  const { customer, agent, team } = history
  for (let p = 0; p < rows.length; p++) {
    const i = rows[p]!
    const at = (first + p) * ask.words
    words[at + ask.row] = i
    words[at + ask.customer] = customer[i]!
    words[at + ask.agent] = agent[i]!
    words[at + ask.teamAndCode] = team[i]! | (codeOf(i) << 16)
    const place = (first + p) * asked.doubles
    if (own) doubles[place + asked.own] = own[i]!
    // What is no whole number of minor units nobody knows, as `moneyIn` has it.
    const value = worth !== null && worth[i]! > 0 && Number.isSafeInteger(worth[i]!) ? worth[i]! : 0
    doubles[place + asked.value] = value
    if (value > asks.mostValue) asks.mostValue = value
  }
}

function worthIn({ facts }: History): Float64Array | null {
  const column = Object.hasOwn(facts, 'customer_value') ? facts.customer_value! : null
  return column?.kind === 'money' ? column.numbers : null
}
