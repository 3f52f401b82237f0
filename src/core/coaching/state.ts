/** What becomes of an opportunity: it is the coach's and the team's to say. */
export const opportunityStates = ['new', 'taken_up', 'shared', 'set_aside'] as const
export type OpportunityState = (typeof opportunityStates)[number]

/** What one may make of it, by where it stands. What others were told stays told; what was set aside may come back. */
const moves: Record<OpportunityState, readonly Exclude<OpportunityState, 'new'>[]> = {
  new: ['taken_up', 'shared', 'set_aside'],
  taken_up: ['shared', 'set_aside'],
  set_aside: ['taken_up', 'shared'],
  shared: [],
}

export function mayBecome(state: OpportunityState): readonly Exclude<OpportunityState, 'new'>[] {
  return moves[state]
}

/**
 * A pattern that was settled is told again only of contacts that are all later: the same ones again would be the
 * same evidence twice.
 * @param settledDay day number of the Monday before which the settled one's contacts ended
 * @param day day number of the Monday before which the new one's end
 * @param weeks how many weeks of contacts the new one stands on
 */
export function isFresh(settledDay: number, day: number, weeks: number): boolean {
  return day - 7 * weeks >= settledDay
}
