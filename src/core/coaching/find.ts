import { moreThanRest } from '../statistics/fisher.ts'
import { adjustForMany } from '../statistics/multiple.ts'
import type { Question } from './question.ts'

/**
 * Of the patterns shown, at most this share is expected to be chance; where there is no pattern at all, at most
 * this share of a team's weeks shows one. Stated in docs/coaching.md, held by test/simulation/coaching.test.ts.
 */
export const falseDiscoveryRate = 0.1

/** One or two contacts are an anecdote, however unlikely. Weighed after the test, so that it can only find less. */
export const fewestFound = 3

export type Finding = Question & {
  /** Fisher's exact test, one-sided: how often chance alone would give this or more */
  p: number
  /** the same among all questions of the week (Benjamini and Hochberg 1995) */
  adjusted: number
}

/**
 * The patterns of one team in one week: all that was asked, tested exactly and controlled together. Those that
 * would help the most contacts come first.
 *
 * With few contacts many questions cannot be answered at all: even if every hit were on their side, chance would
 * explain it. They are not weighed, by the procedure of P. B. Gilbert (2005), A modified false discovery rate
 * multiple-comparisons procedure for discrete data, Journal of the Royal Statistical Society C 54, 143–158, which
 * leaves out by the totals alone (R. E. Tarone 1990, Biometrics 46, 515–522) and so keeps the rate.
 * @param questions every question asked of the team in the week, whatever its kind: leaving some out here
 *   would break the stated rate
 * @returns `asked`: how many of them were weighed
 */
export function findOpportunities(questions: readonly Question[]): { asked: number; found: Finding[] } {
  const weighed = answerable(questions)
  const pValues = weighed.map(({ count, of, restCount, restOf }) =>
    moreThanRest(count, of, restCount, restOf),
  )
  const adjusted = adjustForMany(pValues)
  const found = weighed
    .map((question, nth) => ({ ...question, p: pValues[nth]!, adjusted: adjusted[nth]! }))
    .filter((one) => one.adjusted <= falseDiscoveryRate && one.count >= fewestFound && one.many)
    .sort((a, b) => excessOf(b) - excessOf(a) || a.adjusted - b.adjusted)
  return { asked: weighed.length, found }
}

/** Those that could be found if the data were as clear as their totals allow: the smallest K with at most K of them. */
function answerable(questions: readonly Question[]): Question[] {
  const clearest = questions.map(({ count, of, restCount, restOf }) => {
    const hits = count + restCount
    const most = Math.min(of, hits)
    return moreThanRest(most, of, hits - most, restOf)
  })
  for (let k = 1; ; k += 1) {
    const within = questions.filter((_, nth) => clearest[nth]! <= falseDiscoveryRate / k)
    if (within.length <= k) return within
  }
}

/** How many contacts more than elsewhere, by the shrunk share: what a pattern is worth looking at for. */
function excessOf({ shrunk, of, restCount, restOf }: Question): number {
  return (shrunk - restCount / restOf) * of
}

/** Nobody reads p-values: of findings as clear as this one, at most one in so many is chance (2 to 1000). */
export function oneInHowMany(adjusted: number): number {
  const n = Math.floor(1 / Math.max(adjusted, 1e-6))
  return Math.max(2, Math.min(1000, n < 20 ? n : n < 100 ? n - (n % 10) : n - (n % 100)))
}
