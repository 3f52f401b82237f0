import type { MandateDocument } from '../mandate/document.ts'
import { replay } from './backtest.ts'
import { differencesOf, standingOf, standingRecorded } from './compare.ts'
import type { History } from './history.ts'
import { compilePlan } from './plan.ts'

/**
 * Asks that led to nothing then and would be decided at once under this document, with every limit and its budgets
 * (lifts and silence left out: the mandate's own reach).
 * @param teamIds whose mandate it is; the asks of others use nothing up
 * @returns rows of the history, the newest first, at most `most`
 */
export function rowsThatCouldHave(
  history: History,
  document: MandateDocument,
  teamIds: readonly string[],
  most: number,
): number[] {
  if (history.rows === 0) return []
  const teams = history.teams.flatMap(({ id }, index) => (teamIds.includes(id) ? [index] : []))
  const standing = standingOf(history, replay(compilePlan(document), history, { teams }))
  const { gained } = differencesOf(standingRecorded(history), standing)
  return Array.from(gained.subarray(Math.max(0, gained.length - most))).reverse()
}
