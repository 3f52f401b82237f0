/**
 * A mandate while it is being written: the document with figures that may still be missing, for whom, from when.
 * It binds nobody. What it would mean if it were signed as it stands is `completeDraft`.
 */
import type { Said } from '../language/said.ts'
import { describeMandateChange } from './change.ts'
import type { Condition } from './condition.ts'
import type { Bounds, LevelBounds, Limit, MandateDocument, Power } from './document.ts'

/** The same data, where any figure may still be missing (null). */
type Unfinished<T> = T extends number
  ? number | null
  : T extends readonly (infer Item)[]
    ? Unfinished<Item>[]
    : T extends object
      ? { [Key in keyof T]: Unfinished<T[Key]> }
      : T
export type DraftDocument = Unfinished<MandateDocument>
export type DraftPower = Unfinished<Power>
export type DraftLimit = Unfinished<Limit>
export type DraftBounds = Unfinished<Bounds>
export type DraftBound = Unfinished<Bounds[string]>
export type DraftLevel = Unfinished<LevelBounds>
export type DraftCondition = Unfinished<Condition>

export type DraftContent = {
  teamIds: string[]
  /** calendar date in the site's zone, or null: as soon as both have signed */
  from: string | null
  document: DraftDocument
}

export const blankDocument: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [],
  // the customer is on the line
  support: { minutes: 10 },
}

/** A draft with each missing figure read as nothing (0), and a missing stretch as none: as far as the limit itself. */
export function completeDraft(draft: DraftDocument): MandateDocument {
  return {
    ...draft,
    support: { ...draft.support, minutes: draft.support.minutes ?? 0 },
    powers: draft.powers.map((power) => ({
      ...power,
      limits: power.limits.map(completeLimit),
      ...(power.conditions
        ? { conditions: power.conditions.map(({ id, when }) => ({ id, when: completeCondition(when) })) }
        : {}),
    })),
  } as MandateDocument
}

/**
 * What is written so far, for sentences: a figure that is missing is still the one of `base`, where that has it, and
 * otherwise nothing is said of it. What a draft would grant is `completeDraft`.
 */
export function writtenSoFar(draft: DraftDocument, base: MandateDocument | null): MandateDocument {
  const known = new Map(
    base?.powers.flatMap(({ kind, limits }) =>
      limits.map((limit) => [`${kind} ${limit.id}`, limit] as const),
    ),
  )
  const kept = (bounds: DraftBounds, old: Bounds | undefined): DraftBounds =>
    Object.fromEntries(
      Object.entries(bounds).flatMap(([key, bound]) =>
        bound.max !== null ? [[key, bound]] : old?.[key] ? [[key, { ...old[key] }]] : [],
      ),
    )
  return completeDraft({
    ...draft,
    powers: draft.powers.map((power) => ({
      ...power,
      limits: power.limits.flatMap((limit) => {
        const bounds = kept(limit.bounds, known.get(`${power.kind} ${limit.id}`)?.bounds)
        return Object.keys(bounds).length > 0 ? [{ ...limit, bounds }] : []
      }),
    })),
  })
}

/** What one draft says and the other does not, in the sentences that also compare versions. */
export function describeDraftChange(
  before: DraftContent,
  after: DraftContent,
  nameOfTeam: (teamId: string) => string,
): Said[] {
  const said: Said[] = []
  const [old, now] = [new Set(before.teamIds), new Set(after.teamIds)]
  const names = (ids: Iterable<string>) => ({ both: [...ids].map(nameOfTeam) })
  const more = [...now].filter((id) => !old.has(id))
  const less = [...old].filter((id) => !now.has(id))
  if (more.length > 0) said.push({ key: 'change.teams_added', values: { teams: names(more) } })
  if (less.length > 0) said.push({ key: 'change.teams_removed', values: { teams: names(less) } })
  if (before.from !== after.from)
    said.push(
      after.from === null
        ? { key: 'change.from_gone', values: {} }
        : { key: 'change.from', values: { date: { date: after.from } } },
    )
  return [...said, ...describeMandateChange(completeDraft(before.document), completeDraft(after.document))]
}

function completeLimit(limit: DraftLimit): Limit {
  const { trainee, senior } = limit.levels ?? {}
  return {
    ...limit,
    bounds: completeBounds(limit.bounds),
    ...(limit.levels
      ? {
          levels: {
            ...(trainee ? { trainee: completeLevel(trainee) } : {}),
            ...(senior ? { senior: completeLevel(senior) } : {}),
          },
        }
      : {}),
  } as Limit
}

function completeLevel({ bounds, when }: DraftLevel): LevelBounds {
  return { bounds: completeBounds(bounds), ...(when ? { when: completeCondition(when) } : {}) }
}

function completeBounds(bounds: DraftBounds): Bounds {
  return Object.fromEntries(
    Object.entries(bounds).map(([key, { max, stretch }]) => [
      key,
      { max: max ?? 0, stretch: stretch ?? max ?? 0 },
    ]),
  )
}

export function completeCondition(condition: DraftCondition): Condition {
  if ('not' in condition) return { not: completeCondition(condition.not) }
  if ('all' in condition) return { all: condition.all.map(completeCondition) }
  if ('any' in condition) return { any: condition.any.map(completeCondition) }
  if ('minor' in condition)
    return {
      ...condition,
      minor: Object.fromEntries(Object.entries(condition.minor).map(([key, minor]) => [key, minor ?? 0])),
    }
  if (condition.is === 'one_of')
    return { ...condition, values: condition.values.filter((value) => value !== null) }
  return { ...condition, value: condition.value ?? 0 }
}
