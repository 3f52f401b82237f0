import type { CustomFact, FactType } from './condition.ts'
import { type LimitMeasure, type LimitScope, type PowerKind, powerMeasure } from './document.ts'
import type { DraftBounds, DraftCondition, DraftDocument, DraftLimit, DraftPower } from './draft.ts'

/** What a writer begins with: everything that has to be there, with the figures still to be written. */
export function newPower(
  document: DraftDocument,
  kind: PowerKind,
  currencies: readonly string[],
): DraftPower {
  const power: DraftPower = { kind, limits: [] }
  return { ...power, limits: [newLimit(document, power, currencies)] }
}

/** First how far one decision goes, then what a customer can be given in a year, then what an agent can give. */
export function newLimit(
  document: DraftDocument,
  { kind, limits }: DraftPower,
  currencies: readonly string[],
): DraftLimit {
  const measure = powerMeasure[kind] === 'none' ? 'count' : powerMeasure[kind]
  const wishes: Pick<DraftLimit, 'scope' | 'window' | 'measure'>[] = [
    ...(powerMeasure[kind] === 'none' ? [] : [{ scope: 'decision', window: null, measure } as const]),
    { scope: 'customer', window: 'year', measure: 'count' },
    { scope: 'customer', window: 'year', measure },
    { scope: 'agent', window: 'month', measure },
    { scope: 'team', window: 'month', measure },
  ]
  const there = (wish: (typeof wishes)[number]) =>
    limits.some(({ scope, measure: counted }) => scope === wish.scope && counted === wish.measure)
  const wish = wishes.find((one) => !there(one)) ?? wishes.at(-1)!
  const name = `${kind}.${wish.window ? `${wish.scope}_${wish.window}` : wish.scope}`
  const counted = wish.measure === measure ? '' : `_${wish.measure}`
  return {
    id: freeId(document, `${name}${counted}`),
    ...wish,
    bounds: emptyBounds(wish.measure, currencies),
  }
}

export function newCondition(document: DraftDocument, kind: PowerKind) {
  return { id: freeId(document, `${kind}.condition`), when: newLeaf('years_with_client', 'number', []) }
}

export function newFact({ facts = [] }: DraftDocument): CustomFact {
  const names = new Set(facts.map(({ name }) => name))
  let count = 1
  while (names.has(`fact_${count}`)) count++
  return { name: `fact_${count}`, type: 'number' }
}

/** A comparison that fits the fact's type, its value still to be written. */
export function newLeaf(fact: string, type: FactType, currencies: readonly string[]): DraftCondition {
  switch (type) {
    case 'money':
      return { fact, is: 'at_least', minor: Object.fromEntries(currencies.map((key) => [key, null])) }
    case 'number':
      return { fact, is: 'at_least', value: null }
    case 'boolean':
      return { fact, is: 'equal', value: true }
    case 'text':
      return { fact, is: 'one_of', values: [] }
  }
}

/** The limit with another reach or measure: what then no longer fits it goes, what fits stays. */
export function reshapeLimit(
  limit: DraftLimit,
  change: { scope?: LimitScope; measure?: LimitMeasure },
  currencies: readonly string[],
): DraftLimit {
  const { scope = limit.scope, measure = limit.measure } = change
  const window = scope === 'decision' ? null : (limit.window ?? (scope === 'customer' ? 'year' : 'month'))
  if (measure === limit.measure) return { ...limit, scope, window }
  const { levels: _, ...rest } = limit
  return { ...rest, scope, window, measure, bounds: emptyBounds(measure, currencies) }
}

/** The measures that a power's limit may have at a scope. */
export function measuresFor(kind: PowerKind, scope: LimitScope): LimitMeasure[] {
  const own = powerMeasure[kind]
  return [
    ...(own === 'none' ? [] : [own]),
    ...(scope === 'decision' ? [] : (['count'] as const)),
    ...(own === 'money' && (scope === 'decision' || scope === 'customer') ? (['value_share'] as const) : []),
  ]
}

function emptyBounds(measure: LimitMeasure, currencies: readonly string[]): DraftBounds {
  const keys = measure === 'money' ? currencies : ['any']
  return Object.fromEntries(keys.map((key) => [key, { max: null, stretch: null }]))
}

/** `name`, or `name_2`, … where it is taken. */
function freeId(document: DraftDocument, name: string): string {
  const taken = new Set(
    document.powers.flatMap(({ limits, conditions = [] }) => [...limits, ...conditions].map(({ id }) => id)),
  )
  if (!taken.has(name)) return name
  let count = 2
  while (taken.has(`${name}_${count}`)) count++
  return `${name}_${count}`
}
