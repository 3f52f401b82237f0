import type { Role } from '../person/permissions.ts'

/**
 * Who answers a support request, in the order in which silence passes it upwards. The last one keeps it: it
 * stays open and late, in plain sight, rather than dying.
 */
export const supportLevels = ['coach', 'manager', 'administrator'] as const satisfies readonly Role[]
export type SupportLevel = (typeof supportLevels)[number]

export type SupportRequestState = {
  kind: 'lift' | 'obstacle'
  level: SupportLevel
  /** ms; when the clock of the present level runs out */
  dueAt: number
  /** the stretch of every limit in the way reaches it: weighed when asked, and again when the clock runs out */
  withinStretch: boolean
  open: boolean
}

export type SilenceOutcome =
  | { type: 'nothing' }
  /** law 2: unanswered in time and within the stretch, the decision stands */
  | { type: 'stands' }
  | { type: 'passed_up'; to: SupportLevel; dueAt: number }
  /** nobody is left above: it stays where it is, late */
  | { type: 'late' }

/** What follows when the clock of a request runs out unanswered. */
export function decideSilence(request: SupportRequestState, now: number, minutes: number): SilenceOutcome {
  if (!request.open || now < request.dueAt) return { type: 'nothing' }
  if (request.kind === 'lift' && request.withinStretch) return { type: 'stands' }
  const to = supportLevels[supportLevels.indexOf(request.level) + 1]
  if (!to) return { type: 'late' }
  return { type: 'passed_up', to, dueAt: now + minutes * 60_000 }
}

/** Whether somebody with these roles may answer a request that stands at this level: that level or above. */
export function mayAnswer(held: readonly Role[], level: SupportLevel): boolean {
  return supportLevels.slice(supportLevels.indexOf(level)).some((role) => held.includes(role))
}
