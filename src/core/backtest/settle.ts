import { wholeBasisPoints } from '../mandate/document.ts'
import { endingOf } from './ending.ts'
import type { Folding } from './fold.ts'
import { recordedEndings } from './history.ts'
import { isPlainShare, shareOfValue } from './share.ts'
import { boundsAt, type Tables } from './tables.ts'

const lifted = endingOf('lifted', -1)
const stretched = endingOf('stretched', -1)
const beyond = endingOf('beyond', -1)
const byLift = recordedEndings.indexOf('lift')
const bySilence = recordedEndings.indexOf('stretch')

/**
 * Says of an ask that does not hold which limit is the first in its way, from what its counters would come to.
 * @returns whether it stands nevertheless, and so uses up its budgets
 */
export function settle(folding: Folding, tables: Tables, p: number, e: number, barred: boolean): boolean {
  const { asks, endings, sums, honoured, silence } = folding
  const row = asks.words[p << 3]!
  const recorded = asks.recorded[row]!
  if (barred || (honoured && recorded === byLift)) {
    endings[row] = lifted
    return true
  }
  const {
    doubles: bounds,
    mostShare,
    limitSlot,
    limitOfAgent,
    limitOwn,
    limitOne,
    limitShares,
    limitRule,
  } = tables
  const limits = limitRule.length
  const asked = asks.doubles[(p << 2) + 2]!
  const value = asks.doubles[(p << 2) + 3]!
  const plainly = isPlainShare(asks.mostValue, mostShare)
  const agentKnown = (asks.words[(p << 3) + 3]! >>> 16) & 1
  const start = e + boundsAt(tables.slots.length, 0)
  let first = -1
  let reached = true
  for (let l = 0; l < limits; l++) {
    const k = limitSlot[l]!
    const counted = k >= 0 && (agentKnown | (1 - limitOfAgent[l]!)) === 1
    const sum = counted ? sums[k]! : asked * limitOwn[l]! + limitOne[l]!
    const at = start + 2 * l
    let max = bounds[at]!
    let stretch = bounds[at + 1]!
    if (limitShares[l] === 1) {
      max = plainly ? (value * max) / wholeBasisPoints : shareOfValue(value, max)
      stretch = plainly ? (value * stretch) / wholeBasisPoints : shareOfValue(value, stretch)
    }
    if (sum <= max) continue
    if (first < 0) first = limitRule[l]!
    if (sum > stretch) reached = false
  }
  endings[row] = (reached ? stretched : beyond) + 8 * (first + 1)
  return reached && (silence === 'granted' || (silence === 'recorded' && recorded === bySilence))
}
