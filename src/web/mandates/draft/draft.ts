import {
  type Limit,
  type LimitWindow,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerKinds,
  powerMeasure,
} from '../../../core/mandate/document.ts'

/** The limits that the form offers for a power; others of a version in force are kept as they are. */
export type Slot = 'decision' | 'customer_count' | 'customer_amount' | 'agent_amount' | 'agent_count'
export type DraftBound = { max: number | null; stretch: number | null }
export type DraftLimit = { window: LimitWindow; bounds: Record<string, DraftBound> }
export type DraftPower = {
  on: boolean
  limits: Partial<Record<Slot, DraftLimit>>
  kept: Limit[]
  /** of the version started from, and not asked about here */
  also?: Pick<Power, 'conditions' | 'wording'>
}
export type Draft = {
  clientId: string
  teamIds: string[]
  /** calendar date, or empty: as soon as both have signed */
  from: string
  minutes: number | null
  powers: Record<PowerKind, DraftPower>
  also?: Pick<MandateDocument, 'validity' | 'facts'> & { first?: MandateDocument['support']['first'] }
}

const slots: Record<Slot, Pick<Limit, 'scope'> & { window: LimitWindow }> = {
  decision: { scope: 'decision', window: 'year' },
  customer_count: { scope: 'customer', window: 'year' },
  customer_amount: { scope: 'customer', window: 'year' },
  agent_amount: { scope: 'agent', window: 'month' },
  agent_count: { scope: 'agent', window: 'month' },
}

export function slotsOf(kind: PowerKind): Slot[] {
  if (powerMeasure[kind] === 'none') return ['customer_count', 'agent_count']
  return ['decision', 'customer_count', 'customer_amount', 'agent_amount']
}

export function measureOf(kind: PowerKind, slot: Slot): 'money' | 'days' | 'count' {
  const measure = powerMeasure[kind]
  return slot.endsWith('_count') || measure === 'none' ? 'count' : measure
}

/** The currencies of the client where money is limited, one bound for all otherwise. */
export function boundKeys(
  measure: 'money' | 'days' | 'count',
  currencies: readonly string[],
): readonly string[] {
  return measure === 'money' ? currencies : ['any']
}

export function emptyDraft(clientId = ''): Draft {
  const power = (): DraftPower => ({ on: false, limits: {}, kept: [] })
  return {
    clientId,
    teamIds: [],
    from: '',
    minutes: 10,
    powers: Object.fromEntries(powerKinds.map((kind) => [kind, power()])) as Draft['powers'],
  }
}

export function limitOf(power: DraftPower, slot: Slot): DraftLimit {
  return power.limits[slot] ?? { window: slots[slot].window, bounds: {} }
}

export function isFilled({ bounds }: DraftLimit): boolean {
  return Object.values(bounds).some(({ max, stretch }) => max !== null || stretch !== null)
}

/** A draft that says what a version says. */
export function draftOf(document: MandateDocument, start: Draft): Draft {
  const { validity, facts, support } = document
  const draft: Draft = {
    ...start,
    minutes: support.minutes,
    powers: emptyDraft().powers,
    also: {
      ...(validity ? { validity } : {}),
      ...(facts ? { facts } : {}),
      ...(support.first ? { first: support.first } : {}),
    },
  }
  for (const { kind, limits, conditions, wording } of document.powers) {
    const power: DraftPower = {
      on: true,
      limits: {},
      kept: [],
      also: { ...(conditions ? { conditions } : {}), ...(wording ? { wording } : {}) },
    }
    for (const limit of limits) {
      const slot = slotsOf(kind).find(
        (one) =>
          slots[one].scope === limit.scope && measureOf(kind, one) === limit.measure && !power.limits[one],
      )
      if (slot && !limit.levels)
        power.limits[slot] = { window: limit.window ?? slots[slot].window, bounds: limit.bounds }
      else power.kept.push(limit)
    }
    draft.powers[kind] = power
  }
  return draft
}

/** The document, and where in it each part of the form went: `places[place]` is the form's own name of it. */
export function documentOf(
  draft: Draft,
  currencies: readonly string[],
): { document: MandateDocument; places: Record<string, string> } {
  const places: Record<string, string> = {}
  const chosen = powerKinds.filter((kind) => draft.powers[kind].on)
  const powers = chosen.map((kind, p) => {
    places[`powers[${p}]`] = kind
    const power = draft.powers[kind]
    const limits: Limit[] = []
    for (const slot of slotsOf(kind)) {
      const limit = limitFrom(kind, slot, limitOf(power, slot), currencies)
      if (!limit) continue
      const place = `powers[${p}].limits[${limits.length}]`
      places[place] = `${kind}.${slot}`
      for (const key of Object.keys(limit.bounds)) places[`${place}.bounds.${key}`] = `${kind}.${slot}`
      limits.push(limit)
    }
    return { kind, limits: [...limits, ...power.kept], ...power.also }
  })
  const { first, ...also } = draft.also ?? {}
  const support = { minutes: draft.minutes ?? 0, ...(first ? { first } : {}) }
  return { document: { format: 'cartabianca-mandate/1', powers, support, ...also }, places }
}

/** Null while nothing is limited by it. A stretch that nobody wrote is none: silence grants up to the limit. */
function limitFrom(
  kind: PowerKind,
  slot: Slot,
  { window, bounds }: DraftLimit,
  currencies: readonly string[],
): Limit | null {
  const measure = measureOf(kind, slot)
  const filled = boundKeys(measure, currencies).flatMap((key) => {
    const { max, stretch } = bounds[key] ?? { max: null, stretch: null }
    return max === null ? [] : [[key, { max, stretch: stretch ?? max }] as const]
  })
  if (filled.length === 0) return null
  const { scope } = slots[slot]
  return {
    id: slot === 'decision' ? `${kind}.per_decision` : `${kind}.${slot}`,
    scope,
    window: scope === 'decision' ? null : window,
    measure,
    bounds: Object.fromEntries(filled),
  }
}
