import type { Said, SaidValue } from '../language/said.ts'
import type { Bounds, Limit, MandateDocument, Power } from './document.ts'
import { sayCondition, sayFact } from './say-condition.ts'

/**
 * What a new version changes, in plain sentences as keys of the catalogues ("Agents may now waive 2 fees for one
 * customer in one year, instead of once."). Empty when both mean the same; the order of powers says nothing.
 */
export function describeMandateChange(before: MandateDocument, after: MandateDocument): Said[] {
  const old = new Map(before.powers.map((power) => [power.kind, power]))
  const said: Said[] = []
  for (const power of after.powers) {
    const was = old.get(power.kind)
    old.delete(power.kind)
    said.push(...(was ? describePower(was, power) : describeNew(power)))
  }
  for (const power of old.values())
    said.push({ key: 'change.power_removed', values: { power: nameOf(power) } })
  return [...said, ...describeRest(before, after)]
}

/** "New: Refund. Agents may refund up to €50.00 each time." */
function describeNew(after: Power): Said[] {
  const { kind, limits } = after
  const said: Said[] = [{ key: 'change.power_added', values: { power: nameOf(after) } }]
  if (limits.length === 0) said.push({ key: 'change.grant_freely', values: { power: nameOf(after) } })
  for (const limit of limits)
    said.push({ key: `change.grant_${limit.scope}`, values: sayUse(kind, limit, limit.bounds) })
  return [...said, ...describePower({ kind, limits: limits.map(({ levels: _, ...limit }) => limit) }, after)]
}

function describePower(before: Power, after: Power): Said[] {
  const power = nameOf(after)
  const said: Said[] = []
  const unmatched = [...before.limits]
  for (const limit of after.limits) {
    const was = takeMatch(unmatched, limit)
    if (was) said.push(...describeLimit(power, after.kind, was, limit))
    else {
      const to = sayBounds(limit, limit.bounds, 'max')
      said.push({ key: 'change.limit_added', values: { power, where: whereOf(limit), after: to } })
      said.push(...describeLevels(power, { ...limit, levels: {} }, limit))
    }
  }
  for (const limit of unmatched)
    said.push({
      key: 'change.limit_removed',
      values: { power, where: whereOf(limit), before: sayBounds(limit, limit.bounds, 'max') },
    })
  said.push(...describeConditions(power, before, after))
  if (!isSame(before.wording, after.wording)) said.push({ key: 'change.wording', values: { power } })
  return said
}

/** The same limit: by its id, or else the one that limits the same thing. */
function takeMatch(unmatched: Limit[], limit: Limit): Limit | undefined {
  const alike = (one: Limit) => one.scope === limit.scope && one.measure === limit.measure
  let index = unmatched.findIndex((one) => one.id === limit.id && alike(one))
  if (index < 0) index = unmatched.findIndex((one) => alike(one) && one.window === limit.window)
  if (index < 0) index = unmatched.findIndex(alike)
  return index < 0 ? undefined : unmatched.splice(index, 1)[0]
}

function describeLimit(power: Said, kind: Power['kind'], before: Limit, after: Limit): Said[] {
  const said: Said[] = []
  const where = whereOf(after)
  if (before.window !== after.window)
    said.push({ key: 'change.window', values: { power, after: where, before: whereOf(before) } })
  const keys = Object.keys(after.bounds)
  const differ = (which: 'max' | 'stretch') =>
    keys.filter((key) => before.bounds[key] && before.bounds[key][which] !== after.bounds[key]![which])
  const pick = (bounds: Bounds, of: string[]) => Object.fromEntries(of.map((key) => [key, bounds[key]!]))
  const [max, stretch] = [differ('max'), differ('stretch')]
  if (max.length > 0)
    said.push({
      key: `change.now_${after.scope}`,
      values: {
        ...sayUse(kind, after, pick(after.bounds, max)),
        before: sayBounds(before, pick(before.bounds, max), 'max'),
      },
    })
  if (stretch.length > 0)
    said.push({
      key: 'change.stretch',
      values: {
        power,
        where,
        after: sayBounds(after, pick(after.bounds, stretch), 'stretch'),
        before: sayBounds(before, pick(before.bounds, stretch), 'stretch'),
      },
    })
  for (const key of keys.filter((one) => !before.bounds[one]))
    said.push({
      key: 'change.currency_added',
      values: { power, where, after: sayBounds(after, pick(after.bounds, [key]), 'max') },
    })
  for (const key of Object.keys(before.bounds).filter((one) => !after.bounds[one]))
    said.push({ key: 'change.currency_removed', values: { power, where, currency: key } })
  return [...said, ...describeLevels(power, before, after)]
}

