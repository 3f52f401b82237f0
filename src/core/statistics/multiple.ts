/**
 * Many questions at once: with a hundred looks, five in a hundred "findings" are nothing. The procedure of
 * Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical
 * Society B 57, 289–300: of what is found, at most the share `rate` is expected to be false.
 */

/**
 * Adjusted p-values, in the order given: the smallest rate at which each would be found.
 * @param pValues each from 0 to 1
 * @throws RangeError for anything else
 */
export function adjustForMany(pValues: readonly number[]): number[] {
  if (pValues.some((p) => !(p >= 0 && p <= 1))) throw new RangeError('A p-value is from 0 to 1.')
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!)
  const adjusted = new Array<number>(pValues.length)
  let smallest = 1
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const i = order[rank - 1]!
    smallest = Math.min(smallest, pValues[i]! * (order.length / rank))
    adjusted[i] = smallest
  }
  return adjusted
}

/** Which of them are found at a false-discovery rate, for example 0.1. */
export function foundAmong(pValues: readonly number[], rate: number): boolean[] {
  return adjustForMany(pValues).map((adjusted) => adjusted <= rate)
}
