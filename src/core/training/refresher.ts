import type { OpportunityKind } from '../coaching/question.ts'

/**
 * Patterns that practice may help, each with the shipped course that speaks of it. A lift that is asked for again and
 * again wants another mandate, an obstacle wants to be taken away, and what is done well wants to be told: nobody
 * is sent to practise for those.
 */
export const refreshedBy = {
  // "Doubts first"
  returning_doubt: '2-how-to-use-it',
  // "What protects you"
  unused_authority: '1-what-authority-is',
} as const satisfies Partial<Record<OpportunityKind, string>>
export type RefreshedKind = keyof typeof refreshedBy

export function isRefreshed(kind: OpportunityKind): kind is RefreshedKind {
  return kind in refreshedBy
}

/** At once for one team: a refresher for everything is a refresher for nothing. */
export const mostProposed = 2

/** A pattern of a team: a touchpoint and what came of its contacts, nobody in it. */
export type Pattern = { opportunityId: string; kind: OpportunityKind; subject: string }

export type Material =
  | { kind: 'scenario'; id: string; touchpoint: string | null; language: string; turns: number }
  | { kind: 'course'; id: string; shipped: string | null; lessons: number }

export type Proposed = { pattern: Pattern & { kind: RefreshedKind }; material: Material }

/**
 * What to propose for a team's patterns: each pattern something of its own, a case of the same touchpoint before a
 * course, and no more at once than is read. A pattern that nothing fits is left out until there is something.
 * @param patterns the weightiest first
 * @param materials approved scenarios and published courses, newest first; those that were proposed already left out
 * @param languages that the team serves customers in
 * @param open how many are proposed to the team now
 */
export function proposeRefreshers(
  patterns: readonly Pattern[],
  materials: readonly Material[],
  { languages, open }: { languages: readonly string[]; open: number },
): Proposed[] {
  const left = [...materials]
  const proposed: Proposed[] = []
  for (const pattern of patterns) {
    if (open + proposed.length >= mostProposed) break
    const { kind } = pattern
    if (!isRefreshed(kind)) continue
    const at = fitting(kind, pattern.subject, left, languages)
    if (at >= 0) proposed.push({ pattern: { ...pattern, kind }, material: left.splice(at, 1)[0]! })
  }
  return proposed
}

/** Minutes that it takes to read a turn of a case, answer it and think about it; and a lesson with its question. */
const minutesPerTurn = 4
const minutesPerLesson = 5

/** About how long it takes, in fives of minutes: nobody is held to it. */
export function minutesFor(material: { turns: number } | { lessons: number }): number {
  const minutes = 'turns' in material ? material.turns * minutesPerTurn : material.lessons * minutesPerLesson
  return Math.max(5, Math.ceil(minutes / 5) * 5)
}

function fitting(
  kind: RefreshedKind,
  touchpoint: string,
  materials: readonly Material[],
  languages: readonly string[],
): number {
  const scenario = materials.findIndex(
    (one) => one.kind === 'scenario' && one.touchpoint === touchpoint && languages.includes(one.language),
  )
  return scenario >= 0
    ? scenario
    : materials.findIndex((one) => one.kind === 'course' && one.shipped === refreshedBy[kind])
}
