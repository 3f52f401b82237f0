import { type Bound, shareOf } from './document.ts'
import type { Evaluation } from './evaluate.ts'
import type { Plan } from './plan.ts'
import { mostMarks } from './program.ts'
import { asksMoney, asksOne, type Check, type ConditionCheck, type PlannedLimit, tellCheck } from './weigh.ts'

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
  private readonly minor: number
  private readonly days: number
  private readonly value: number | null
  /** a bit for each of the plan's questions that is not met */
  private readonly unmet: number
  /** of the first four counters what is used, so that most weighings are one object */
  readonly figures: number[]
  private readonly rare: Rare | null

  constructor(
    verdict: Evaluation['verdict'],
    reason: string,
    leftUnderRule: number,
    stretchReaches: boolean,
    plan: Plan | null,
    minor: number,
    days: number,
    value: number | null,
    unmet: number,
    figures: number[],
    rare: Rare | null,
  ) {
    this.verdict = verdict
    this.reason = reason
    this.leftUnderRule = leftUnderRule
    this.stretchReaches = stretchReaches
    this.plan = plan
    this.minor = minor
    this.days = days
    this.value = value
    this.unmet = unmet
    this.figures = figures
    this.rare = rare
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
    return this.figures[2 * i]!
  }

  asked(i: number): number {
    return askedUnder(this.plan!.limits[i]!, this.minor, this.days)
  }

  /** what may still be decided under this limit alone: never negative */
  left(i: number): number {
    return leftUnder(this.max(i), this.used(i))
  }

  max(i: number): number {
    return this.figures[2 * i + 1]!
  }

  stretch(i: number): number {
    const { stretch } = this.bound(i)
    return this.plan!.limits[i]!.share ? shareOf(this.value ?? 0, stretch) : stretch
  }

  holds(i: number): boolean {
    return this.used(i) + this.asked(i) <= this.max(i)
  }

  /** also of the questions that levels ask, after the conditions */
  conditionHolds(i: number): boolean {
    return isMet(this.unmet, this.rare, i)
  }

  check(i: number): Check {
    const limit = this.plan!.limits[i]!
    return tellCheck(
      limit,
      this.bound(i),
      this.used(i),
      this.asked(i),
      this.value,
      isLevelled(limit, this.unmet, this.rare),
      this.rare?.widened?.[i]?.by ?? nobody,
    )
  }

  condition(i: number): ConditionCheck {
    const { id, holds, fails } = this.plan!.conditions[i]!
    const overlay = this.rare?.waived[i]
    if (overlay !== undefined) return { id, holds: true, missing: [], overlay }
    if (this.conditionHolds(i)) return holds
    const missing = this.rare?.missing[i]
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
    return boundOf(this.plan!.limits[i]!, i, this.unmet, this.rare)
  }
}

export type Refusal = (Evaluation & { verdict: 'refused' })['rule']

/** What most weighings have nothing of. By the index of the limit or condition. */
export type Rare = {
  /** beyond the bits there are */
  unmet: number[]
  missing: string[][]
  waived: string[]
  /** for each limit, where there are overlays */
  widened: { bound: Bound; by: string[] }[] | null
}

export function refuse(rule: Refusal): Weighing {
  return new Weighing('refused', rule, 0, false, null, 0, 0, null, 0, none, null)
}

export const isMet = (unmet: number, rare: Rare | null, question: number): boolean =>
  question < mostMarks ? ((unmet >> question) & 1) === 0 : !rare?.unmet.includes(question)

export function isLevelled({ level }: PlannedLimit, unmet: number, rare: Rare | null): boolean {
  return level !== null && (level.question < 0 || isMet(unmet, rare, level.question))
}

export function boundOf(limit: PlannedLimit, i: number, unmet: number, rare: Rare | null): Bound {
  if (rare !== null && rare.widened !== null) return rare.widened[i]!.bound
  return isLevelled(limit, unmet, rare) ? limit.level!.bound : limit.bound
}

export const leftUnder = (max: number, used: number): number => (max > used ? max - used : 0)

/** What a request adds under a limit. */
export function askedUnder({ asks }: PlannedLimit, minor: number, days: number): number {
  return asks === asksMoney ? minor : asks === asksOne ? 1 : days
}

const nobody: string[] = []
const none: number[] = []
