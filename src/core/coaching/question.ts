import { shrinkShares } from '../statistics/shrink.ts'

/**
 * What is asked each week of a team's outcomes. Never of what people do, and never of one person: a subject is
 * a touchpoint or a power, and what counts is what came of it for customers and for the front line.
 */
export const opportunityKinds = [
  /** touchpoint: of the contacts put before the customer, those that came back or were not clear */
  'returning_doubt',
  /** touchpoint: of the contacts closed, those that left a customer unhappy though the mandate had room */
  'unused_authority',
  /** power: of the contacts in which the team wanted it, those in which the mandate was not wide enough */
  'repeated_lift',
  /** touchpoint: of the contacts opened, those in which something stood in the way */
  'shared_obstacle',
  /** touchpoint: of the contacts closed, those that ended well at once */
  'done_well',
] as const
export type OpportunityKind = (typeof opportunityKinds)[number]

/** What a share is compared with. */
export const comparisons = [
  /** the team's other touchpoints, or its other powers, in the same weeks */
  'others',
  /** the same touchpoint at the client's other teams, in the same weeks */
  'teams',
  /** the same touchpoint in the weeks before */
  'before',
] as const
export type Comparison = (typeof comparisons)[number]

export type Group = {
  /** a touchpoint's or a power's code */
  subject: string
  count: number
  of: number
  /** the contacts counted are of at least as many people as `fewestPeople` says */
  many: boolean
}

export type Question = Group & {
  kind: OpportunityKind
  compared: Comparison
  restCount: number
  restOf: number
  /** the share as far as one can tell from so few, 0 to 1 (statistics/shrink.ts) */
  shrunk: number
}

/** Of fewer contacts than this, on either side, nothing is asked. It depends on no outcome, so it biases no test. */
export const fewestAsked = 5

/** What one person met is theirs, not the team's; an obstacle is met by many from three people on. */
export const fewestPeople: Record<OpportunityKind, number> = {
  returning_doubt: 2,
  unused_authority: 2,
  repeated_lift: 2,
  shared_obstacle: 3,
  done_well: 2,
}

/** A client's other teams are compared with where they closed at least this many contacts between them. */
export const enoughElsewhere = 30

/** Each group against all the others of the same kind. */
export function askAgainstOthers(kind: OpportunityKind, groups: readonly Group[]): Question[] {
  const all = sumOf(groups)
  const shrunk = shrinkShares(groups)
  return groups
    .map((group, nth) => ({
      ...group,
      kind,
      compared: 'others' as const,
      restCount: all.count - group.count,
      restOf: all.of - group.of,
      shrunk: shrunk[nth]!.shrunk,
    }))
    .filter(isAskable)
}

/** Each group against the same subject elsewhere or earlier. */
export function askAgainstSame(
  kind: OpportunityKind,
  groups: readonly Group[],
  rest: readonly Pick<Group, 'subject' | 'count' | 'of'>[],
  compared: 'teams' | 'before',
): Question[] {
  return groups
    .map((group) => {
      const same = sumOf(rest.filter(({ subject }) => subject === group.subject))
      const [own] = shrinkShares([group, same])
      return { ...group, kind, compared, restCount: same.count, restOf: same.of, shrunk: own!.shrunk }
    })
    .filter(isAskable)
}

function sumOf(groups: readonly Pick<Group, 'count' | 'of'>[]): { count: number; of: number } {
  return groups.reduce((sum, { count, of }) => ({ count: sum.count + count, of: sum.of + of }), {
    count: 0,
    of: 0,
  })
}

function isAskable({ of, restOf }: Question): boolean {
  return of >= fewestAsked && restOf >= fewestAsked
}
