import type { Bound } from './document.ts'
import type { Plan } from './plan.ts'
import { asksAll, type PlannedLimit } from './weigh.ts'
import { placesInOne } from './weighing.ts'

/**
 * What the answers to a plan's questions come to: which conditions are met, and the bounds that bind then. Of one
 * plan there are few, each found once and shared, so that nothing in them ever changes.
 */
export type Standing = {
  plan: Plan
  /** by question: the conditions, then those on which bounds of a level hang (see `PlannedLimit`) */
  met: readonly boolean[]
  /** the first condition that is not met; -1 where all are */
  unmet: number
  /** by limit, as level and overlays leave them */
  bounds: readonly Bound[]
  /** by limit, whether they are those of the level */
  levelled: readonly boolean[]
  /** what a single decision may ask for under all limits without a counter, but for shares of the customer's value */
  most: number
  /** the same of those shares, in basis points; -1 where there are none */
  mostShare: number
  /**
   * by place of the limits with a counter, what a request adds (see `PlannedLimit`) and its bound: bare numbers,
   * which an engine reads without asking what they are; null where one is a share, or there are too many
   */
  counted: Float64Array | null
  rare: Rare | null
}

/** What is only there where a fact is missing or an overlay in force. */
export type Rare = {
  /** by question, the facts that it lacks */
  missing: string[][]
  /** by condition, the overlay that sets it aside */
  waived: string[]
  /** by limit, the overlays that widen it */
  widenedBy: string[][]
}

export function standingOf(plan: Plan, met: readonly boolean[]): Standing {
  const { limits, conditions } = plan
  const levelled = limits.map(
    ({ level }) => level !== null && (level.question < 0 || met[level.question] === true),
  )
  const bounds = limits.map(({ bound, level }, i) => (levelled[i] ? level!.bound : bound))
  const unmet = met.indexOf(false)
  return {
    plan,
    met,
    unmet: unmet < conditions.length ? unmet : -1,
    bounds,
    levelled,
    ...tightest(limits, bounds),
    rare: null,
  }
}

/** @param bounds as overlays widen them, by limit */
export function widened(
  standing: Standing,
  limits: readonly PlannedLimit[],
  bounds: readonly Bound[],
): Standing {
  return { ...standing, bounds, ...tightest(limits, bounds) }
}

function tightest(limits: readonly PlannedLimit[], bounds: readonly Bound[]) {
  let most = Number.POSITIVE_INFINITY
  let mostShare = -1
  const counted: number[] = []
  for (const [i, { counter, share, asks }] of limits.entries()) {
    const { max } = bounds[i]!
    if (counter !== null) counted.push(asks, share ? Number.NaN : max)
    else if (asks !== asksAll) {
      // it adds the same whatever is asked for: it never stands in the way, or always
      if (asks > max) most = -1
    } else if (!share) most = Math.min(most, max)
    else mostShare = mostShare < 0 ? max : Math.min(mostShare, max)
  }
  const places = 2 * placesInOne
  if (counted.length > places || counted.some(Number.isNaN)) return { most, mostShare, counted: null }
  while (counted.length < places) counted.push(0, Number.POSITIVE_INFINITY)
  return { most, mostShare, counted: Float64Array.from(counted) }
}
