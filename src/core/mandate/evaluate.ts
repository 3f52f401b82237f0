import { type Bound, type Limit, type MandateDocument, type PowerKind, powerMeasure } from './document.ts'
import { localDate, nextWindowStart, windowStart } from './window.ts'

/** What an agent wants to decide. Money in minor units; `days` only for powers counted in days. */
export type DecisionRequest = {
  power: PowerKind
  amount: { minor: number; currency: string }
  days: number | null
}

/** A grant of the past that widens one power for one customer (see support). */
export type Lift = { power: PowerKind; amount: { minor: number; currency: string }; days: number | null }

/** How much of a windowed limit is used already, by `counterKey`. A counter that is absent is 0. */
export type Counters = Record<string, number>

export type Situation = {
  /** ms since the epoch */
  now: number
  /** IANA zone of the team's site: calendar windows are its own */
  timeZone: string
  counters: Counters
  lifts: readonly Lift[]
}

/** One limit, weighed. All figures in the limit's measure (minor units, days, decisions). */
export type Check = {
  limitId: string
  scope: Limit['scope']
  window: Limit['window']
  measure: Limit['measure']
  used: number
  asked: number
  max: number
  stretch: number
  /** what may still be decided under this limit alone: never negative */
  left: number
  holds: boolean
}

/**
 * Why a request does not stand: the first limit in the way, by id. `power_absent`: no such power;
 * `currency_absent`: the limit names no bound in this currency; `malformed`: the request itself.
 */
export type Evaluation =
  | { verdict: 'granted'; basis: 'mandate' | 'lift'; checks: Check[] }
  | {
      verdict: 'beyond'
      rule: string
      /** what is left under that rule, in its measure */
      left: number
      /** whether every limit that stands in the way reaches the request within its stretch */
      stretchReaches: boolean
      checks: Check[]
    }
  | { verdict: 'refused'; rule: 'power_absent' | 'currency_absent' | 'malformed'; checks: Check[] }

/** The counter a windowed limit is kept in: scope, power, measure (currency for money), window, its first date. */
export type CounterKey = {
  scope: 'customer' | 'agent'
  power: PowerKind
  measure: string
  window: NonNullable<Limit['window']>
  windowStart: string
}

export function counterKey(key: CounterKey): string {
  return `${key.scope}:${key.power}:${key.measure}:${key.window}:${key.windowStart}`
}

/**
 * Counters that a request (or, with no currency, each currency of the document) is weighed against and must
 * add to, in a fixed order so that writers lock them alike.
 */
