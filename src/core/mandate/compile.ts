import type { Facts } from './condition.ts'
import {
  isValidOn,
  type Level,
  type Limit,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerMeasure,
} from './document.ts'
import type { DecisionRequest, Evaluation, Lift, Situation } from './evaluate.ts'
import { findOverlays, type OverlayInForce } from './overlay.ts'
import { type Plan, planPower } from './plan.ts'
import { type Check, type ConditionCheck, type Ground, weighCondition, weighLimit } from './weigh.ts'
import { type CalendarDay, calendarDay } from './window.ts'

/** A mandate read once, and each of its powers once for each currency and level in which it is asked for. */
export type CompiledMandate = {
  /** What `evaluateMandate` says. */
  evaluate(request: DecisionRequest, situation: Situation): Evaluation
  /** null where the document has no such power */
  findPlan(kind: PowerKind, currency: string, level: Level): Plan | null
}

/** By the document itself: versions and drafts are replaced, never changed. */
const compiled = new WeakMap<MandateDocument, CompiledMandate>()

/** Whoever weighs a history, or a form as it is filled in, asks for the same one again. */
let latest: { document: MandateDocument; mandate: CompiledMandate } | null = null

export function compileMandate(document: MandateDocument): CompiledMandate {
  if (latest?.document === document) return latest.mandate
  const mandate = compiled.get(document) ?? compile(document)
  compiled.set(document, mandate)
  latest = { document, mandate }
  return mandate
}

/** More currencies than a mandate names are not kept: whoever asks chooses what is asked in. */
const keptCurrencies = 200
const noFacts: Facts = {}
const noOverlays: readonly OverlayInForce[] = []

function compile(document: MandateDocument): CompiledMandate {
  type Plans = { power: Power; measure: 'money' | 'days' | 'none' } & Record<Level, Map<string, Plan>>
  const powers = new Map<string, Plans>()
  for (const power of document.powers)
    if (!powers.has(power.kind))
      powers.set(power.kind, {
        power,
        measure: powerMeasure[power.kind],
        trainee: new Map(),
        full: new Map(),
        senior: new Map(),
      })

  function planOf(plans: Plans, currency: string, level: Level): Plan {
    const byCurrency = plans[level]
    let plan = byCurrency.get(currency)
    if (!plan) {
      plan = planPower(plans.power, currency, level)
      if (byCurrency.size >= keptCurrencies) byCurrency.clear()
      byCurrency.set(currency, plan)
    }
    return plan
  }

  return {
    findPlan(kind, currency, level) {
      const plans = powers.get(kind)
      return plans ? planOf(plans, currency, level) : null
    },
    evaluate(request, situation) {
      const plans = powers.get(request.power)
      if (!isWellFormed(request, plans ? plans.measure : powerMeasure[request.power]))
        return refuse('malformed')
      if (!plans) return refuse('power_absent')
      const day = calendarDay(situation.now, situation.timeZone)
      if (!isValidOn(document, day.date)) return refuse('out_of_date')
      const { levels } = situation
      const level = levels === undefined ? 'full' : (levels[request.power] ?? 'full')
      const { minor, currency } = request.amount
      const ground = groundOf(situation, currency, plans.measure === 'money' ? minor : null)
      return weigh(planOf(plans, currency, level), day, request, situation, ground)
    },
  }
}

/** @param amount what is asked for, where it is money */
export function groundOf(situation: Situation, currency: string, amount: number | null): Ground {
  const { now, facts = noFacts, overlays = noOverlays } = situation
  const ground: Ground = { facts, amount, currency, overlays: [] }
  if (overlays.length > 0) ground.overlays = findOverlays(overlays, now, ground)
  return ground
}

function weigh(
  plan: Plan,
  day: CalendarDay,
  request: DecisionRequest,
  situation: Situation,
  ground: Ground,
): Evaluation {
  const { limits } = plan
  const { counters, lifts } = situation
  const keys = plan.countersOn(day)
  const checks: Check[] = new Array(limits.length)
  let inTheWay: Check | null = null
  let stretchReaches = true
  for (let i = 0; i < limits.length; i++) {
    const limit = limits[i]!
    const key = keys[i]!
    const check = weighLimit(
      limit,
      key === '' ? 0 : (counters[key] ?? 0),
      asked(request, limit.measure),
      ground,
    )
    checks[i] = check
    if (check.holds) continue
    inTheWay ??= check
    if (check.used + check.asked > check.stretch) stretchReaches = false
  }
  if (!plan.covered) return refuse('currency_absent', checks)
  const conditions: ConditionCheck[] = new Array(plan.conditions.length)
  let unmet: ConditionCheck | null = null
  for (let i = 0; i < conditions.length; i++) {
    const check = weighCondition(plan.conditions[i]!, ground)
    conditions[i] = check
    if (!check.holds) unmet ??= check
  }
  if (!unmet && !inTheWay) return { verdict: 'granted', basis: 'mandate', checks, conditions }
  if (lifts.some((lift) => covers(lift, request)))
    return { verdict: 'granted', basis: 'lift', checks, conditions }
  return {
    verdict: 'beyond',
    rule: unmet ? unmet.id : inTheWay!.limitId,
    left: unmet ? 0 : inTheWay!.left,
    stretchReaches: !unmet && stretchReaches,
    checks,
    conditions,
  }
}

function refuse(rule: (Evaluation & { verdict: 'refused' })['rule'], checks: Check[] = []): Evaluation {
  return { verdict: 'refused', rule, checks, conditions: [] }
}

export function isWellFormed(request: DecisionRequest, measure: (typeof powerMeasure)[PowerKind]): boolean {
  const { minor } = request.amount
  if (!Number.isSafeInteger(minor) || minor < 0) return false
  if (measure === 'money') return minor > 0 && request.days === null
  if (minor !== 0) return false
  if (measure === 'days') return Number.isSafeInteger(request.days) && (request.days ?? 0) > 0
  return request.days === null
}

/** What a request adds under a limit of this measure. */
function asked({ amount, days }: DecisionRequest, measure: Limit['measure']): number {
  if (measure === 'count') return 1
  return measure === 'days' ? (days ?? 0) : amount.minor
}

function covers(lift: Lift, request: DecisionRequest): boolean {
  return (
    lift.power === request.power &&
    lift.amount.currency === request.amount.currency &&
    request.amount.minor <= lift.amount.minor &&
    (request.days ?? 0) <= (lift.days ?? 0)
  )
}
