/** A share of something, with how sure we are of it. `interval` is null where too few were counted. */
export type Proportion = { count: number; of: number; interval: [low: number, high: number] | null }

/** Below this many, an interval is so wide that it invites a story: none is given. */
const fewest = 20

/** The 97.5 % quantile of the standard normal distribution: a two-sided interval of 95 %. */
const z95 = 1.959963984540054

/** A proportion with its 95 % Wilson score interval; null below 20. Needs 0 ≤ count ≤ of, whole numbers. */
export function proportionOf(count: number, of: number): Proportion {
  return { count, of, interval: of < fewest ? null : wilsonInterval(count, of) }
}

/**
 * The Wilson score interval (without continuity correction) of `count` successes in `of` trials, 0 to 1.
 * E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
 * American Statistical Association 22, 209–212; recommended over the simple one by R. G. Newcombe (1998),
 * Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 857–872 (method 3).
 */
export function wilsonInterval(count: number, of: number, z = z95): [low: number, high: number] {
  const share = count / of
  const weight = (z * z) / of
  const centre = share + weight / 2
  const reach = z * Math.sqrt((share * (1 - share)) / of + weight / (4 * of))
  return [Math.max(0, (centre - reach) / (1 + weight)), Math.min(1, (centre + reach) / (1 + weight))]
}
