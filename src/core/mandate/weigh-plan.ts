import { isMissing, isTrue, judge, valueIn } from './compile-condition.ts'
import type { Facts } from './condition.ts'
import { type Bound, shareOf } from './document.ts'
import type { DecisionRequest, Evaluation, Lift, Situation } from './evaluate.ts'
import { type CompiledOverlay, findOverlays } from './overlay.ts'
import { counterOn, type Plan } from './plan.ts'
import { mostMarks, runProgram } from './program.ts'
import { type PlannedLimit, widen } from './weigh.ts'
import { askedUnder, boundOf, isLevelled, isMet, leftUnder, type Rare, Weighing } from './weighing.ts'
import type { CalendarDay } from './window.ts'

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

function makeRare(): Rare {
  return { unmet: [], missing: [], waived: [], widened: null }
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
