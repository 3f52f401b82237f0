import { type CustomFact, factTypes, findConditionFaults } from './condition.ts'
import {
  type Bounds,
  type LevelBounds,
  type Limit,
  type MandateDocument,
  type Power,
  powerMeasure,
  wholeBasisPoints,
} from './document.ts'

export type MandateFault = { place: string; fault: string }

/** Faults that the document's shape alone does not show. Empty when the document can be signed. */
export function findMandateFaults(document: MandateDocument): MandateFault[] {
  const faults: MandateFault[] = []
  const kinds = new Set<string>()
  const ids = new Set<string>()
  const custom = document.facts ?? []
  document.powers.forEach((power, p) => {
    const place = `powers[${p}]`
    if (kinds.has(power.kind)) faults.push({ place, fault: 'power_twice' })
    kinds.add(power.kind)
    const measure = powerMeasure[power.kind]
    const perDecision = power.limits.filter((limit) => limit.scope === 'decision')
    if (measure !== 'none' && !perDecision.some((l) => l.measure === measure || l.measure === 'value_share'))
      faults.push({ place, fault: 'no_limit_per_decision' })
    power.limits.forEach((limit, l) => {
      const at = `${place}.limits[${l}]`
      if (ids.has(limit.id)) faults.push({ place: at, fault: 'limit_id_twice' })
      ids.add(limit.id)
      faults.push(...findLimitFaults(limit, power, custom, at))
    })
    power.conditions?.forEach((condition, c) => {
      const at = `${place}.conditions[${c}]`
      if (ids.has(condition.id)) faults.push({ place: at, fault: 'limit_id_twice' })
      ids.add(condition.id)
      faults.push(...findConditionFaults(condition.when, custom, `${at}.when`))
    })
  })
  return [...faults, ...findFactFaults(custom), ...findValidityFaults(document)]
}

function findLimitFaults(
  limit: Limit,
  power: Power,
  custom: readonly CustomFact[],
  at: string,
): MandateFault[] {
  const faults: MandateFault[] = []
  const { scope, measure } = limit
  const counted = powerMeasure[power.kind]
  const wrong = (fault: string, place = at) => faults.push({ place, fault })
  if ((scope === 'decision') !== (limit.window === null)) wrong('window')
  if (scope === 'decision' && measure === 'count') wrong('measure')
  if (measure === 'value_share') {
    if (counted !== 'money' || scope === 'agent' || scope === 'team') wrong('measure')
  } else if (measure !== 'count' && measure !== counted) wrong('measure')
  faults.push(...findBoundFaults(limit, limit.bounds, at, `${at}.bounds`))
  for (const level of ['trainee', 'senior'] as const) {
    const other = limit.levels?.[level]
    if (!other) continue
    const place = `${at}.levels.${level}`
    faults.push(...findBoundFaults(limit, other.bounds, place, `${place}.bounds`))
    if (!isOrdered(level, limit.bounds, other)) wrong('level_order', place)
    if (level === 'trainee' && other.when) wrong('when_on_trainee', `${place}.when`)
    if (other.when) faults.push(...findConditionFaults(other.when, custom, `${place}.when`))
  }
  return faults
}

/** Faults of the bounds that a limit, or a widening of it, may have. */
export function findBoundFaults(
  { measure }: Pick<Limit, 'measure'>,
  bounds: Bounds,
  at: string,
  place: string,
): MandateFault[] {
  const faults: MandateFault[] = []
  const entries = Object.entries(bounds)
  if (entries.length === 0) faults.push({ place: at, fault: 'no_bounds' })
  for (const [key, bound] of entries) {
    if (measure === 'money' ? !/^[A-Z]{3}$/.test(key) : key !== 'any')
      faults.push({ place: at, fault: 'bound_key' })
    if (bound.stretch < bound.max) faults.push({ place: `${place}.${key}`, fault: 'stretch_below_max' })
    if (measure === 'value_share' && Math.max(bound.max, bound.stretch) > wholeBasisPoints)
      faults.push({ place: `${place}.${key}`, fault: 'share_above_whole' })
  }
  return faults
}

/** A trainee's bounds go no further than a limit's own, a senior's no less far; and in the same currencies. */
function isOrdered(level: 'trainee' | 'senior', own: Bounds, { bounds }: LevelBounds): boolean {
  const keys = Object.keys(own)
  if (keys.length !== Object.keys(bounds).length) return false
  return keys.every((key) => {
    const [mine, other] = [own[key]!, bounds[key]]
    if (!other) return false
    const [low, high] = level === 'trainee' ? [other, mine] : [mine, other]
    return low.max <= high.max && low.stretch <= high.stretch
  })
}

function findFactFaults(custom: readonly CustomFact[]): MandateFault[] {
  const names = new Set<string>(Object.keys(factTypes))
  return custom.flatMap(({ name }, f) => {
    const twice = names.has(name)
    names.add(name)
    return twice ? [{ place: `facts[${f}]`, fault: 'fact_twice' }] : []
  })
}

function findValidityFaults({ validity }: MandateDocument): MandateFault[] {
  const { from, until } = validity ?? {}
  return from && until && until < from ? [{ place: 'validity', fault: 'ends_before_it_begins' }] : []
}
