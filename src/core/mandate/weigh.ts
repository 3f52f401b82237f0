import { type Condition, type Facts, judge, moneyIn } from './condition.ts'
import {
  type Bound,
  type Level,
  type Limit,
  type LimitScope,
  type Power,
  type PowerKind,
  shareOf,
} from './document.ts'
import { isOverlayInForce, type OverlayInForce } from './overlay.ts'
import { windowStart } from './window.ts'

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

/** What a request is weighed on. `facts` include what is asked for, where that is known already. */
export type Ground = {
  date: string
  currency: string
  counters: Counters
  facts: Facts
  level: Level
  overlays: readonly OverlayInForce[]
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

/** The overlays whose time it is and whose own condition holds. */
export function findOverlays(
  overlays: readonly OverlayInForce[],
  now: number,
  facts: Facts,
  currency: string,
): OverlayInForce[] {
  return overlays.filter(
    ({ document }) => isOverlayInForce(document, now) && holds(document.when, facts, currency),
  )
}

/** @returns null when the limit names no bound in this currency */
export function weighLimit(limit: Limit, power: PowerKind, asked: number, ground: Ground): Check | null {
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

export function weighConditions(power: Power, ground: Ground): ConditionCheck[] {
  return (power.conditions ?? []).map(({ id, when }) => {
    const overlay = ground.overlays.find(({ document }) => document.waives.includes(id))
    if (overlay) return { id, holds: true, missing: [], overlay: overlay.id }
    const { truth, missing } = judge(when, ground.facts, ground.currency)
    return { id, holds: truth === 'true', missing: truth === 'missing' ? missing : [] }
  })
}

/** The measure a limit's counter is kept in: the currency for money, also where a share limits it. */
export function counterMeasure({ measure }: Limit, currency: string): string {
  return measure === 'money' || measure === 'value_share' ? currency : measure
}

function holds(when: Condition | undefined, facts: Facts, currency: string): boolean {
  return !when || judge(when, facts, currency).truth === 'true'
}

/** A limit's bound for this person now: of their level, and wider where an overlay says so. */
function boundOf(limit: Limit, { currency, facts, level, overlays }: Ground) {
  const key = limit.measure === 'money' ? currency : 'any'
  const own = limit.bounds[key]
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
