/** Whether the latest four whole weeks took longer or shorter than those before, or as before as far as one can tell. */
export type Trend = 'longer' | 'shorter' | 'as_before' | 'too_few'

/** Whole weeks that are compared with those before them: a month of work. */
export const trendWeeks = 4
/** On either side: below it, the test's approximation by a normal distribution does not hold. */
const fewestPerSide = 8
/** The 97.5 % quantile of the standard normal: chance alone says "longer" or "shorter" one time in twenty. */
const z95 = 1.959963984540054

/**
 * The rank test of H. B. Mann and D. R. Whitney (1947), On a test of whether one of two random variables is
 * stochastically larger than the other, with the correction for ties and for continuity. Ranks, because one contact
 * that took an afternoon must not tell the story of a month.
 * @param contacts of whole weeks only
 * @param mondays of all weeks shown, oldest first; the last is the present one
 */
export function trendOf(
  contacts: readonly { monday: string; seconds: number }[],
  mondays: readonly string[],
): Trend {
  const since = mondays[mondays.length - 1 - trendWeeks] ?? mondays[0]!
  const latest = contacts.filter(({ monday }) => monday >= since).map(({ seconds }) => seconds)
  const before = contacts.filter(({ monday }) => monday < since).map(({ seconds }) => seconds)
  if (latest.length < fewestPerSide || before.length < fewestPerSide) return 'too_few'
  const z = rankZ(latest, before)
  return z > z95 ? 'longer' : z < -z95 ? 'shorter' : 'as_before'
}

/** How far the first sample stands above the second, in standard deviations; 0 where all are alike. */
export function rankZ(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, mine: true })),
    ...second.map((value) => ({ value, mine: false })),
  ]
  all.sort((a, b) => a.value - b.value)
  const n = all.length
  let rankSum = 0
  let ties = 0
  for (let i = 0; i < n; ) {
    let j = i
    while (j < n && all[j]!.value === all[i]!.value) j += 1
    // ranks i + 1 to j share their mean
    for (let k = i; k < j; k += 1) if (all[k]!.mine) rankSum += (i + 1 + j) / 2
    ties += (j - i) ** 3 - (j - i)
    i = j
  }
  const above = rankSum - (first.length * (first.length + 1)) / 2 - (first.length * second.length) / 2
  const variance = ((first.length * second.length) / 12) * (n + 1 - ties / (n * (n - 1)))
  if (variance <= 0) return 0
  return Math.sign(above) * (Math.max(0, Math.abs(above) - 0.5) / Math.sqrt(variance))
}
