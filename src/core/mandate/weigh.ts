import type { CompiledCondition } from './compile-condition.ts'
import { type Facts, moneyIn } from './condition.ts'
import { type Bound, type Level, type Limit, type LimitScope, type PowerKind, shareOf } from './document.ts'
import type { CompiledOverlay } from './overlay.ts'

/** How much of a windowed limit is used already, by `counterKey`. A counter that is absent is 0. */
export type Counters = Record<string, number>
/** A person's level with each power; a power that is not named is theirs in full. */
export type Levels = Partial<Record<PowerKind, Level>>

/** The counter a windowed limit is kept in: scope, power, measure (currency for money), window, its first date. */
export type CounterKey = {
  scope: Exclude<LimitScope, 'decision'>
  power: PowerKind
  measure: string
  window: NonNullable<Limit['window']>
  windowStart: string
}

export function counterKey(key: CounterKey): string {
  return `${key.scope}:${key.power}:${key.measure}:${key.window}:${key.windowStart}`
}

/** One limit, weighed. All figures in the limit's measure (minor units, days, decisions). */
export type Check = {
  limitId: string
  scope: LimitScope
  window: Limit['window']
  /** a share of the customer's value is weighed, and told, as money */
  measure: 'money' | 'days' | 'count'
  used: number
  asked: number
  max: number
  stretch: number
  /** what may still be decided under this limit alone: never negative */
  left: number
  holds: boolean
  /** for a share of the customer's value: basis points, and the value (minor units; null when it is missing) */
  share?: { basisPoints: number; value: number | null }
  /** whose bounds they are, when not the limit's own */
  level?: 'trainee' | 'senior'
  /** the overlays that widened it, by id */
  overlays?: string[]
}

/** One condition of a power, weighed. */
export type ConditionCheck = {
  id: string
  holds: boolean
  /** the facts without which it can't be told */
  missing: string[]
  /** the overlay that sets it aside, by id */
  overlay?: string
}

/** What limits and conditions are weighed on. */
export type Ground = {
  facts: Facts
  /** what is asked for, minor units; null where it is not money, or nothing is asked yet */
  amount: number | null
  currency: string
  /** those whose time it is and whose own condition holds */
  overlays: readonly CompiledOverlay[]
}

/** Under a limit on what its power is counted in, a request adds as much as it asks for. */
export const asksAll = -1

/** A limit as it binds in one currency people of one level. */
export type PlannedLimit = Pick<Limit, 'id' | 'scope' | 'window' | 'measure'> & {
  /** its place among the power's limits */
  at: number
  /** whether it is on a share of the customer's value */
  share: boolean
  /** what a request adds under it: all it asks for, one decision, or nothing (days, where money is asked for) */
  asks: typeof asksAll | 1 | 0
  /** null for a limit of a single decision; `kept` are the keys of windows met, by their numbers (see plan.ts) */
  counter: (Omit<CounterKey, 'windowStart'> & { kept: readonly { number: number; key: string }[] }) | null
  /** its place among the limits with a counter, after one place for all that have none */
  place: number
  /** of its bounds, and of those that widen it: the currency, or `any` */
  key: string
  bound: Bound
  /** the bounds of the level, and where they hold; null where the limit has none */
  level: {
    name: 'trainee' | 'senior'
    bound: Bound
    when: CompiledCondition | null
    /** the place of `when` among the plan's questions; -1 where there is none */
    question: number
  } | null
}

/** A condition, with what is said of it when it simply holds or fails. */
export type PlannedCondition = {
  id: string
  when: CompiledCondition
  holds: ConditionCheck
  fails: ConditionCheck
}

/** @param used what its counter stands at: 0 for a limit of a single decision */
export function weighLimit(limit: PlannedLimit, used: number, asked: number, ground: Ground): Check {
  const { level } = limit
  const levelled = level !== null && (level.when === null || isTrue(level.when, ground))
  let bound = levelled ? level.bound : limit.bound
  let widening: string[] = nobody
  if (ground.overlays.length > 0) [bound, widening] = widen(limit, bound, ground.overlays)
  const value = limit.share ? moneyIn(ground.facts.customer_value, ground.currency) : null
  return tellCheck(limit, bound, used, asked, value, levelled, widening)
}

const nobody: string[] = []

/** @param value the customer's, for a share of it; null where that is not known */
export function tellCheck(
  limit: PlannedLimit,
  bound: Bound,
  used: number,
  asked: number,
  value: number | null,
  levelled: boolean,
  overlays: string[],
): Check {
  const { id: limitId, scope, window, share } = limit
  const measure = limit.measure === 'value_share' ? 'money' : limit.measure
  // as money: what the share of this customer's value comes to, nothing where that is not known
  const max = share ? shareOf(value ?? 0, bound.max) : bound.max
  const stretch = share ? shareOf(value ?? 0, bound.stretch) : bound.stretch
  const left = max > used ? max - used : 0
  const holds = asked + used <= max
  const check: Check = { limitId, scope, window, measure, used, asked, max, stretch, left, holds }
  if (share) check.share = { basisPoints: bound.max, value }
  if (levelled) check.level = limit.level!.name
  if (overlays.length > 0) check.overlays = [...overlays]
  return check
}

/** The bound as far as overlays carry it, and those that do. */
export function widen(
  { id, key }: PlannedLimit,
  own: Bound,
  overlays: Ground['overlays'],
): [bound: Bound, widening: string[]] {
  let bound = own
  const widening: string[] = []
  for (const overlay of overlays) {
    const wider = overlay.widens.get(id)?.[key]
    if (!wider || (wider.max <= bound.max && wider.stretch <= bound.stretch)) continue
    bound = { max: Math.max(bound.max, wider.max), stretch: Math.max(bound.stretch, wider.stretch) }
    widening.push(overlay.id)
  }
  return [bound, widening]
}

export function weighCondition(condition: PlannedCondition, ground: Ground): ConditionCheck {
  if (ground.overlays.length > 0)
    for (const { id, waives } of ground.overlays)
      if (waives.has(condition.id)) return { id: condition.id, holds: true, missing: [], overlay: id }
  const truth = condition.when.truth(ground.facts, ground.amount)
  if (truth === 'true') return condition.holds
  if (truth === 'false') return condition.fails
  return {
    id: condition.id,
    holds: false,
    missing: condition.when.missing(ground.facts, ground.amount),
  }
}

/** The measure a limit's counter is kept in: the currency for money, also where a share limits it. */
export function counterMeasure({ measure }: Pick<Limit, 'measure'>, currency: string): string {
  return measure === 'money' || measure === 'value_share' ? currency : measure
}

/** Whether the level's own condition is met: what is missing is not. */
function isTrue(when: CompiledCondition, { facts, amount }: Pick<Ground, 'facts' | 'amount'>): boolean {
  return when.truth(facts, amount) === 'true'
}
