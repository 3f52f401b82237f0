/**
 * The mandate as a document: what the agents of some teams may decide for a client's customers, at once and
 * finally. Immutable once signed; a change is a new version. All amounts are integer minor units.
 */
export const powerKinds = [
  'refund',
  'fee_waiver',
  'goodwill_credit',
  'upgrade',
  'deadline_moved',
  'replacement',
  'exception',
] as const
export type PowerKind = (typeof powerKinds)[number]

/** What a decision of this kind is counted in besides being counted: money, calendar days, or nothing. */
export const powerMeasure = {
  refund: 'money',
  fee_waiver: 'money',
  goodwill_credit: 'money',
  upgrade: 'money',
  deadline_moved: 'days',
  replacement: 'money',
  exception: 'none',
} as const satisfies Record<PowerKind, 'money' | 'days' | 'none'>

export const limitWindows = ['day', 'week', 'month', 'quarter', 'year'] as const
export type LimitWindow = (typeof limitWindows)[number]

/** `max` is the mandate's; `stretch` (at least `max`) is how far silence on a support request reaches. */
export type Bound = { max: number; stretch: number }

/**
 * One limit of a power. `bounds` is keyed by currency when the limit is on money (a currency that is not
 * named is not covered), and by `any` when it is on days or on the number of decisions.
 */
export type Limit = {
  /** unique in the document; the rule's name in every explanation, for example `refund.per_decision` */
  id: string
  scope: 'decision' | 'customer' | 'agent'
  /** null for limits of a single decision; otherwise the calendar window, in the site's zone */
  window: LimitWindow | null
  measure: 'money' | 'days' | 'count'
  bounds: Record<string, Bound>
}

export type Power = { kind: PowerKind; limits: Limit[] }

export type MandateDocument = {
  format: 'cartabianca-mandate/1'
  powers: Power[]
  support: {
    /** minutes within which the person on duty answers a support request */
    minutes: number
  }
}

export type MandateFault = { place: string; fault: string }

/** Faults that the document's shape alone does not show. Empty when the document can be signed. */
export function findMandateFaults(document: MandateDocument): MandateFault[] {
  const faults: MandateFault[] = []
  const kinds = new Set<string>()
  const ids = new Set<string>()
  document.powers.forEach((power, p) => {
    const place = `powers[${p}]`
    if (kinds.has(power.kind)) faults.push({ place, fault: 'power_twice' })
    kinds.add(power.kind)
    const measure = powerMeasure[power.kind]
    if (measure !== 'none' && !power.limits.some((l) => l.scope === 'decision' && l.measure === measure))
      faults.push({ place, fault: 'no_limit_per_decision' })
    power.limits.forEach((limit, l) => {
      const at = `${place}.limits[${l}]`
      if (ids.has(limit.id)) faults.push({ place: at, fault: 'limit_id_twice' })
      ids.add(limit.id)
      if ((limit.scope === 'decision') !== (limit.window === null))
        faults.push({ place: at, fault: 'window' })
      if (limit.scope === 'decision' && limit.measure === 'count')
        faults.push({ place: at, fault: 'measure' })
      if (limit.measure !== 'count' && limit.measure !== measure) faults.push({ place: at, fault: 'measure' })
      const keys = Object.keys(limit.bounds)
      if (keys.length === 0) faults.push({ place: at, fault: 'no_bounds' })
      for (const key of keys) {
        const bound = limit.bounds[key]!
        if ((limit.measure === 'money') !== /^[A-Z]{3}$/.test(key))
          faults.push({ place: at, fault: 'bound_key' })
        if (limit.measure !== 'money' && key !== 'any') faults.push({ place: at, fault: 'bound_key' })
        if (bound.stretch < bound.max)
          faults.push({ place: `${at}.bounds.${key}`, fault: 'stretch_below_max' })
      }
    })
  })
  return faults
}
