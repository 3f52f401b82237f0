import { type PowerKind, powerKinds, powerMeasure } from '../mandate/document.ts'
import { daysOf } from './calendar.ts'
import type { History } from './history.ts'
import { ask, type Machine, writeLong } from './machine.ts'

/** The lane of asks that are malformed, whatever the mandate; the others are in their power's. */
export const malformedLane = powerKinds.length

/**
 * All asks of one power, in the order of time. A power's asks touch no counter of another's, so that each lane is
 * folded on its own, and read from end to end in the machine's memory (see `ask`).
 */
export type Lane = {
  /** by position in the lane: which row of the history it is */
  rows: Int32Array
  /** by segment of `daysOf`: the position of its first ask; and the number of all at the end */
  firstOf: Int32Array
  /** which of all asks in the memory its first one is */
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

/**
 * Writes a lane's asks into the memory.
 * @param codeOf by row; see `codeParts`
 * @returns the greatest value of a customer
 */
export function writeAsks(
  { rows, first }: Lane,
  power: PowerKind,
  history: History,
  { memory }: Machine,
  codeOf: (row: number) => number,
): number {
  const measure = powerMeasure[power]
  const own = measure === 'none' ? null : measure === 'money' ? history.amount : history.days
  const worth = worthIn(history)
  const words = new Int32Array(memory.buffer)
  const shorts = new Uint16Array(memory.buffer)
  const { customer, agent, team } = history
  let most = 0
  for (let p = 0; p < rows.length; p++) {
    const i = rows[p]!
    const at = (first + p) * ask.bytes
    words[(at + ask.row) >> 2] = i
    words[(at + ask.customer) >> 2] = customer[i]!
    words[(at + ask.agent) >> 2] = agent[i]!
    shorts[(at + ask.team) >> 1] = team[i]!
    shorts[(at + ask.code) >> 1] = codeOf(i)
    if (own) writeLong(words, at + ask.asked, own[i]!)
    // What is no whole number of minor units nobody knows, as `moneyIn` has it.
    const value = worth !== null && worth[i]! > 0 && Number.isSafeInteger(worth[i]!) ? worth[i]! : 0
    writeLong(words, at + ask.value, value)
    if (value > most) most = value
  }
  return most
}

function worthIn({ facts }: History): Float64Array | null {
  const column = Object.hasOwn(facts, 'customer_value') ? facts.customer_value! : null
  return column?.kind === 'money' ? column.numbers : null
}
