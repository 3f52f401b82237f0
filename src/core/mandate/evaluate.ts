import { compileMandate } from './compile.ts'
import { type Facts, factsIn } from './condition.ts'
import type { MandateDocument, PowerKind } from './document.ts'
import type { OverlayInForce } from './overlay.ts'
import {
  type Check,
  type ConditionCheck,
  type CounterKey,
  type Counters,
  counterKey,
  counterMeasure,
  type Levels,
} from './weigh.ts'
import { calendarDay } from './window.ts'

export { type Check, type ConditionCheck, type CounterKey, type Counters, counterKey, type Levels }

/** What an agent wants to decide. Money in minor units; `days` only for powers counted in days. */
export type DecisionRequest = {
  power: PowerKind
  amount: { minor: number; currency: string }
  days: number | null
}

/** A grant of the past that widens one power for one customer (see support). */
export type Lift = { power: PowerKind; amount: { minor: number; currency: string }; days: number | null }

export type Situation = {
  /** ms since the epoch */
  now: number
  /** IANA zone of the team's site: calendar windows are its own */
  timeZone: string
  counters: Counters
  lifts: readonly Lift[]
  /** what is known of the customer and the contact; what is absent is missing, and never true */
  facts?: Facts
  /** the agent's, where not `full` */
  levels?: Levels
  /** overlays of this version that both sides signed; those whose time it is not are left out here */
  overlays?: readonly OverlayInForce[]
}

/**
 * Why a request does not stand: the first rule in the way, by id, conditions before limits. `power_absent`:
 * no such power; `currency_absent`: a limit names no bound in this currency; `out_of_date`: the document
 * does not hold today; `malformed`: the request itself.
 */
export type Evaluation =
  | { verdict: 'granted'; basis: 'mandate' | 'lift'; checks: Check[]; conditions: ConditionCheck[] }
  | {
      verdict: 'beyond'
      rule: string
      /** what is left under that rule, in its measure; 0 for a condition */
      left: number
      /** whether every limit that stands in the way reaches the request within its stretch; never a condition */
      stretchReaches: boolean
      checks: Check[]
      conditions: ConditionCheck[]
    }
  | {
      verdict: 'refused'
      rule: 'power_absent' | 'currency_absent' | 'out_of_date' | 'malformed'
      checks: Check[]
      conditions: ConditionCheck[]
    }

/**
 * Counters that a request is weighed against and must add to, in a fixed order so that writers lock them
 * alike: agent, customer, team.
 */
export function countersOf(
  document: MandateDocument,
  power: PowerKind,
  currency: string,
  now: number,
  timeZone: string,
): CounterKey[] {
  const { starts } = calendarDay(now, timeZone)
  const keys = new Map<string, CounterKey>()
  for (const limit of document.powers.find((p) => p.kind === power)?.limits ?? []) {
    if (limit.scope === 'decision' || limit.window === null) continue
    const key: CounterKey = {
      scope: limit.scope,
      power,
      measure: counterMeasure(limit, currency),
      window: limit.window,
      windowStart: starts[limit.window],
    }
    keys.set(counterKey(key), key)
  }
  return [...keys.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
}

/** What a request adds to a counter of the given measure. */
export function askedOf(request: DecisionRequest, measure: string): number {
  if (measure === 'count') return 1
  if (measure === 'days') return request.days ?? 0
  return request.amount.minor
}

/** The facts that a power's verdict may hang on, besides what is asked for; of all powers when none is named. */
export function factsOf(
  document: MandateDocument,
  overlays: readonly OverlayInForce[],
  power?: PowerKind,
): string[] {
  const powers = document.powers.filter(({ kind }) => power === undefined || kind === power)
  const names = powers.flatMap(({ conditions = [], limits }) => [
    ...conditions.flatMap(({ when }) => factsIn(when)),
    ...limits.flatMap(({ measure, levels }) => [
      ...(measure === 'value_share' ? ['customer_value'] : []),
      ...(levels?.senior?.when ? factsIn(levels.senior.when) : []),
    ]),
  ])
  for (const { document: overlay } of overlays) if (overlay.when) names.push(...factsIn(overlay.when))
  return [...new Set(names)].filter((name) => name !== 'amount').sort()
}

/**
 * Whether a mandate grants a request, at once and finally. Pure and total: the browser previews with it, the
 * server enforces with it, the backtest replays with it. A limit met exactly holds. The document is read once
 * (see compile.ts): it must not be changed afterwards, only replaced.
 */
export function evaluateMandate(
  document: MandateDocument,
  request: DecisionRequest,
  situation: Situation,
): Evaluation {
  return compileMandate(document).evaluate(request, situation)
}
