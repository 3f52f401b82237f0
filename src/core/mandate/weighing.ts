import { type Bound, shareOf } from './document.ts'
import type { Evaluation } from './evaluate.ts'
import type { Plan } from './plan.ts'
import type { Standing } from './standing.ts'
import { asksAll, type Check, type ConditionCheck, type PlannedLimit, tellCheck } from './weigh.ts'

/**
 * A request weighed: what `Evaluation` says, each figure to be read from the numbers it was weighed on, which
 * are kept here and no longer hang on counters, facts or overlays. `evaluation()` tells it all as plain data.
 */
export class Weighing {
  readonly verdict: Evaluation['verdict']
  /** why: the basis of a grant, or the first rule in the way */
  readonly reason: string
  /** under that rule, in its measure; 0 for a condition, and for a grant */
  readonly leftUnderRule: number
  readonly stretchReaches: boolean
  private readonly plan: Plan | null
  private readonly standing: Standing | null
  /** what is asked for: minor units or days, as the power is counted in */
  private readonly amount: number
  private readonly value: number | null
  /** by the limits' places */
  private readonly counters: readonly number[]

  constructor(
    verdict: Evaluation['verdict'],
    reason: string,
    leftUnderRule: number,
    stretchReaches: boolean,
    plan: Plan | null,
    standing: Standing | null,
    amount: number,
    value: number | null,
    counters: readonly number[],
  ) {
    this.verdict = verdict
    this.reason = reason
    this.leftUnderRule = leftUnderRule
    this.stretchReaches = stretchReaches
    this.plan = plan
    this.standing = standing
    this.amount = amount
    this.value = value
    this.counters = counters
  }

  /** How many limits were weighed. */
  get limits(): number {
    return this.plan === null ? 0 : this.plan.limits.length
  }

  /** How many conditions were weighed. */
  get conditions(): number {
    return this.verdict === 'refused' ? 0 : this.plan!.conditions.length
  }

  used(i: number): number {
    return this.counters[this.plan!.limits[i]!.place]!
  }

  asked(i: number): number {
    return askedUnder(this.plan!.limits[i]!, this.amount)
  }

  /** what may still be decided under this limit alone: never negative */
  left(i: number): number {
    return leftUnder(this.max(i), this.used(i))
  }

  max(i: number): number {
    return boundIn(this.plan!.limits[i]!, this.bound(i).max, this.value)
  }

  stretch(i: number): number {
    return boundIn(this.plan!.limits[i]!, this.bound(i).stretch, this.value)
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
      this.plan!.limits[i]!,
      bounds[i]!,
      this.used(i),
      this.asked(i),
      this.value,
      levelled[i]!,
      rare?.widenedBy[i] ?? nobody,
    )
  }

  condition(i: number): ConditionCheck {
    const { id, holds, fails } = this.plan!.conditions[i]!
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

  private bound(i: number): Bound {
    return this.standing!.bounds[i]!
  }
}

export type Refusal = (Evaluation & { verdict: 'refused' })['rule']

export function refuse(rule: Refusal): Weighing {
  return new Weighing('refused', rule, 0, false, null, null, 0, null, none)
}

export const leftUnder = (max: number, used: number): number => (max > used ? max - used : 0)

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
