import { endingOf } from './ending.ts'
import type { Block, Folding } from './fold.ts'
import { recordedEndings } from './history.ts'
import { shareOfValue } from './share.ts'
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
  const i = block.rows[j]!
  const v = block.variants[j]!
  const { endings, sums, value, honoured, silence } = folding
  const { recorded } = folding.history
  const { limitMax, limitStretch, limitSlot, limitAsks, limitShares, limitRule } = tables
  if (block.blocked[j] === 2 || (honoured && recorded[i] === byLift)) {
    endings[i] = lifted
    return true
  }
  const limits = limitRule.length
  const own = block.asked[j]!
  let first = -1
  let reached = true
  for (let l = 0; l < limits; l++) {
    const at = v * limits + l
    const slot = limitSlot[at]!
    const asks = limitAsks[l]!
    const sum = slot >= 0 ? sums[slot]! : asks === 2 ? own : asks
    const share = limitShares[l] === 1
    if (sum <= (share ? shareOfValue(value, i, limitMax[at]!) : limitMax[at]!)) continue
    if (first < 0) first = limitRule[l]!
    if (sum > (share ? shareOfValue(value, i, limitStretch[at]!) : limitStretch[at]!)) reached = false
  }
  endings[i] = (reached ? stretched : beyond) + 8 * (first + 1)
  return reached && (silence === 'granted' || (silence === 'recorded' && recorded[i] === bySilence))
}
