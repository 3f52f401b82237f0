import type { Role } from '../person/permissions.ts'

/** Who answers a reported breach. */
export const answerLevels = ['manager', 'administrator', 'sponsor'] as const satisfies readonly Role[]
export type AnswerLevel = (typeof answerLevels)[number]

/** What a breach was, in the reporter's choice. */
export const breachKinds = ['scored', 'charged', 'blamed', 'held_back', 'threatened', 'other'] as const
export type BreachKind = (typeof breachKinds)[number]

export const breachOutcomes = ['put_right', 'not_a_breach'] as const
export type BreachOutcome = (typeof breachOutcomes)[number]

/** Unanswered for this many days, the next level sees it too. */
export const passesUpAfterDays = 7

/**
 * The levels above somebody, nearest first. Above a sponsor stands only another sponsor, and then the administrators:
 * whoever it concerns is left out of each by the caller.
 */
export function levelsAbove(roles: readonly Role[]): readonly AnswerLevel[] {
  if (roles.includes('sponsor')) return ['sponsor', 'administrator']
  if (roles.includes('administrator')) return ['sponsor']
  if (roles.includes('manager')) return ['administrator', 'sponsor']
  return answerLevels
}

/**
 * Who a breach goes to: the nearest level above that has somebody else in it.
 * @param others how many people each level has, without the one concerned and without whoever reports
 * @returns null where nobody is above
 */
export function chooseLevel(
  roles: readonly Role[],
  others: Readonly<Record<AnswerLevel, number>>,
): AnswerLevel | null {
  return levelsAbove(roles).find((level) => others[level] > 0) ?? null
}
