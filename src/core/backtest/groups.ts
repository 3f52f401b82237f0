import type { LimitWindow } from '../mandate/document.ts'
import { daysOf, periodsOf } from './calendar.ts'
import type { History } from './history.ts'
import type { Lane } from './lane.ts'

/** Whose budget it is, over what window, and whether each currency has its own. */
export type Budget = { scope: 'customer' | 'agent' | 'team'; window: LimitWindow; perCurrency: boolean }

/**
 * The asks of a lane that use one budget up between them: those of one subject, in one period, in one currency. They
 * have one cell; cells are numbered in the order of their first asks, so that those in use lie near one another.
 */
export type Groups = {
  /** by position: the cell; 0 where no other ask uses that budget, so that there is nothing to be kept */
  cell: Int32Array
  /** how many cells, with the one of nobody */
  cells: number
}

/**
 * At one instant there are at most three dates on earth, side by side, and two of any longer period: so many places for each
 * subject hold all periods that an ask may still come to.
 */
const open = 4

/** Whether an array can hold the open periods of all subjects. */
export function canBeGrouped({ customers, agents, teams, currencies }: History): boolean {
  const subjects = Math.max(customers, agents, teams.length)
  return subjects * Math.max(1, currencies.length) * open * 2 < 2 ** 31
}

export function groupsOf(history: History, lane: Lane, { scope, window, perCurrency }: Budget): Groups {
  const { rows, firstOf } = lane
  const { calendarOf } = daysOf(history)
  const { currency, team } = history
  const currencies = perCurrency ? Math.max(1, history.currencies.length) : 1
  const subjects = history[scope]
  // An agent whom nobody recorded is beyond the last one, and has no budget.
  const count =
    scope === 'customer' ? history.customers : scope === 'agent' ? history.agents : history.teams.length
  const periods = periodsOf(history, window)
  /** by subject, currency and open period: the period, and the number of its group, from 1 */
  const latest = new Int32Array(count * currencies * open * 2)
  const times = new Int32Array(rows.length + 1)
  const cell = new Int32Array(rows.length)
  let next = 1
  for (let s = 0; s + 1 < firstOf.length; s++) {
    const periodOf = Int32Array.from(history.teams, (_, t) => periods[calendarOf[t]!]![s]!)
    for (let p = firstOf[s]!; p < firstOf[s + 1]!; p++) {
      const i = rows[p]!
      const subject = subjects[i]!
      if (subject >= count) continue
      const period = periodOf[team[i]!]!
      const own = subject * currencies + (perCurrency ? currency[i]! : 0)
      const at = (own * open + (period & (open - 1))) * 2
      if (latest[at] !== period || latest[at + 1] === 0) {
        latest[at] = period
        latest[at + 1] = next++
      }
      const number = latest[at + 1]!
      cell[p] = number
      times[number]!++
    }
  }
  let cells = 1
  for (let p = 0; p < cell.length; p++) {
    const number = cell[p]!
    // Once a group has its cell, `times` holds it, negative.
    if (times[number]! > 1) times[number] = -cells++
    cell[p] = times[number]! < 0 ? -times[number]! : 0
  }
  return { cell, cells }
}
