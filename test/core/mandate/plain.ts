import {
  type Condition,
  type FactCondition,
  type Facts,
  type FactValue,
  isCode,
  moneyIn,
  type Truth,
} from '../../../src/core/mandate/condition.ts'
import {
  type Bound,
  isValidOn,
  type Level,
  type Limit,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerMeasure,
  shareOf,
} from '../../../src/core/mandate/document.ts'
import {
  askedOf,
  type Check,
  type ConditionCheck,
  type DecisionRequest,
  type Evaluation,
  type Situation,
} from '../../../src/core/mandate/evaluate.ts'
import type { OverlayInForce } from '../../../src/core/mandate/overlay.ts'
import { counterKey, counterMeasure } from '../../../src/core/mandate/weigh.ts'
import { windowStart } from '../../../src/core/mandate/window.ts'

/**
 * The plain reading of a mandate: slow, simple, nothing kept from one request to the next, as it was before
 * documents were compiled. What it says is what the compiled one must say.
 */
type Ground = {
  date: string
  currency: string
  counters: Situation['counters']
  facts: Facts
  level: Level
  overlays: readonly OverlayInForce[]
}

export function evaluatePlainly(
  document: MandateDocument,
  request: DecisionRequest,
  situation: Situation,
): Evaluation {
  const refuse = (rule: (Evaluation & { verdict: 'refused' })['rule'], checks: Check[] = []): Evaluation => ({
    verdict: 'refused',
    rule,
    checks,
    conditions: [],
  })
  if (!isWellFormed(request)) return refuse('malformed')
  const power = document.powers.find((candidate) => candidate.kind === request.power)
  if (!power) return refuse('power_absent')
  const ground = groundOf(request, situation)
  if (!isValidOn(document, ground.date)) return refuse('out_of_date')

  const checks: Check[] = []
  for (const limit of power.limits) {
    const asked = askedOf(request, counterMeasure(limit, request.amount.currency))
    const check = weighLimit(limit, power.kind, asked, ground)
    if (!check) return refuse('currency_absent', checks)
    checks.push(check)
  }
  const conditions = weighConditions(power, ground)
  const unmet = conditions.find((condition) => !condition.holds)
  const inTheWay = checks.filter((check) => !check.holds)
  const rule = unmet?.id ?? inTheWay[0]?.limitId
  if (rule === undefined) return { verdict: 'granted', basis: 'mandate', checks, conditions }
  if (situation.lifts.some((lift) => covers(lift, request)))
    return { verdict: 'granted', basis: 'lift', checks, conditions }
  return {
    verdict: 'beyond',
    rule,
    left: unmet ? 0 : (inTheWay[0]?.left ?? 0),
    stretchReaches: !unmet && inTheWay.every((check) => check.used + check.asked <= check.stretch),
    checks,
    conditions,
  }
}

function groundOf({ power, amount }: DecisionRequest, situation: Situation): Ground {
  const { now, timeZone, counters, facts = {}, levels = {}, overlays = [] } = situation
  const known = { ...facts }
  delete known.amount
  if (powerMeasure[power] === 'money' && amount.minor > 0) known.amount = { [amount.currency]: amount.minor }
  return {
    date: plainDate(now, timeZone),
    currency: amount.currency,
    counters,
    facts: known,
    level: levels[power] ?? 'full',
    overlays: findOverlays(overlays, now, known, amount.currency),
  }
}

function isWellFormed(request: DecisionRequest): boolean {
  const { minor } = request.amount
  if (!Number.isSafeInteger(minor) || minor < 0) return false
  const measure = powerMeasure[request.power]
  if (measure === 'money') return minor > 0 && request.days === null
  if (minor !== 0) return false
  if (measure === 'days') return Number.isSafeInteger(request.days) && (request.days ?? 0) > 0
  return request.days === null
}

function covers(lift: Situation['lifts'][number], request: DecisionRequest): boolean {
  return (
    lift.power === request.power &&
    lift.amount.currency === request.amount.currency &&
    request.amount.minor <= lift.amount.minor &&
    (request.days ?? 0) <= (lift.days ?? 0)
  )
}
/** @returns null when the limit names no bound in this currency */
function weighLimit(limit: Limit, power: PowerKind, asked: number, ground: Ground): Check | null {
  const { bound, level, overlays } = boundOf(limit, ground) ?? {}
  if (!bound) return null
  const share = limit.measure === 'value_share'
  const value = share ? moneyIn(ground.facts.customer_value, ground.currency) : null
  const max = share ? shareOf(value ?? 0, bound.max) : bound.max
  const stretch = share ? shareOf(value ?? 0, bound.stretch) : bound.stretch
  const used = usedOf(limit, power, ground)
  return {
    limitId: limit.id,
    scope: limit.scope,
    window: limit.window,
    measure: limit.measure === 'value_share' ? 'money' : limit.measure,
    used,
    asked,
    max,
    stretch,
    left: Math.max(0, max - used),
    holds: used + asked <= max,
    ...(share ? { share: { basisPoints: bound.max, value } } : {}),
    ...(level ? { level } : {}),
    ...(overlays && overlays.length > 0 ? { overlays } : {}),
  }
}