export function countersOf(
  document: MandateDocument,
  power: PowerKind,
  currency: string,
  now: number,
  timeZone: string,
): CounterKey[] {
  const date = localDate(now, timeZone)
  const keys = new Map<string, CounterKey>()
  for (const limit of document.powers.find((p) => p.kind === power)?.limits ?? []) {
    if (limit.scope === 'decision' || limit.window === null) continue
    const measure = limit.measure === 'money' ? currency : limit.measure
    const key: CounterKey = {
      scope: limit.scope,
      power,
      measure,
      window: limit.window,
      windowStart: windowStart(limit.window, date),
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

/**
 * Whether a mandate grants a request, at once and finally. Pure and total: the browser previews with it, the
 * server enforces with it. A limit met exactly holds.
 */
export function evaluateMandate(
  document: MandateDocument,
  request: DecisionRequest,
  situation: Situation,
): Evaluation {
  if (!isWellFormed(request)) return { verdict: 'refused', rule: 'malformed', checks: [] }
  const power = document.powers.find((candidate) => candidate.kind === request.power)
  if (!power) return { verdict: 'refused', rule: 'power_absent', checks: [] }

  const checks: Check[] = []
  const date = localDate(situation.now, situation.timeZone)
  for (const limit of power.limits) {
    const bound = boundOf(limit, request.amount.currency)
    if (!bound) return { verdict: 'refused', rule: 'currency_absent', checks }
    checks.push(weigh(limit, bound, power.kind, request, situation.counters, date))
  }
  const inTheWay = checks.filter((check) => !check.holds)
  const first = inTheWay[0]
  if (!first) return { verdict: 'granted', basis: 'mandate', checks }
  if (situation.lifts.some((lift) => covers(lift, request)))
    return { verdict: 'granted', basis: 'lift', checks }
  return {
    verdict: 'beyond',
    rule: first.limitId,
    left: first.left,
    stretchReaches: inTheWay.every((check) => check.used + check.asked <= check.stretch),
    checks,
  }
}

/** What may be decided right now with one power, before anything is asked: for the desk's panel. */
export type Availability = {
  power: PowerKind
  measure: 'money' | 'days' | 'none'
  /** the largest amount (minor units) or number of days that would be granted now; null where none is counted */
  most: number | null
  /** the largest that silence on a support request would reach */
  mostWithStretch: number | null
  /** decisions left for this customer, and the window they are counted in; null where no such limit exists */
  countLeft: { left: number; window: NonNullable<Limit['window']>; until: string } | null
  /** false when nothing at all is left inside the mandate */
  open: boolean
}

export function findAvailability(
  document: MandateDocument,
  currency: string,
  situation: Situation,
): Availability[] {
  const date = localDate(situation.now, situation.timeZone)
  return document.powers.flatMap((power) => {
    const measure = powerMeasure[power.kind]
    const asking: DecisionRequest = { power: power.kind, amount: { minor: 0, currency }, days: null }
    let most = Number.POSITIVE_INFINITY
    let mostWithStretch = Number.POSITIVE_INFINITY
    let countLeft: Availability['countLeft'] = null
    let open = true
    for (const limit of power.limits) {
      const bound = boundOf(limit, currency)
      if (!bound) return []
      const { left, used } = weigh(limit, bound, power.kind, asking, situation.counters, date)
      const leftWithStretch = Math.max(0, bound.stretch - used)
      if (limit.measure === 'count') {
        if (left < 1) open = false
        if (leftWithStretch < 1) mostWithStretch = 0
        const window = limit.window
        if (window && limit.scope === 'customer' && (!countLeft || left < countLeft.left))
          countLeft = { left, window, until: nextWindowStart(window, date) }
      } else {
        most = Math.min(most, left)
        mostWithStretch = Math.min(mostWithStretch, leftWithStretch)
      }
    }
    if (!open) most = 0
    for (const lift of situation.lifts) {
      if (lift.power !== power.kind || lift.amount.currency !== currency) continue
      const lifted = measure === 'days' ? (lift.days ?? 0) : lift.amount.minor
      most = Math.max(most, lifted)
      mostWithStretch = Math.max(mostWithStretch, lifted)
      open = true
    }
    const counted = measure !== 'none'
    if (counted && most < 1) open = false
    return [
      {
        power: power.kind,
        measure,
        most: counted ? most : null,
        mostWithStretch: counted ? mostWithStretch : null,
        countLeft,
        open,
      },
    ]
  })
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

function boundOf(limit: Limit, currency: string): Bound | undefined {
  return limit.bounds[limit.measure === 'money' ? currency : 'any']
}

function weigh(
  limit: Limit,
  bound: Bound,
  power: PowerKind,
  request: DecisionRequest,
  counters: Counters,
  date: string,
): Check {
  const measure = limit.measure === 'money' ? request.amount.currency : limit.measure
  const used =
    limit.scope === 'decision' || limit.window === null
      ? 0
      : (counters[
          counterKey({
            scope: limit.scope,
            power,
            measure,
            window: limit.window,
            windowStart: windowStart(limit.window, date),
          })
        ] ?? 0)
  const asked = askedOf(request, measure)
  return {
    limitId: limit.id,
    scope: limit.scope,
    window: limit.window,
    measure: limit.measure,
    used,
    asked,
    max: bound.max,
    stretch: bound.stretch,
    left: Math.max(0, bound.max - used),
    holds: used + asked <= bound.max,
  }
}

function covers(lift: Lift, request: DecisionRequest): boolean {
  return (
    lift.power === request.power &&
    lift.amount.currency === request.amount.currency &&
    request.amount.minor <= lift.amount.minor &&
    (request.days ?? 0) <= (lift.days ?? 0)
  )
}
