/**
 * What a team reads its conversations by: criteria in its own words, each with levels from the first to the last. A
 * rubric is about what was said, never about how long it took or how much was done (laws 5 and 6).
 */
import { type Activity, findActivity } from '../expectation/activity.ts'
import { krippendorffAlpha } from '../statistics/agreement.ts'

export const criteriaBounds = { fewest: 1, most: 8 }
export const levelBounds = { fewest: 3, most: 5 }

/** `levels` in words, from where there is most to gain to where others can learn from it */
export type Criterion = { name: string; levels: string[] }

export type RubricFault = { criterion: number; level: number | null; activity: Activity }

/** Each place where a rubric names an activity; empty when nothing stands against it. */
export function findRubricFaults(criteria: readonly Criterion[]): RubricFault[] {
  return criteria.flatMap(({ name, levels }, criterion) =>
    [name, ...levels].flatMap((text, nth) => {
      const activity = findActivity(text)
      return activity ? [{ criterion, level: nth === 0 ? null : nth - 1, activity }] : []
    }),
  )
}

/** Whether a judgement fits its rubric: a level (from 0) or null for each criterion, and at least one level. */
export function fitsRubric(levels: readonly (number | null)[], criteria: readonly Criterion[]): boolean {
  return (
    levels.length === criteria.length &&
    levels.some((level) => level !== null) &&
    levels.every(
      (level, nth) => level === null || (level >= 0 && level < (criteria[nth]?.levels.length ?? 0)),
    )
  )
}

/** Fewer reviews than these would tell of the one conversation, not of the team. */
export const fewestReviews = 5

export type Pattern = { counts: number[]; of: number }

/**
 * Of each criterion, how often each level was seen; null below five reviews that speak of it. Counts of levels, never
 * their mean: levels are words in an order, and a mean of them is no thing.
 */
export function patternsOf(
  judgements: readonly (readonly (number | null)[])[],
  criteria: readonly Criterion[],
): (Pattern | null)[] {
  return criteria.map(({ levels }, nth) => {
    const seen = judgements.map((one) => one[nth] ?? null).filter((level) => level !== null)
    if (seen.length < fewestReviews) return null
    return { counts: levels.map((_, level) => seen.filter((one) => one === level).length), of: seen.length }
  })
}

/**
 * Fewer criteria read by two or more tell of one conversation, not of the rubric: with three, one that is read apart moves
 * alpha from 1 to 0.6. Of ten it takes several.
 */
export const fewestUnits = 10

/** `of`: how many criteria of how many conversations, each counted once, were read by two or more */
export type Agreement = {
  says: 'alike' | 'roughly' | 'apart' | 'few' | 'untold'
  alpha: number | null
  of: number
}

/**
 * How far several read alike: Krippendorff's alpha, ordinal, over the criteria of the conversations that they read. Above
 * 0.8 one may rely on it, from 0.667 on with care (Krippendorff 2004, Content Analysis, p. 241).
 * @param conversations of each, the levels that each of its readers saw
 */
export function agreementOf(conversations: readonly (readonly (readonly (number | null)[])[])[]): Agreement {
  const units = conversations
    .flatMap((judgements) => (judgements[0] ?? []).map((_, nth) => judgements.map((one) => one[nth] ?? null)))
    .filter((unit) => unit.filter((level) => level !== null).length > 1)
  const of = units.length
  if (of === 0) return { says: 'untold', alpha: null, of }
  const alpha = krippendorffAlpha(units, 'ordinal')
  if (units.every(isSame)) return { says: 'alike', alpha, of }
  if (alpha === null || of < fewestUnits) return { says: 'few', alpha, of }
  return { says: alpha >= 0.8 ? 'alike' : alpha >= 0.667 ? 'roughly' : 'apart', alpha, of }
}

/** Everybody who saw it saw the same. Where all is one level, alpha has nothing to tell apart, and they agree. */
function isSame(unit: readonly (number | null)[]): boolean {
  return new Set(unit.filter((level) => level !== null)).size === 1
}
