import { isMissing, isTrue, judge, valueIn } from './compile-condition.ts'
import type { Facts } from './condition.ts'
import { exceedsShare } from './document.ts'
import type { DecisionRequest, Lift, Situation } from './evaluate.ts'
import { type CompiledOverlay, findOverlays } from './overlay.ts'
import { findDay, type Plan } from './plan.ts'
import { runProgram } from './program.ts'
import { type Rare, type Standing, standingOf, widened } from './standing.ts'
import { asksAll, widen } from './weigh.ts'
import { byMandate, endOf, refuse, Weighing } from './weighing.ts'
import type { CalendarDay } from './window.ts'

export function weighPlan(
  plan: Plan,
  day: CalendarDay,
  request: DecisionRequest,
  situation: Situation,
): Weighing {
  const { valid, key1, key2, key3, more: moreKeys } = findDay(plan, day)
  if (!valid) return refuse('out_of_date')
  const { minor, currency } = request.amount
  const { facts = noFacts, overlays } = situation
  const amount = plan.money || request.days === null ? minor : request.days
  const money = plan.money ? minor : null
  const value = plan.readsValue ? valueIn(facts, currency) : null
  let inForce = noOverlays
  if (overlays !== undefined && overlays.length > 0)
    inForce = findOverlays(overlays, situation.now, { facts, amount: money, currency })
  let standing: Standing | null = null
  if (plan.program !== null && inForce.length === 0)
    standing = runProgram(plan.program, plan, facts, money, value)
  if (standing === null) standing = judgeAll(plan, inForce, facts, money, value)

  const { counters } = situation
  const used1 = key1 === '' ? 0 : (counters[key1] ?? 0)
  const used2 = key2 === '' ? 0 : (counters[key2] ?? 0)
  const used3 = key3 === '' ? 0 : (counters[key3] ?? 0)
  const more = moreKeys.length === 0 ? noMore : moreKeys.map((key) => counters[key] ?? 0)

  const end = plan.covered ? byMandate : notCovered
  const weighing = new Weighing(standing, end, amount, value, used1, used2, used3, more)
  if (!plan.covered) return weighing
  const { mostShare, asks1, asks2, asks3 } = standing
  if (!standing.flat) return weighing.findEnd(isLifted(situation.lifts, request))
  // bits and no branches: no processor knows beforehand which way they go
  let exceeded = +(amount > standing.most) | +(standing.unmet >= 0)
  if (mostShare >= 0) exceeded |= +exceedsShare(amount, value ?? 0, mostShare)
  exceeded |= +(used1 + (asks1 === asksAll ? amount : asks1) > standing.most1)
  exceeded |= +(used2 + (asks2 === asksAll ? amount : asks2) > standing.most2)
  exceeded |= +(used3 + (asks3 === asksAll ? amount : asks3) > standing.most3)
  return exceeded === 0 ? weighing : weighing.findEnd(isLifted(situation.lifts, request))
}

const noFacts: Facts = {}
const noOverlays: readonly CompiledOverlay[] = []
const noMore: readonly number[] = []
const notCovered = endOf('currency_absent')

/** Every question by itself: where facts are missing, overlays in force, or comparisons too many for a table. */
function judgeAll(
  plan: Plan,
  overlays: readonly CompiledOverlay[],
  facts: Facts,
  amount: number | null,
  value: number | null,
): Standing {
  const { questions, conditions, limits } = plan
  const rare: Rare = { missing: [], waived: [], widenedBy: [] }
  const met = questions.map((asked, i) => {
    if (i < conditions.length && isWaived(rare, i, conditions[i]!.id, overlays)) return true
    const stands = judge(asked.root, facts, amount, value)
    if (stands === isMissing) rare.missing[i] = asked.missing(facts, amount)
    return stands === isTrue
  })
  const standing = { ...standingOf(plan, met), rare }
  if (overlays.length === 0) return standing
  const bounds = limits.map((limit, i) => {
    const [bound, by] = widen(limit, standing.bounds[i]!, overlays)
    rare.widenedBy.push(by)
    return bound
  })
  return widened(standing, limits, bounds)
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
