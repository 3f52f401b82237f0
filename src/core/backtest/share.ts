import { shareOf } from '../mandate/document.ts'

/** As `shareOf` of the customer's value, nothing where nobody knows it; faster where the product is exact. */
export function shareOfValue(value: Float64Array | null, row: number, basisPoints: number): number {
  const worth = value === null ? 0 : value[row]!
  if (!(worth > 0)) return 0
  const product = worth * basisPoints
  // Below 2^49 a quotient by 10,000 that is no whole number is told from the next one.
  return product < 562_949_953_421_312 ? Math.floor(product / 10_000) : shareOf(worth, basisPoints)
}
