import type { Condition } from '../mandate/condition.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { codeParts, placesOf } from './asks.ts'
import { endingOf } from './ending.ts'
import type { Groundwork } from './ground.ts'
import type { History } from './history.ts'
import { boundOf, type PowerPlan } from './plan.ts'

/**
 * Everything that is the same for all asks of a variant: a ground code with the truths that bounds hang on. A variant
 * has an entry of `size` numbers: see `entry`, `slotAt`, `boundsAt`. Counters lie in slots, the one that a share of the
 * customer's value holds first.
 */
export type Tables = {
  plan: PowerPlan
  bounds: Numbers
  size: number
  variants: number
  /** which counter is in it */
  slots: number[]
  /** whether the fast fold may have it: numbers then have 32 bits */
  few: boolean
  /** whether asks within the stretch stand too */
  silent: boolean
  /** by limit three: which of the sums it holds (see `sumsOf`), whether it is a share, its index among the rules */
  limits: Int32Array
  /** by what is known of an ask (see `writeKnown`): which conditions hold, and the ending of what they bar, or 0 */
  truths: Uint16Array
  barred: Uint16Array
}

/**
 * How many sums an ask has: what its counters would come to, by place, and after them what it asks for, one, and nothing;
 * and one more, so that those of the fast fold are eight.
 */
export const sumsOf = (slots: number) => placesOf(slots) + 4

/** Those of 32 bits where they hold all that can come, since they are quicker; else doubles. */
export type Numbers = Int32Array | Float64Array

/** In an entry. Of what asks are held to, shares are in basis points, and -1 is none. */
export const entry = {
  /** the ending of all asks of the variant, or 0 */
  gate: 0,
  /** what a single ask may come to, whatever was used; and the share that it may come to */
  room: 1,
  share: 2,
}
/** What a slot's counter may come to; and after it the share that it may come to. */
export const slotAt = (k: number) => 3 + k * 2
/** A limit's bound, and after it its stretch; in basis points for a share. With the last one's the entry ends. */
export const boundsAt = (slots: number, limit: number) => slotAt(placesOf(slots)) + limit * 2

/** A power's counters in the order of their slots: the one that a share of the customer's value holds goes first. */
export function slotsOf({ counters, limits }: PowerPlan): number[] {
  const shares = new Set(limits.filter(({ share }) => share).map(({ counter }) => counter))
  return counters.map((_, c) => c).sort((a, b) => Number(shares.has(b)) - Number(shares.has(a)))
}

/**
 * @param truths by what is known of an ask: which conditions hold
 * @param silent whether asks within the stretch stand too, and use up budgets
 */
export function makeTables(
  plan: PowerPlan,
  { span }: Groundwork,
  truths: Uint16Array,
  few: boolean,
  silent: boolean,
): Tables {
  const { limits, boundBits } = plan
  const slots = slotsOf(plan)
  const size = boundsAt(slots.length, limits.length)
  const variants = span << boundBits
  return {
    ...{ plan, size, variants, slots, few, silent },
    bounds: few ? new Int32Array(variants * size) : new Float64Array(variants * size),
    limits: Int32Array.from(
      limits.flatMap(({ counter, asked, share, rule }) => {
        const single = placesOf(slots.length) + ['own', 'one', 'nothing'].indexOf(asked)
        return [counter < 0 ? single : slots.indexOf(counter), Number(share), rule]
      }),
    ),
    ...{ truths, barred: new Uint16Array(truths.length) },
  }
}

/**
 * Writes what holds until an overlay begins or ends, or the document's validity does.
 * @param active overlays whose time it is
 * @param outOfDate by calendar: the ending of all its asks, or 0
 */
export function writeBounds(
  tables: Tables,
  history: History,
  active: readonly OverlayInForce[],
  outOfDate: readonly number[],
  notCovered: number,
): void {
  const { plan, bounds, size, variants, slots, few, silent } = tables
  const unlimited = few ? 2 ** 31 - 1 : Number.POSITIVE_INFINITY
  const { limits, counters, boundBits, whens } = plan
  const texts = whens.map((when) => JSON.stringify(when))
  for (let v = 0; v < variants; v++) {
    const { level, currency, calendar } = codeParts(v >> boundBits, Math.max(1, history.currencies.length))
    const isTrue = (when: Condition) => ((v >> texts.indexOf(JSON.stringify(when))) & 1) === 1
    const isKnownTrue = (when: Condition) => texts.includes(JSON.stringify(when)) && isTrue(when)
    const widening = active.filter(({ document }) => !document.when || isKnownTrue(document.when))
    const place = v * size
    let [gate, room, share] = [outOfDate[calendar]!, unlimited, -1]
    const most = counters.map(() => unlimited)
    const shares = counters.map(() => -1)
    limits.forEach(({ limit, asked, share: isShare, counter }, l) => {
      const bound = boundOf(limit, history.currencies[currency] ?? '', level, isTrue, widening)
      if (!bound) {
        gate ||= notCovered
        return
      }
      const { max } = bound
      // Weighed only where the bound itself does not hold: below it there is nothing more to reach.
      const stretch = Math.max(max, bound.stretch)
      const at = place + boundsAt(slots.length, l)
      bounds[at] = Math.min(max, unlimited)
      bounds[at + 1] = Math.min(stretch, unlimited)
      const stands = silent ? stretch : max
      if (counter >= 0) {
        if (isShare) shares[counter] = least(shares[counter]!, stands)
        else most[counter] = Math.min(most[counter]!, stands)
      } else if (isShare) share = asked === 'own' ? least(share, stands) : share
      else if (asked === 'own') room = Math.min(room, stands)
      else if ((asked === 'one' ? 1 : 0) > stands) room = -1
    })
    bounds[place + entry.gate] = gate
    // Nothing is so little that it passes a gate.
    bounds[place + entry.room] = gate === 0 ? room : -1
    bounds[place + entry.share] = share
    for (let k = 0; k < placesOf(slots.length); k++) {
      bounds[place + slotAt(k)] = most[slots[k] ?? -1] ?? unlimited
      bounds[place + slotAt(k) + 1] = shares[slots[k] ?? -1] ?? -1
    }
  }
  writeBarred(tables, active)
}

const least = (share: number, other: number) => (share < 0 ? other : Math.min(share, other))

const beyond = endingOf('beyond', 0) - 8

/** By all their truths, the first condition that does not hold, and that no overlay waives. */
function writeBarred(
  { plan: { conditions, whens }, truths, barred }: Tables,
  overlays: readonly OverlayInForce[],
): void {
  const texts = whens.map((when) => JSON.stringify(when))
  const standing = conditions.flatMap(({ id, bit, rule }) => {
    const waiving = overlays.filter(({ document }) => document.waives.includes(id))
    if (waiving.some(({ document }) => !document.when)) return []
    const by = waiving.reduce(
      (all, { document }) => all | (1 << texts.indexOf(JSON.stringify(document.when))),
      0,
    )
    return [{ needed: 1 << bit, by, ending: beyond + 8 * (rule + 1) }]
  })
  truths.forEach((truth, known) => {
    const inTheWay = standing.find(({ needed, by }) => (truth & needed) === 0 && (truth & by) === 0)
    barred[known] = inTheWay?.ending ?? 0
  })
}
