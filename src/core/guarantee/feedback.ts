/** What one may write about a colleague, as kinds. A score is 0 to 100 on a contact; a bonus and a deduction are pay. */
export const feedbackKinds = ['praise', 'coaching', 'improve', 'score', 'bonus', 'deduction'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

/** What a score may cover: how a conversation went. No part of it is a decision, nor how long it took. */
export const rubricParts = ['listening', 'clarity', 'accuracy', 'language', 'follow_up'] as const
export type RubricPart = (typeof rubricParts)[number]

/** How the writer stands to the person: in their team, as its coach, or as manager of its site. */
export type Standing = 'peer' | 'coach' | 'manager'

/** Colleagues thank and suggest; whoever coaches also criticises and scores; pay is the manager's. */
export const kindsByStanding: Record<Standing, readonly FeedbackKind[]> = {
  peer: ['praise', 'coaching'],
  coach: ['praise', 'coaching', 'improve', 'score'],
  manager: feedbackKinds,
}

/** Above the writer, so that nobody judges their own attempt: what a manager tried, an administrator sees. */
export function seenFrom(standing: Standing): 'manager' | 'administrator' {
  return standing === 'manager' ? 'administrator' : 'manager'
}
