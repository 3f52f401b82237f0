import { type CompiledCondition, compileCondition } from './compile-condition.ts'
import { type Condition, type Facts, findConditionFaults } from './condition.ts'
import type { Bounds, MandateDocument, Wording } from './document.ts'
import { findBoundFaults, type MandateFault } from './faults.ts'

/**
 * A crisis overlay: for a time, and only wider, what a mandate allows. Signed by both sides like the version
 * that it names; it ends by itself, and a new version of the mandate ends it too.
 */
export type Overlay = {
  format: 'cartabianca-overlay/1'
  /** SHA-256 of the mandate version that it widens, so that ids of limits mean what they meant */
  mandate: string
  reason: Wording
  /** UTC instants, ISO 8601: from the first, until just before the second */
  from: string
  until: string
  /** whom it is for; without it everybody. A missing fact widens nothing. */
  when?: Condition
  /** limits that reach further: at least as far as the mandate's own */
  widens: { limit: string; bounds: Bounds }[]
  /** conditions that don't bind meanwhile, by id */
  waives: string[]
}

export type OverlayInForce = { id: string; document: Overlay }

/** An overlay read once, for requests in one currency. */
export type CompiledOverlay = {
  id: string
  from: number
  until: number
  when: CompiledCondition | null
  /** by limit */
  widens: ReadonlyMap<string, Bounds>
  waives: ReadonlySet<string>
}

/** A crisis is days or weeks; what is needed for longer than a quarter is a new version. */
const longestMs = 92 * 86_400_000

/** Those whose time it is and whose own condition holds. */
export function findOverlays(
  overlays: readonly OverlayInForce[],
  now: number,
  { facts, amount, currency }: { facts: Facts; amount: number | null; currency: string },
): readonly CompiledOverlay[] {
  if (overlays.length === 0) return none
  return overlays
    .map((overlay) => compileOverlay(overlay, currency))
    .filter(
      ({ from, until, when }) =>
        from <= now && now < until && (when === null || when.truth(facts, amount) === 'true'),
    )
}

const none: readonly CompiledOverlay[] = []
/** By the overlay, then by currency: overlays do not change. */
const compiled = new WeakMap<OverlayInForce, Map<string, CompiledOverlay>>()

function compileOverlay(overlay: OverlayInForce, currency: string): CompiledOverlay {
  let byCurrency = compiled.get(overlay)
  if (!byCurrency) {
    byCurrency = new Map()
    compiled.set(overlay, byCurrency)
  }
  let known = byCurrency.get(currency)
  if (!known) {
    const { from, until, when, widens, waives } = overlay.document
    known = {
      id: overlay.id,
      from: Date.parse(from),
      until: Date.parse(until),
      when: when ? compileCondition(when, currency) : null,
      widens: new Map(widens.map(({ limit, bounds }) => [limit, bounds])),
      waives: new Set(waives),
    }
    byCurrency.set(currency, known)
  }
  return known
}

/** Faults of an overlay on the mandate it names. Empty when it can be signed: it then only widens, and it ends. */
export function findOverlayFaults(document: MandateDocument, overlay: Overlay): MandateFault[] {
  const faults: MandateFault[] = []
  const wrong = (place: string, fault: string) => faults.push({ place, fault })
  const [from, until] = [Date.parse(overlay.from), Date.parse(overlay.until)]
  if (!(until > from)) wrong('until', 'ends_before_it_begins')
  else if (until - from > longestMs) wrong('until', 'overlay_too_long')
  if (overlay.widens.length + overlay.waives.length === 0) wrong('widens', 'widens_nothing')
  if (overlay.when) faults.push(...findConditionFaults(overlay.when, document.facts ?? [], 'when'))

  const limits = document.powers.flatMap((power) => power.limits)
  const seen = new Set<string>()
  overlay.widens.forEach((wider, w) => {
    const place = `widens[${w}]`
    if (seen.has(wider.limit)) wrong(place, 'limit_id_twice')
    seen.add(wider.limit)
    const limit = limits.find(({ id }) => id === wider.limit)
    if (!limit) {
      wrong(`${place}.limit`, 'unknown_limit')
      return
    }
    faults.push(...findBoundFaults(limit, wider.bounds, place, `${place}.bounds`))
    for (const [key, bound] of Object.entries(wider.bounds)) {
      const at = `${place}.bounds.${key}`
      const own = limit.bounds[key]
      if (!own) wrong(at, 'bound_key')
      else if (bound.max < own.max || bound.stretch < own.stretch) wrong(at, 'overlay_narrows')
    }
  })
  const conditions = new Set(document.powers.flatMap((power) => power.conditions ?? []).map(({ id }) => id))
  overlay.waives.forEach((id, w) => {
    if (!conditions.has(id)) wrong(`waives[${w}]`, 'unknown_condition')
  })
  return faults
}
