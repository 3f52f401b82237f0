/**
 * Shares of small groups, drawn towards the share of all as far as their numbers are too small to speak for
 * themselves. Empirical Bayes with a beta prior fitted by moments: J. C. Kleinman (1973), Proportions with
 * extraneous variance, Journal of the American Statistical Association 68, 46–54, §2 (equal weights replaced
 * by the numbers counted).
 */
export type Counted = { count: number; of: number }
export type Shrunk = Counted & {
  /** the group's own share; null where nobody was counted */
  share: number | null
  /** the share as far as one can tell: between the group's own and that of all */
  shrunk: number
  /** how much of it is the group's own, 0 to 1 */
  weight: number
}

/** @throws RangeError unless 0 ≤ count ≤ of, whole */
export function shrinkShares(groups: readonly Counted[]): Shrunk[] {
  for (const { count, of } of groups)
    if (!(Number.isSafeInteger(count) && Number.isSafeInteger(of) && count >= 0 && count <= of))
      throw new RangeError('A count is whole and at most what it is counted of.')
  const total = groups.reduce((sum, { of }) => sum + of, 0)
  const share = total === 0 ? 0 : groups.reduce((sum, { count }) => sum + count, 0) / total
  const strength = priorStrength(groups, share, total)
  return groups.map(({ count, of }) => {
    const weight = strength === Number.POSITIVE_INFINITY ? 0 : of / (of + strength)
    const own = of === 0 ? null : count / of
    return { count, of, share: own, shrunk: own === null ? share : share + weight * (own - share), weight }
  })
}

/** α + β of the prior: how many people's answers the share of all is worth. Infinite where groups don't differ. */
function priorStrength(groups: readonly Counted[], share: number, total: number): number {
  const counted = groups.filter(({ of }) => of > 0)
  const spread = share * (1 - share)
  if (counted.length < 2 || spread === 0) return Number.POSITIVE_INFINITY
  const observed = counted.reduce((sum, { count, of }) => sum + of * (count / of - share) ** 2, 0)
  const squares = counted.reduce((sum, { of }) => sum + of * of, 0)
  const effective = total - squares / total
  // E[observed] = spread · ((groups − 1) + ρ · (effective − (groups − 1))), with ρ the correlation within groups
  const rho = (observed / spread - (counted.length - 1)) / (effective - (counted.length - 1))
  if (!(rho > 0)) return Number.POSITIVE_INFINITY
  return rho >= 1 ? 0 : 1 / rho - 1
}
