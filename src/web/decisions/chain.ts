import type { Decision } from '../../contract/decision.ts'

/** The decisions of one chain among others: the first, and what adds to it. */
export function chainOf(decision: Decision, among: readonly Decision[]): Decision[] {
  const first = decision.corrects ?? decision.id
  return among.filter(({ id, corrects }) => id === first || corrects === first)
}

/** What a chain came to: minor units, and days. */
export function totalOf(chain: readonly Decision[]): { minor: number; days: number } {
  return chain.reduce(
    (sum, { amount, days }) => ({ minor: sum.minor + amount.minor, days: sum.days + (days ?? 0) }),
    { minor: 0, days: 0 },
  )
}
