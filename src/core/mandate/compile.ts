import type { Facts } from './condition.ts'
import {
  type Level,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerKinds,
  powerMeasure,
} from './document.ts'
import type { DecisionRequest, Evaluation, Situation } from './evaluate.ts'
import { findOverlays, type OverlayInForce } from './overlay.ts'
import { type Plan, type PlannedDay, planDays, planPower } from './plan.ts'
import type { Ground, Levels } from './weigh.ts'
import { weighPlan } from './weigh-plan.ts'
import { refuse, type Weighing } from './weighing.ts'
import { calendarDay } from './window.ts'

/** A mandate read once, and each of its powers once for each currency and level in which it is asked for. */
export type CompiledMandate = {
  /** What `evaluateMandate` says, each figure to be read as a number. */
  weigh(request: DecisionRequest, situation: Situation): Weighing
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
const keptCurrencies = 50
const noFacts: Facts = {}
const noOverlays: readonly OverlayInForce[] = []

function compile(document: MandateDocument): CompiledMandate {
  const powers: PlansOfPower[] = []
  for (const power of document.powers)
    if (!powers.some(({ kind }) => kind === power.kind))
      powers.push({
        kind: power.kind,
        number: powerKinds.indexOf(power.kind),
        power,
        measure: powerMeasure[power.kind],
        byLevel: power.limits.some(({ levels }) => levels !== undefined),
        document,
        trainee: [],
        full: [],
        senior: [],
      })
  const find = (kind: PowerKind) => {
    for (let i = 0; i < powers.length; i++) if (powers[i]!.kind === kind) return powers[i]!
    return null
  }

  function weigh(request: DecisionRequest, situation: Situation): Weighing {
    const plans = find(request.power)
    if (!isWellFormed(request, plans === null ? powerMeasure[request.power] : plans.measure))
      return refuse('malformed')
    if (plans === null) return refuse('power_absent')
    const day = calendarDay(situation.now, situation.timeZone)
    const level = plans.byLevel ? levelOf(situation.levels, plans.number) : 'full'
    return weighPlan(planOf(plans, request.amount.currency, level), day, request, situation)
  }

  return {
    findPlan(kind, currency, level) {
      const plans = find(kind)
      return plans && planOf(plans, currency, level)
    },
    weigh,
    evaluate: (request, situation) => weigh(request, situation).evaluation(),
  }
}

/** A power's plans by level; each plan knows its currency. */
type PlansOfPower = {
  kind: PowerKind
  number: number
  power: Power
  document: MandateDocument
  measure: (typeof powerMeasure)[PowerKind]
  /** whether any limit binds people of one level otherwise */
  byLevel: boolean
} & Record<Level, Plan[]>

function planOf(plans: PlansOfPower, currency: string, level: Level): Plan {
  const known = level === 'full' ? plans.full : level === 'senior' ? plans.senior : plans.trainee
  for (let i = 0; i < known.length; i++) if (known[i]!.currency === currency) return known[i]!
  if (known.length >= keptCurrencies) known.length = 0
  const plan = planPower(plans.document, plans.power, currency, level, daysOf(plans, currency))
  known.push(plan)
  return plan
}

/** Levels change neither the days nor the counters, so that their plans share what they find of them. */
function daysOf({ trainee, full, senior }: PlansOfPower, currency: string): (PlannedDay | null)[] {
  const other = [...full, ...trainee, ...senior].find((plan) => plan.currency === currency)
  return other?.days ?? planDays()
}

/** Read by names written here, which an engine finds at once, in the order of `powerKinds`. */
function levelOf(levels: Levels | undefined, number: number): Level {
  if (levels === undefined) return 'full'
  switch (number) {
    case 0:
      return levels.refund ?? 'full'
    case 1:
      return levels.fee_waiver ?? 'full'
    case 2:
      return levels.goodwill_credit ?? 'full'
    case 3:
      return levels.upgrade ?? 'full'
    case 4:
      return levels.deadline_moved ?? 'full'
    case 5:
      return levels.replacement ?? 'full'
    default:
      return levels.exception ?? 'full'
  }
}

/** @param amount what is asked for, where it is money */
export function groundOf(situation: Situation, currency: string, amount: number | null): Ground {
  const { now, facts = noFacts, overlays = noOverlays } = situation
  const ground: Ground = { facts, amount, currency, overlays: [] }
  if (overlays.length > 0) ground.overlays = findOverlays(overlays, now, ground)
  return ground
}

export function isWellFormed(request: DecisionRequest, measure: (typeof powerMeasure)[PowerKind]): boolean {
  const { minor } = request.amount
  if (!Number.isSafeInteger(minor) || minor < 0) return false
  if (measure === 'money') return minor > 0 && request.days === null
  if (minor !== 0) return false
  if (measure === 'days') return Number.isSafeInteger(request.days) && (request.days ?? 0) > 0
  return request.days === null
}
