import { isMissing, isTrue, judge, valueIn } from './compile-condition.ts'
import type { Facts } from './condition.ts'
import { shareOf } from './document.ts'
import type { Counters, DecisionRequest, Lift, Situation } from './evaluate.ts'
import { type CompiledOverlay, findOverlays } from './overlay.ts'
import { findDay, type Plan } from './plan.ts'
import { runProgram } from './program.ts'
import { type Rare, type Standing, standingOf, widened } from './standing.ts'
import { asksAll, widen } from './weigh.ts'
import { askedUnder, boundIn, leftUnder, refuse, Weighing } from './weighing.ts'
import type { CalendarDay } from './window.ts'

export function weighPlan(
  plan: Plan,
  day: CalendarDay,
  request: DecisionRequest,
  situation: Situation,
): Weighing {
  const { valid, keys } = findDay(plan, day)
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
  if (plan.program !== null && inForce.length === 0) standing = runProgram(plan.program, facts, money, value)
  if (standing === null) standing = judgeAll(plan, inForce, facts, money, value)

  const used = readCounters(situation.counters, keys)
  if (!plan.covered)
    return new Weighing('refused', 'currency_absent', 0, false, plan, standing, amount, value, used)
  // bits and no branches: no processor knows beforehand which way they go
  let exceeded = +(amount > standing.most)
  if (standing.mostShare >= 0) exceeded |= +(amount > shareOf(value ?? 0, standing.mostShare))
  exceeded |= exceedsCounted(plan, standing, amount, value, used)
  if (exceeded === 0 && standing.unmet < 0)
    return new Weighing('granted', 'mandate', 0, false, plan, standing, amount, value, used)
  return weighBeyond(plan, standing, request, situation.lifts, amount, value, used)
}

function exceedsCounted(
  { counted }: Plan,
  standing: Standing,
  amount: number,
  value: number | null,
  used: readonly number[],
): number {
  const figures = standing.counted
  let exceeded = 0
  if (figures !== null)
    for (let place = 1; place < used.length; place++) {
      const asks = figures[2 * place - 2]!
      exceeded |= +(used[place]! + (asks === asksAll ? amount : asks) > figures[2 * place - 1]!)
    }
  else
    for (const limit of counted)
      exceeded |= +(
        used[limit.place]! + askedUnder(limit, amount) >
        boundIn(limit, standing.bounds[limit.at]!.max, value)
      )
  return exceeded
}

const noFacts: Facts = {}
const noOverlays: readonly CompiledOverlay[] = []

/** What is used, by the limits' places. Literals for as many as there mostly are: an engine makes those at once. */
function readCounters(counters: Counters, keys: readonly string[]): readonly number[] {
  switch (keys.length) {
    case 0:
      return noneUsed
    case 1:
      return [0, counters[keys[0]!] ?? 0]
    case 2:
      return [0, counters[keys[0]!] ?? 0, counters[keys[1]!] ?? 0]
    case 3:
      return [0, counters[keys[0]!] ?? 0, counters[keys[1]!] ?? 0, counters[keys[2]!] ?? 0]
    default:
      return [0, ...keys.map((key) => counters[key] ?? 0)]
  }
}

const noneUsed: readonly number[] = [0]

/** Something is in the way: the first of it, what is left there, and whether every stretch reaches. */
function weighBeyond(
  plan: Plan,
  standing: Standing,
  request: DecisionRequest,
  lifts: readonly Lift[],
  amount: number,
  value: number | null,
  used: readonly number[],
): Weighing {
  if (isLifted(lifts, request))
    return new Weighing('granted', 'lift', 0, false, plan, standing, amount, value, used)
  const { limits, conditions } = plan
  const { unmet, bounds } = standing
  if (unmet >= 0)
    return new Weighing('beyond', conditions[unmet]!.id, 0, false, plan, standing, amount, value, used)
  let rule = ''
  let left = 0
  let reaches = true
  for (let i = 0; i < limits.length; i++) {
    const limit = limits[i]!
    const { max, stretch } = bounds[i]!
    const before = used[limit.place]!
    const after = before + askedUnder(limit, amount)
    const most = boundIn(limit, max, value)
    if (after <= most) continue
    if (rule === '') {
      rule = limit.id
      left = leftUnder(most, before)
    }
    if (after > boundIn(limit, stretch, value)) {
      reaches = false
      break
    }
  }
  return new Weighing('beyond', rule, left, reaches, plan, standing, amount, value, used)
}

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
