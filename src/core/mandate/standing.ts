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
   * by place of the limits with a counter, what a request adds (see `PlannedLimit`) and what it may come to: fields
   * of their own, which an engine reads faster than lists; nothing and 0 where there is none
   */
  asks1: number
  most1: number
  asks2: number
  most2: number
  asks3: number
  most3: number
  /** whether these figures say it all: no limit with a counter is on a share, and none further down the list */
  flat: boolean
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
  let most = Number.MAX_SAFE_INTEGER // as much as a request can ask for
  let mostShare = -1
  let flat = true
  const counted: number[] = []
  for (const [i, { counter, share, asks }] of limits.entries()) {
    const { max } = bounds[i]!
    if (counter !== null) {
      counted.push(asks, max)
      flat &&= !share && counted.length <= 2 * placesInOne
    } else if (asks !== asksAll) {
      // it adds the same whatever is asked for: it never stands in the way, or always
      if (asks > max) most = -1
    } else if (!share) most = Math.min(most, max)
    else mostShare = mostShare < 0 ? max : Math.min(mostShare, max)
  }
  const [asks1 = 0, most1 = 0, asks2 = 0, most2 = 0, asks3 = 0, most3 = 0] = counted
  return { most, mostShare, asks1, most1, asks2, most2, asks3, most3, flat }
}
