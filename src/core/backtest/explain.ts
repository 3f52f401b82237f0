import { wholeBasisPoints } from '../mandate/document.ts'
import { endingOf } from './ending.ts'
import { shareOfValue } from './share.ts'
import type { Numbers, Tables } from './tables.ts'

const granted = endingOf('granted', -1)
const stretched = endingOf('stretched', -1)
const furtherBy = endingOf('beyond', -1) - stretched

/**
 * Says of an ask, from what its counters would come to, which limit is the first in its way, if any is. A
 * limit has three words, and an entry ends with the bounds of its limits: see `Tables`, `boundsAt`.
 * @param plainly see `isPlainShare`
 * @param e where the ask's entry begins
 * @param sums see `sumsOf`, from `o` on
 * @param value what its customer is worth
 * @returns the ending
 */
export function explain(
  { bounds, limits, size }: Tables,
  plainly: boolean,
  e: number,
  sums: Numbers,
  o: number,
  value: number,
): number {
  let at = e + size
  let first = 0
  let further = 0
  // From the last limit to the first, so that the first one found is kept; without a branch on what an ask comes to.
  for (let l = limits.length - 3; l >= 0; l -= 3) {
    at -= 2
    let sum = sums[o + limits[l]!]!
    let max = bounds[at]!
    let stretch = bounds[at + 1]!
    if (limits[l + 1] === 1) {
      if (plainly) sum *= wholeBasisPoints
      max = plainly ? value * max : shareOfValue(value, max)
      stretch = plainly ? value * stretch : shareOfValue(value, stretch)
    }
    first += Number(sum > max) * (limits[l + 2]! + 1 - first)
    further |= Number(sum > stretch)
  }
  return first === 0 ? granted : stretched + further * furtherBy + 8 * first
}