function weighConditions(power: Power, ground: Ground): ConditionCheck[] {
  return (power.conditions ?? []).map(({ id, when }) => {
    const overlay = ground.overlays.find(({ document }) => document.waives.includes(id))
    if (overlay) return { id, holds: true, missing: [], overlay: overlay.id }
    const { truth, missing } = judge(when, ground.facts, ground.currency)
    return { id, holds: truth === 'true', missing: truth === 'missing' ? missing : [] }
  })
}

function findOverlays(
  overlays: readonly OverlayInForce[],
  now: number,
  facts: Facts,
  currency: string,
): OverlayInForce[] {
  return overlays.filter(
    ({ document }) =>
      Date.parse(document.from) <= now &&
      now < Date.parse(document.until) &&
      holds(document.when, facts, currency),
  )
}

function holds(when: Condition | undefined, facts: Facts, currency: string): boolean {
  return !when || judge(when, facts, currency).truth === 'true'
}

/** A limit's bound for this person now: of their level, and wider where an overlay says so. */
function boundOf(limit: Limit, { currency, facts, level, overlays }: Ground) {
  const key = limit.measure === 'money' ? currency : 'any'
  const own = Object.hasOwn(limit.bounds, key) ? limit.bounds[key] : undefined
  if (!own) return null
  const other = level === 'full' ? undefined : limit.levels?.[level]
  const applies = other && holds(other.when, facts, currency) ? other.bounds[key] : undefined
  let bound: Bound = applies ?? own
  const widening: string[] = []
  for (const { id, document } of overlays) {
    const wider = document.widens.find((one) => one.limit === limit.id)?.bounds[key]
    if (!wider || (wider.max <= bound.max && wider.stretch <= bound.stretch)) continue
    bound = { max: Math.max(bound.max, wider.max), stretch: Math.max(bound.stretch, wider.stretch) }
    widening.push(id)
  }
  return { bound, level: applies && level !== 'full' ? level : undefined, overlays: widening }
}

function usedOf(limit: Limit, power: PowerKind, { date, currency, counters }: Ground): number {
  if (limit.scope === 'decision' || limit.window === null) return 0
  const key = counterKey({
    scope: limit.scope,
    power,
    measure: counterMeasure(limit, currency),
    window: limit.window,
    windowStart: windowStart(limit.window, date),
  })
  return counters[key] ?? 0
}

/**
 * How a condition stands on the facts known. `missing` names the facts whose absence leaves it open.
 * @param currency the request's: money facts are read in it
 */
export function judge(
  condition: Condition,
  facts: Facts,
  currency: string,
): { truth: Truth; missing: string[] } {
  if ('not' in condition) {
    const { truth, missing } = judge(condition.not, facts, currency)
    return { truth: truth === 'missing' ? truth : truth === 'true' ? 'false' : 'true', missing }
  }
  if ('all' in condition || 'any' in condition) {
    const all = 'all' in condition
    const parts = (all ? condition.all : condition.any).map((part) => judge(part, facts, currency))
    const decided = all ? 'false' : 'true'
    if (parts.some(({ truth }) => truth === decided)) return { truth: decided, missing: [] }
    const missing = [...new Set(parts.flatMap((part) => (part.truth === 'missing' ? part.missing : [])))]
    if (parts.some(({ truth }) => truth === 'missing')) return { truth: 'missing', missing: missing.sort() }
    return { truth: all ? 'true' : 'false', missing: [] }
  }
  const holds = compareFact(condition, facts, currency)
  if (holds === null) return { truth: 'missing', missing: [condition.fact] }
  return { truth: holds ? 'true' : 'false', missing: [] }
}

/** null: the fact is not known, or not in a form that can be compared. */
function compareFact(condition: FactCondition, facts: Facts, currency: string): boolean | null {
  if (!Object.hasOwn(facts, condition.fact)) return null
  const fact = facts[condition.fact]!
  if ('minor' in condition) {
    const [known, bound] = [moneyIn(fact, currency), moneyIn(condition.minor, currency)]
    return known === null || bound === null ? null : compare(known, condition.is, bound)
  }
  if (typeof fact === 'object' || (typeof fact === 'string' && !isCode(fact))) return null
  if (typeof fact === 'number' && !Number.isSafeInteger(fact)) return null
  if (condition.is === 'one_of') {
    if (condition.values.some((value) => typeof value !== typeof fact)) return null
    return (condition.values as FactValue[]).includes(fact)
  }
  if (typeof condition.value !== typeof fact) return null
  if (typeof fact === 'number') return compare(fact, condition.is, condition.value as number)
  return condition.is === 'equal' ? fact === condition.value : null
}

function compare(known: number, is: FactCondition['is'], bound: number): boolean {
  switch (is) {
    case 'at_least':
      return known >= bound
    case 'at_most':
      return known <= bound
    case 'more_than':
      return known > bound
    case 'less_than':
      return known < bound
    default:
      return known === bound
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar date (YYYY-MM-DD) of an instant (ms since the epoch) in an IANA zone. */
export function plainDate(now: number, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts: Record<string, string> = {}
  for (const part of format.formatToParts(now)) parts[part.type] = part.value
  return `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}`
}
