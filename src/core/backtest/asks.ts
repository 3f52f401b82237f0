import { daysOf } from './calendar.ts'
import { type Budget, groupsOf } from './groups.ts'
import type { History } from './history.ts'
import type { Lane } from './lane.ts'

/**
 * A lane's asks as the fold reads them: what hangs on no mandate, and the cells of the budgets that a mandate counts in.
 * Each is `size` words of 32 bits, see `ask`: what lies together an engine reads with one look at where it lies.
 */
export type Asks = {
  words: Int32Array
  size: number
  /** how many cells, with the first, which is nobody's */
  cells: number
  /** the slot with the most cells */
  widest: number
  /** which budgets they are cells of, and what is known of them now; see `writeKnown` */
  budgets: string
  knownOf: string
}

/** In an ask: where its parts are. */
export const ask = {
  /** of the history */
  row: 0,
  /** the team, and the ground code times 65,536 (see `codeParts`) */
  teamAndCode: 1,
  /** a number that says which conditions hold; see `writeKnown` */
  known: 2,
  /** what is asked for, where it is below 2^31; in what the power is counted in */
  own: 3,
  /** of each budget, its cell */
  cells: 4,
}

/** So many asks after the last are nobody's: the fold looks ahead. */
export const aheadBy = 16

/** There are places for so many budgets at least: the fast fold knows them by heart. */
export const fewSlots = 4
export const placesOf = (slots: number) => Math.max(fewSlots, slots)

export function asksOf(history: History, lane: Lane, budgets: readonly Budget[]): Asks {
  const key = JSON.stringify(budgets)
  if (lane.asks?.budgets === key) return lane.asks
  const { rows } = lane
  const size = ask.cells + placesOf(budgets.length)
  const words = new Int32Array((rows.length + aheadBy) * size)
  const codeOf = codesOf(history)
  const groups = budgets.map((budget) => groupsOf(history, lane, budget))
  let cells = 1
  const begins = groups.map((group) => {
    cells += group.cells - 1
    return cells - group.cells
  })
  for (let p = 0; p < rows.length; p++) {
    const row = rows[p]!
    const at = p * size
    words[at + ask.row] = row
    words[at + ask.teamAndCode] = history.team[row]! | (codeOf(row) << 16)
    words[at + ask.own] = lane.own[p]!
    for (let k = 0; k < groups.length; k++) {
      const cell = groups[k]!.cell[p]!
      if (cell > 0) words[at + ask.cells + k] = begins[k]! + cell
    }
  }
  const counts = groups.map((group) => group.cells)
  const widest = Math.max(0, counts.indexOf(Math.max(...counts)))
  lane.asks = { words, size, cells, widest, budgets: key, knownOf: '' }
  return lane.asks
}

/**
 * Everything small that bounds hang on, in one number: calendar, currency and level.
 * @returns by row
 */
function codesOf(history: History): (row: number) => number {
  const { calendarOf } = daysOf(history)
  const { team, currency, level } = history
  const currencies = Math.max(1, history.currencies.length)
  return (row) => (calendarOf[team[row]!]! * currencies + currency[row]!) * 3 + level[row]!
}

export function codeParts(code: number, currencies: number) {
  const pair = Math.floor(code / 3)
  return { level: code % 3, currency: pair % currencies, calendar: Math.floor(pair / currencies) }
}

/** How many different codes there can be. */
export function codeSpan(history: History): number {
  return daysOf(history).days.length * Math.max(1, history.currencies.length) * 3
}
