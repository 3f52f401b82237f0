import type { History } from './history.ts'

/**
 * A history's asks as the fold reads them, lane after lane, and what is found of them once and kept. An ask is four
 * doubles long: the row of the history; the customer; the agent; the team, and the ground code times 65,536 (see
 * `codeParts`), all of 32 bits; then, as doubles, what is asked for in what its power is counted in (minor units,
 * days, or 0), and the customer's value in minor units of the ask's currency, 0 where nobody knows it.
 */
export type Asks = {
  words: Int32Array
  doubles: Float64Array
  /** by ask: which of its power's conditions hold, each a bit */
  truths: Uint16Array
  /** by lane: the conditions whose truths are there now */
  truthsOf: string[]
  /** by row of the history: see `recordedEndings` */
  recorded: Uint8Array
  /** the greatest value of a customer */
  mostValue: number
}

/** In an ask, in words of 32 bits: where its parts are. */
export const ask = { row: 0, customer: 1, agent: 2, teamAndCode: 3, words: 8 }
/** In doubles. */
export const asked = { own: 2, value: 3, doubles: 4 }

export function makeAsks({ recorded }: History, count: number): Asks {
  const buffer = new ArrayBuffer(count * 32)
  return {
    words: new Int32Array(buffer),
    doubles: new Float64Array(buffer),
    truths: new Uint16Array(count),
    truthsOf: [],
    recorded,
    mostValue: 0,
  }
}
