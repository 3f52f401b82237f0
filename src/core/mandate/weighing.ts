import { type Bound, shareOf } from './document.ts'
import type { Evaluation } from './evaluate.ts'
import type { Standing } from './standing.ts'
import { asksAll, type Check, type ConditionCheck, type PlannedLimit, tellCheck } from './weigh.ts'

/** How a weighing ended where no rule is in the way: below the rules, which are numbered from 0. */
export const byMandate = -1
export const byLift = -2
export const refusals = ['malformed', 'power_absent', 'out_of_date', 'currency_absent'] as const
/** the first of `refusals`; the others follow downwards */
const firstRefusal = -3

/**
 * A request weighed: what `Evaluation` says, each figure to be read from the numbers it was weighed on, which
 * are kept here and no longer hang on counters, facts or overlays. `evaluation()` tells it all as plain data.
 * One small object, so that whoever weighs millions makes little that is thrown away.
 */
export class Weighing {
  private readonly standing: Standing | null
  /** the first rule in the way, conditions before limits, or one of the numbers above */
  private end: number
  /** what is asked for: minor units or days, as the power is counted in */
  private readonly amount: number
  /** what the customer is worth; null where that is not known, or hangs on nothing */
  private readonly value: number | null
  /** what is used of the limits with a counter, by their places */
  private readonly used1: number
  private readonly used2: number
  private readonly used3: number
  private readonly more: readonly number[]

  constructor(
    standing: Standing | null,
    end: number,
    amount: number,
    value: number | null,
    used1: number,
    used2: number,
    used3: number,
    more: readonly number[],
  ) {
    this.standing = standing
    this.end = end
    this.amount = amount
    this.value = value
    this.used1 = used1
    this.used2 = used2
    this.used3 = used3
    this.more = more
  }

  /** Where something is in the way: unless a lift covers it, the first rule that is. */
  findEnd(lifted: boolean): this {
    const { unmet, plan } = this.standing!
    if (unmet >= 0) this.end = unmet
    else
      for (let i = 0; i < plan.limits.length && this.end < 0; i++)
        if (!this.holds(i)) this.end = plan.conditions.length + i
    if (lifted && this.end >= 0) this.end = byLift
    return this
  }

  get verdict(): Evaluation['verdict'] {
    if (this.end >= 0) return 'beyond'
    return this.end > firstRefusal ? 'granted' : 'refused'
  }

  /** why: the basis of a grant, or the first rule in the way */
  get reason(): string {
    const { end } = this
    if (end === byMandate) return 'mandate'
    if (end === byLift) return 'lift'
    if (end < 0) return refusals[firstRefusal - end]!
    const { conditions, limits } = this.standing!.plan
    return end < conditions.length ? conditions[end]!.id : limits[end - conditions.length]!.id
  }

  /** under that rule, in its measure; 0 for a condition, and for a grant */
  get leftUnderRule(): number {
    if (this.end < 0) return 0
    const limit = this.end - this.standing!.plan.conditions.length
    return limit < 0 ? 0 : this.left(limit)
  }

  /** whether each limit that is exceeded is so within its stretch; never a condition */
  get stretchReaches(): boolean {
    if (this.end < 0) return false
    const { conditions, limits } = this.standing!.plan
    const first = this.end - conditions.length
    if (first < 0) return false
    for (let i = first; i < limits.length; i++)
      if (!this.holds(i) && this.used(i) + this.asked(i) > this.stretch(i)) return false
    return true
  }

  /** How many limits were weighed. */
  get limits(): number {
    return this.standing === null ? 0 : this.standing.plan.limits.length
  }

  /** How many conditions were weighed. */
  get conditions(): number {
    return this.end <= firstRefusal ? 0 : this.standing!.plan.conditions.length
  }

  used(i: number): number {
    const { place } = this.limit(i)
    switch (place) {
      case 0:
        return 0
      case 1:
        return this.used1
      case 2:
        return this.used2
      case 3:
        return this.used3
      default:
        return this.more[place - placesInOne - 1]!
    }
  }

  asked(i: number): number {
    return askedUnder(this.limit(i), this.amount)
  }

  /** what may still be decided under this limit alone: never negative */
  left(i: number): number {
    return leftUnder(this.max(i), this.used(i))
  }

  max(i: number): number {
    return boundIn(this.limit(i), this.bound(i).max, this.value)
  }

  stretch(i: number): number {
    return boundIn(this.limit(i), this.bound(i).stretch, this.value)
  }

  holds(i: number): boolean {
    return this.used(i) + this.asked(i) <= this.max(i)
  }

  /** also of the questions that levels ask, after the conditions */
  conditionHolds(i: number): boolean {
    return this.standing!.met[i]!
  }

  check(i: number): Check {
    const { bounds, levelled, rare } = this.standing!
    return tellCheck(
      this.limit(i),
      bounds[i]!,
      this.used(i),
      this.asked(i),
      this.value,
      levelled[i]!,
      rare?.widenedBy[i] ?? nobody,
    )
  }

  condition(i: number): ConditionCheck {
    const { id, holds, fails } = this.standing!.plan.conditions[i]!
    const { met, rare } = this.standing!
    const overlay = rare?.waived[i]
    if (overlay !== undefined) return { id, holds: true, missing: [], overlay }
    if (met[i]) return holds
    const missing = rare?.missing[i]
    return missing ? { id, holds: false, missing: [...missing] } : fails
  }

  evaluation(): Evaluation {
    const checks: Check[] = new Array(this.limits)
    const conditions: ConditionCheck[] = new Array(this.conditions)
    for (let i = 0; i < checks.length; i++) checks[i] = this.check(i)
    for (let i = 0; i < conditions.length; i++) conditions[i] = this.condition(i)
    const { verdict, reason, leftUnderRule: left, stretchReaches } = this
    if (verdict === 'granted')
      return { verdict, basis: reason === 'lift' ? 'lift' : 'mandate', checks, conditions }
    if (verdict === 'beyond') return { verdict, rule: reason, left, stretchReaches, checks, conditions }
    return { verdict, rule: reason as Refusal, checks, conditions }
  }

  private limit(i: number): PlannedLimit {
    return this.standing!.plan.limits[i]!
  }

  private bound(i: number): Bound {
    return this.standing!.bounds[i]!
  }
}

/** As many counters as a weighing holds itself; few powers have more. */
export const placesInOne = 3

type Refusal = (typeof refusals)[number]

export function refuse(rule: Refusal): Weighing {
  return new Weighing(null, endOf(rule), 0, null, 0, 0, 0, none)
}

export function endOf(rule: Refusal): number {
  return firstRefusal - refusals.indexOf(rule)
}

const leftUnder = (max: number, used: number): number => (max > used ? max - used : 0)

/** What a request adds under a limit. */
export function askedUnder({ asks }: PlannedLimit, amount: number): number {
  return asks === asksAll ? amount : asks
}

/** A bound as a figure: a share is one of the customer's value, nothing where that is not known. */
export function boundIn({ share }: PlannedLimit, bound: number, value: number | null): number {
  return share ? shareOf(value ?? 0, bound) : bound
}

const nobody: string[] = []
const none: number[] = []
