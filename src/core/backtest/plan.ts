import type { Condition } from '../mandate/condition.ts'
import {
  type Bound,
  type Limit,
  type LimitWindow,
  levels,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerKinds,
  powerMeasure,
} from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { type Rule, rulesOf } from './ending.ts'

/** What an ask adds to a counter: what the power is counted in, one, or nothing. */
export type Asked = 'own' | 'one' | 'nothing'

/** What limits of one scope, measure and window are counted in. Those in money have a cell for each currency. */
export type Counter = {
  scope: 'customer' | 'agent' | 'team'
  window: LimitWindow
  asked: Asked
  perCurrency: boolean
}

export type LimitPlan = {
  limit: Limit
  /** index among the rules */
  rule: number
  asked: Asked
  share: boolean
  /** index among the power's counters; -1 for a limit of a single decision */
  counter: number
}

/** One power, made ready. `whens`: all that its bounds and conditions hang on, each a bit of a row's truths. */
export type PowerPlan = {
  kind: PowerKind
  lane: number
  whens: Condition[]
  /** how many of them, from the first, bounds hang on */
  boundBits: number
  conditions: { bit: number; rule: number; id: string }[]
  limits: LimitPlan[]
  counters: Counter[]
}

/** A mandate made ready for any history; cheap enough to be made anew at each move of a slider. */
export type Plan = {
  document: MandateDocument
  overlays: readonly OverlayInForce[]
  rules: Rule[]
  powers: PowerPlan[]
  /** the windows that anything is counted in */
  windows: LimitWindow[]
}

export function compilePlan(document: MandateDocument, overlays: readonly OverlayInForce[] = []): Plan {
  const rules = rulesOf(document)
  // As `evaluateMandate`: where a kind is there twice, the first counts.
  const firsts = document.powers.filter(
    (power, p) => document.powers.findIndex(({ kind }) => kind === power.kind) === p,
  )
  const powers = firsts.map((power) => planPower(power, rules, overlays))
  const windows = new Set(powers.flatMap(({ counters }) => counters.map(({ window }) => window)))
  return { document, overlays, rules, powers, windows: [...windows] }
}

function planPower(power: Power, rules: Rule[], overlays: readonly OverlayInForce[]): PowerPlan {
  const { kind, limits, conditions = [] } = power
  const ids = new Set(limits.map(({ id }) => id))
  const waivable = new Set(conditions.map(({ id }) => id))
  const concerns = overlays.filter(
    ({ document: { widens, waives } }) =>
      widens.some(({ limit }) => ids.has(limit)) || waives.some((id) => waivable.has(id)),
  )
  const whens: Condition[] = []
  const bitOf = (when: Condition) => {
    const text = JSON.stringify(when)
    const known = whens.findIndex((other) => JSON.stringify(other) === text)
    return known >= 0 ? known : whens.push(when) - 1
  }
  for (const limit of limits)
    for (const level of ['trainee', 'senior'] as const)
      if (limit.levels?.[level]?.when) bitOf(limit.levels[level].when)
  for (const { document } of concerns) if (document.when) bitOf(document.when)
  const boundBits = whens.length
  const ruleOf = (id: string) => rules.findIndex((rule) => rule.power === kind && rule.id === id)

  const counters: Counter[] = []
  const planned = limits.map((limit): LimitPlan => {
    const { scope, window, measure } = limit
    const asked = askedBy(measure, kind)
    const share = measure === 'value_share'
    const own = { limit, rule: ruleOf(limit.id), asked, share }
    if (scope === 'decision' || window === null) return { ...own, counter: -1 }
    const perCurrency = share || measure === 'money'
    const wanted: Counter = { scope, window, asked, perCurrency }
    let counter = counters.findIndex(
      (other) =>
        other.scope === scope &&
        other.window === window &&
        other.asked === asked &&
        other.perCurrency === perCurrency,
    )
    if (counter < 0) counter = counters.push(wanted) - 1
    return { ...own, counter }
  })
  return {
    kind,
    lane: powerKinds.indexOf(kind),
    boundBits,
    conditions: conditions.map(({ id, when }) => ({ bit: bitOf(when), rule: ruleOf(id), id })),
    whens,
    limits: planned,
    counters,
  }
}

function askedBy(measure: Limit['measure'], kind: PowerKind): Asked {
  if (measure === 'count') return 'one'
  const counted = measure === 'value_share' ? 'money' : measure
  return powerMeasure[kind] === counted ? 'own' : 'nothing'
}

/**
 * A limit's bound, as `weighLimit` finds it, where it is known which conditions hold.
 * @param active overlays whose time it is, and whose condition holds
 */
export function boundOf(
  limit: Limit,
  currency: string,
  level: number,
  isTrue: (when: Condition) => boolean,
  active: readonly OverlayInForce[],
): Bound | null {
  const key = limit.measure === 'money' ? currency : 'any'
  const own = limit.bounds[key]
  if (!own) return null
  const name = levels[level]!
  const other = name === 'full' ? undefined : limit.levels?.[name]
  let bound = (other && (!other.when || isTrue(other.when)) ? other.bounds[key] : undefined) ?? own
  for (const { document } of active) {
    const wider = document.widens.find((one) => one.limit === limit.id)?.bounds[key]
    if (wider)
      bound = { max: Math.max(bound.max, wider.max), stretch: Math.max(bound.stretch, wider.stretch) }
  }
  return bound
}