function describeLevels(power: Said, before: Limit, after: Limit): Said[] {
  const where = whereOf(after)
  return (['trainee', 'senior'] as const).flatMap((level): Said[] => {
    const [was, is] = [before.levels?.[level], after.levels?.[level]]
    if (isSame(was, is)) return []
    if (!is) return [{ key: `change.level_gone_${level}`, values: { power, where } }]
    const values = { power, where, after: sayBounds(after, is.bounds, 'max') }
    if (!is.when) return [{ key: `change.level_${level}`, values }]
    return [{ key: 'change.level_where', values: { ...values, condition: sayCondition(is.when) } }]
  })
}

function describeConditions(power: Said, before: Power, after: Power): Said[] {
  const old = new Map((before.conditions ?? []).map(({ id, when }) => [id, when]))
  const said: Said[] = []
  for (const { id, when } of after.conditions ?? []) {
    const was = old.get(id)
    old.delete(id)
    const condition = sayCondition(when)
    if (!was) said.push({ key: 'change.condition_added', values: { power, condition } })
    else if (!isSame(was, when))
      said.push({ key: 'change.condition_changed', values: { power, condition, before: sayCondition(was) } })
  }
  for (const when of old.values())
    said.push({ key: 'change.condition_removed', values: { power, condition: sayCondition(when) } })
  return said
}

function describeRest(before: MandateDocument, after: MandateDocument): Said[] {
  const said: Said[] = []
  const [was, is] = [before.support, after.support]
  if (was.minutes !== is.minutes)
    said.push({ key: 'change.minutes', values: { count: is.minutes, before: was.minutes } })
  if ((was.first ?? 'coach') !== (is.first ?? 'coach'))
    said.push({ key: `change.first_${is.first ?? 'coach'}`, values: {} })
  for (const end of ['from', 'until'] as const) {
    const [old, date] = [before.validity?.[end], after.validity?.[end]]
    if (old === date) continue
    said.push(
      date === undefined
        ? { key: `change.valid_${end}_gone`, values: {} }
        : { key: `change.valid_${end}`, values: { date: { date } } },
    )
  }
  const names = (document: MandateDocument) =>
    (document.facts ?? []).map(({ name, type }) => `${name}:${type}`)
  const [old, now] = [new Set(names(before)), new Set(names(after))]
  const sayName = (fact: string) => ({ fact: sayFact(fact.split(':')[0]!) })
  for (const fact of now) if (!old.has(fact)) said.push({ key: 'change.fact_added', values: sayName(fact) })
  for (const fact of old) if (!now.has(fact)) said.push({ key: 'change.fact_removed', values: sayName(fact) })
  return said
}

function nameOf({ kind }: Pick<Power, 'kind'>): Said {
  return { key: `power.${kind}`, values: {} }
}

/** "waive 2 fees … a year", "refund up to €60.00 … each time" */
function sayUse(kind: Power['kind'], limit: Limit, bounds: Bounds): Record<string, SaidValue> {
  const what: Said =
    limit.measure === 'count' && limit.scope !== 'decision'
      ? { key: `change.use_${kind}`, values: { count: bounds.any?.max ?? 0 } }
      : { key: `change.upto_${kind}`, values: { amount: sayBounds(limit, bounds, 'max') } }
  return { what, window: limit.window ? { key: `change.per_${limit.window}`, values: {} } : '' }
}

/** "each time", "for one customer in one year" */
function whereOf({ scope, window }: Limit): Said {
  const within: SaidValue = window ? { key: `rule.within_${window}`, values: {} } : ''
  return { key: `change.where_${scope}`, values: { window: within } }
}

function sayBounds({ measure }: Limit, bounds: Bounds, which: 'max' | 'stretch'): SaidValue {
  return {
    either: Object.entries(bounds).map(([currency, bound]): SaidValue => {
      const value = bound[which]
      if (measure === 'money') return { money: { minor: value, currency } }
      if (measure === 'value_share')
        return { key: 'change.share', values: { percent: { basisPoints: value } } }
      return { key: measure === 'days' ? 'change.days' : 'change.times', values: { count: value } }
    }),
  }
}

/** Of plain data, whatever the order of its keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    Array.isArray(a) === Array.isArray(b) &&
    keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
