import { shareOf } from '../mandate/document.ts'

/** A share of a customer's value as `shareOf` has it, and nothing where the value is 0 or less. */
export function shareOfValue(value: number, basisPoints: number): number {
  return value > 0 ? shareOf(value, basisPoints) : 0
}

/**
 * Whether, up to this value and these basis points, a whole number is within `shareOf(value, basisPoints)` just
 * when it is within `(value * basisPoints) / 10_000`: below 2^49 the product is exact, and a quotient that is no
 * whole number is told from the next one. The rounding down then may be left out.
 */
export function isPlainShare(value: number, basisPoints: number): boolean {
  return value * basisPoints < 2 ** 49
}
