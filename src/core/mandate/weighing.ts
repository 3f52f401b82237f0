import { isMissing, isTrue, judge, valueIn } from './compile-condition.ts'
import type { Facts } from './condition.ts'
import { type Bound, shareOf } from './document.ts'
import type { DecisionRequest, Evaluation, Lift, Situation } from './evaluate.ts'
import { type CompiledOverlay, findOverlays } from './overlay.ts'
import { counterOn, type Plan } from './plan.ts'
import { mostMarks, runProgram } from './program.ts'
import {
  asksMoney,
  asksOne,
  type Check,
  type ConditionCheck,
  type PlannedLimit,
  tellCheck,
  widen,
} from './weigh.ts'
import type { CalendarDay } from './window.ts'

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
type Rare = {
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

export function weighPlan(
  plan: Plan,
  day: CalendarDay,
  request: DecisionRequest,
  situation: Situation,
): Weighing {
  const { amount, days: asksDays } = request
  const { minor, currency } = amount
  const { counters, facts = noFacts, overlays } = situation
  const { limits, conditions } = plan
  const days = asksDays === null ? 0 : asksDays
  const money = plan.money ? minor : null
  const value = plan.readsValue ? valueIn(facts, currency) : null
  let rare: Rare | null = null
  let inForce = noOverlays
  if (overlays !== undefined && overlays.length > 0) {
    inForce = findOverlays(overlays, situation.now, { facts, amount: money, currency })
    if (inForce.length > 0) rare = makeRare()
    if (inForce.length > 0) rare!.widened = []
  }

  let unmet = plan.program === null || inForce.length > 0 ? -1 : runProgram(plan.program, facts, money, value)
  if (unmet < 0) {
    rare ??= makeRare()
    unmet = judgeAll(plan, rare, inForce, facts, money, value)
  }

  const figures: number[] = new Array(limits.length * 2)
  let exceeded = 0
  for (let i = 0; i < limits.length; i++) {
    const limit = limits[i]!
    let bound = isLevelled(limit, unmet, rare) ? limit.level!.bound : limit.bound
    if (inForce.length > 0) bound = widenFor(rare!, limit, bound, inForce)
    const used = limit.counter !== null ? (counters[counterOn(limit, day)] ?? 0) : 0
    const max = limit.share ? shareOf(value ?? 0, bound.max) : bound.max
    figures[2 * i] = used
    figures[2 * i + 1] = max
    // a bit and no branch: no processor knows beforehand which way it goes
    exceeded |= +(used + askedUnder(limit, minor, days) > max)
  }

  let verdict: Evaluation['verdict'] = 'granted'
  let reason = 'mandate'
  let left = 0
  let stretchReaches = false
  if (!plan.covered) {
    verdict = 'refused'
    reason = 'currency_absent'
  } else if ((exceeded | unmet) !== 0 || rare !== null) {
    const condition = findUnmet(plan, unmet, rare)
    if (condition >= 0 || exceeded !== 0) {
      if (isLifted(situation.lifts, request)) reason = 'lift'
      else {
        verdict = 'beyond'
        if (condition >= 0) reason = conditions[condition]!.id
        else {
          const i = findExceeded(limits, figures, minor, days)
          reason = limits[i]!.id
          left = leftUnder(figures[2 * i + 1]!, figures[2 * i]!)
          stretchReaches = isWithinStretch(plan, figures, unmet, rare, minor, days, value)
        }
      }
    }
  }
  return new Weighing(verdict, reason, left, stretchReaches, plan, minor, days, value, unmet, figures, rare)
}

const noFacts: Facts = {}
const noOverlays: readonly CompiledOverlay[] = []
const nobody: string[] = []
const none: number[] = []

function makeRare(): Rare {
  return { unmet: [], missing: [], waived: [], widened: null }
}

const isMet = (unmet: number, rare: Rare | null, question: number): boolean =>
  question < mostMarks ? ((unmet >> question) & 1) === 0 : !rare?.unmet.includes(question)

function isLevelled({ level }: PlannedLimit, unmet: number, rare: Rare | null): boolean {
  return level !== null && (level.question < 0 || isMet(unmet, rare, level.question))
}

function boundOf(limit: PlannedLimit, i: number, unmet: number, rare: Rare | null): Bound {
  if (rare !== null && rare.widened !== null) return rare.widened[i]!.bound
  return isLevelled(limit, unmet, rare) ? limit.level!.bound : limit.bound
}

function findExceeded(
  limits: readonly PlannedLimit[],
  figures: readonly number[],
  minor: number,
  days: number,
): number {
  let i = 0
  while (figures[2 * i]! + askedUnder(limits[i]!, minor, days) <= figures[2 * i + 1]!) i++
  return i
}

/** Whether each limit that is exceeded is so within its stretch. */
function isWithinStretch(
  { limits }: Plan,
  figures: readonly number[],
  unmet: number,
  rare: Rare | null,
  minor: number,
  days: number,
  value: number | null,
): boolean {
  for (let i = 0; i < limits.length; i++) {
    const limit = limits[i]!
    const after = figures[2 * i]! + askedUnder(limit, minor, days)
    if (after <= figures[2 * i + 1]!) continue
    const { stretch } = boundOf(limit, i, unmet, rare)
    if (after > (limit.share ? shareOf(value ?? 0, stretch) : stretch)) return false
  }
  return true
}

const leftUnder = (max: number, used: number): number => (max > used ? max - used : 0)

/** The first condition that is not met, -1 where all are. */
function findUnmet({ conditions }: Plan, unmet: number, rare: Rare | null): number {
  if (unmet === 0 && rare === null) return -1
  for (let i = 0; i < conditions.length; i++) if (!isMet(unmet, rare, i)) return i
  return -1
}

/** Every question by itself: where facts are missing, overlays set conditions aside, or there are too many for bits. */
function judgeAll(
  { questions, conditions }: Plan,
  rare: Rare,
  overlays: readonly CompiledOverlay[],
  facts: Facts,
  amount: number | null,
  value: number | null,
): number {
  let unmet = 0
  for (let i = 0; i < questions.length; i++) {
    const asked = questions[i]!
    if (i < conditions.length && isWaived(rare, i, conditions[i]!.id, overlays)) continue
    const stands = judge(asked.root, facts, amount, value)
    if (stands === isTrue) continue
    if (stands === isMissing) rare.missing[i] = asked.missing(facts, amount)
    if (i < mostMarks) unmet |= 1 << i
    else rare.unmet.push(i)
  }
  return unmet
}

/** What a request adds under a limit. */
function askedUnder({ asks }: PlannedLimit, minor: number, days: number): number {
  return asks === asksMoney ? minor : asks === asksOne ? 1 : days
}

function widenFor(rare: Rare, limit: PlannedLimit, own: Bound, overlays: readonly CompiledOverlay[]): Bound {
  const [bound, by] = widen(limit, own, overlays)
  rare.widened!.push({ bound, by })
  return bound
}

function isWaived(rare: Rare, i: number, condition: string, overlays: readonly CompiledOverlay[]): boolean {
  const overlay = overlays.find(({ waives }) => waives.has(condition))
  if (overlay) rare.waived[i] = overlay.id
  return overlay !== undefined
}

function isLifted(lifts: readonly Lift[], request: DecisionRequest): boolean {
  for (let i = 0; i < lifts.length; i++) if (covers(lifts[i]!, request)) return true
  return false
}

function covers(lift: Lift, request: DecisionRequest): boolean {
  return (
    lift.power === request.power &&
    lift.amount.currency === request.amount.currency &&
    request.amount.minor <= lift.amount.minor &&
    (request.days ?? 0) <= (lift.days ?? 0)
  )
}
