import { wholeBasisPoints } from '../mandate/document.ts'
import { endingOf } from './ending.ts'
import { type Block, type Folding, sumOf } from './fold.ts'
import { recordedEndings } from './history.ts'
import { isPlainShare, shareOfValue } from './share.ts'
import type { Tables } from './tables.ts'

const byLift = recordedEndings.indexOf('lift')
const bySilence = recordedEndings.indexOf('stretch')
const lifted = endingOf('lifted', -1)
const stretched = endingOf('stretched', -1)
const beyond = endingOf('beyond', -1)

/**
 * Says of an ask that does not hold which limit is the first in its way, from what its counters would come to.
 * @returns whether it stands nevertheless, and so uses up its budgets
 */
export function settle(folding: Folding, tables: Tables, block: Block, j: number): boolean {
  const p = block.at[j]!
  const v = block.variants[j]!
  const { endings, sums, lane, honoured, silence } = folding
  const { recorded } = lane
  const i = lane.rows[p]!
  const { limitMax, limitStretch, limitSum, limitShares, limitRule } = tables
  if (block.blocked[j] === 1 || (honoured && recorded[p] === byLift)) {
    endings[i] = lifted
    return true
  }
  const limits = limitRule.length
  sums[sumOf.own] = block.asked[j]!
  const worth = lane.value[p]!
  const plainly = isPlainShare(lane.mostValue, tables.mostShare)
  let first = -1
  let reached = true
  for (let l = 0; l < limits; l++) {
    const at = Math.imul(v, limits) + l
    const sum = sums[limitSum[at]!]!
    let max = limitMax[at]!
    let stretch = limitStretch[at]!
    if (limitShares[l] === 1) {
      max = plainly ? (worth * max) / wholeBasisPoints : shareOfValue(worth, max)
      stretch = plainly ? (worth * stretch) / wholeBasisPoints : shareOfValue(worth, stretch)
    }
    if (sum <= max) continue
    if (first < 0) first = limitRule[l]!
    if (sum > stretch) reached = false
  }
  endings[i] = (reached ? stretched : beyond) + 8 * (first + 1)
  return reached && (silence === 'granted' || (silence === 'recorded' && recorded[p] === bySilence))
}
