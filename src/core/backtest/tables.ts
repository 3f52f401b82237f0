import type { Condition } from '../mandate/condition.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { endingOf } from './ending.ts'
import { codeParts, type Groundwork } from './ground.ts'
import type { History } from './history.ts'
import { boundOf, type Counter, type PowerPlan } from './plan.ts'

/**
 * Everything that is the same for all asks of a variant: a ground code with the truths that bounds hang on. A variant
 * has an entry, read in doubles, and in words of 32 bits where it holds whole numbers: see `entry`, `slot`. Counters
 * lie in slots: the fast folds have one, or two, of customers, one of agents and one of teams; a slot that no counter
 * needs leads to a cell that is never looked at.
 */
export type Tables = {
  plan: PowerPlan
  doubles: Float64Array
  words: Int32Array
  /** of an entry, in doubles */
  size: number
  variants: number
  /** by calendar: its variants, and the index of each one's currency */
  byCalendar: { variants: Int32Array; currencies: Int32Array }[]
  /** by counter and calendar: the period that the entries now stand at; NaN at first */
  written: Float64Array
  shape: 'three' | 'four' | 'any'
  /** which counter is in it, or -1 */
  slots: number[]
  /** by limit: the slot that it is counted in, or -1; whether that is an agent's, whom nobody may have recorded */
  limitSlot: Int8Array
  limitOfAgent: Uint8Array
  /** by limit: what a single ask comes to is `own * asked + one`; whether it is a share; its rule */
  limitOwn: Uint8Array
  limitOne: Uint8Array
  limitShares: Uint8Array
  limitRule: Int32Array
  /** by truths: the ending of asks that they bar, or 0 */
  barred: Uint16Array
  /** the largest share that any limit now is held to, its stretch among them, in basis points */
  mostShare: number
  /** how long a subject's line of cells is; 0 where the power has no counter of that scope */
  stride: Record<Counter['scope'], number>
}

/** In doubles; `gate`, the ending of all asks of the variant, or 0, in the first word. */
export const entry = {
  /** what a single ask may come to, whatever was used */
  room: 1,
  /** the least share of the customer's value that a single ask may come to, in basis points; -1: none */
  share: 2,
  slots: 3,
}
/** In doubles; the cell for subject 0 in the first word. */
export const slot = {
  /** what a cell holds up to here was used up in an earlier period */
  base: 1,
  max: 2,
  /** the least share that the counter is held to, in basis points; -1: none */
  share: 3,
  doubles: 4,
}

export const slotAt = (k: number) => entry.slots + k * slot.doubles
/** A limit's bound and its stretch, in basis points for a share. */
export const boundsAt = (slots: number, limit: number) => slotAt(slots) + limit * 2

/** Where a power's cells lie among those of a subject. */
export type Layout = {
  /** first cell of a scope's lines, and how long a line is */
  start: Record<Counter['scope'], number>
  stride: Record<Counter['scope'], number>
  /** by counter: its first cell in a line, and how many it turns through, so that periods side by side keep apart */
  first: number[]
  ring: number[]
  /** by counter: whether each currency has cells of its own */
  apart: boolean[]
  /** the cell that is never looked at: among the customers', and among the others' */
  spare: { customer: number; other: number }
}

/** Of each slot of the fast folds, whose it is. */
const scopesOf = {
  three: ['customer', 'agent', 'team'],
  four: ['customer', 'customer', 'agent', 'team'],
} as const

export function makeTables(plan: PowerPlan, history: History, ground: Groundwork, layout: Layout): Tables {
  const { counters, limits } = plan
  const shares = new Set(limits.filter(({ share }) => share).map(({ counter }) => counter))
  const of = (scope: Counter['scope']) =>
    counters
      .flatMap((counter, c) => (counter.scope === scope ? [c] : []))
      // The one that a share holds goes first: that is where the fast folds look for it.
      .sort((a, b) => Number(shares.has(b)) - Number(shares.has(a)))
  const [customers, agents, teams] = [of('customer'), of('agent'), of('team')]
  const simple = counters.every((_, c) => !shares.has(c) || c === customers[0])
  const fits = simple && customers.length <= 2 && agents.length <= 1 && teams.length <= 1
  const shape = !fits ? 'any' : customers.length < 2 ? 'three' : 'four'
  const slots =
    shape === 'any'
      ? counters.map((_, c) => c)
      : [...(shape === 'four' ? customers : [customers[0] ?? -1]), agents[0] ?? -1, teams[0] ?? -1]
  const variants = ground.span << plan.boundBits
  const parts = Array.from({ length: variants }, (_, v) =>
    codeParts(v >> plan.boundBits, Math.max(1, history.currencies.length)),
  )
  const size = boundsAt(slots.length, limits.length)
  const doubles = new Float64Array(variants * size)
  const words = new Int32Array(doubles.buffer)
  for (let v = 0; v < variants; v++)
    slots.forEach((counter, k) => {
      if (counter >= 0) return
      const whose = shape !== 'any' && scopesOf[shape][k] === 'customer' ? 'customer' : 'other'
      words[(v * size + slotAt(k)) * 2] = layout.spare[whose]
    })
  const strideOf = (scope: Counter['scope']) =>
    counters.some((counter) => counter.scope === scope) ? layout.stride[scope] : 0
  return {
    ...{ plan, doubles, words, size, variants, shape, slots, mostShare: 0 },
    byCalendar: Array.from({ length: ground.calendars }, (_, calendar) => {
      const own = parts.flatMap((one, v) => (one.calendar === calendar ? [v] : []))
      return { variants: Int32Array.from(own), currencies: Int32Array.from(own, (v) => parts[v]!.currency) }
    }),
    written: new Float64Array(counters.length * ground.calendars).fill(Number.NaN),
    limitSlot: Int8Array.from(limits, ({ counter }) => (counter < 0 ? -1 : slots.indexOf(counter))),
    limitOfAgent: Uint8Array.from(limits, ({ counter }) => Number(counters[counter]?.scope === 'agent')),
    limitOwn: Uint8Array.from(limits, ({ asked }) => Number(asked === 'own')),
    limitOne: Uint8Array.from(limits, ({ asked }) => Number(asked === 'one')),
    limitShares: Uint8Array.from(limits, ({ share }) => Number(share)),
    limitRule: Int32Array.from(limits, ({ rule }) => rule),
    barred: new Uint16Array(1 << plan.whens.length),
    stride: { customer: strideOf('customer'), agent: strideOf('agent'), team: strideOf('team') },
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
  const { plan, words, doubles, size, variants, slots } = tables
  const { limits, counters, boundBits, whens } = plan
  const texts = whens.map((when) => JSON.stringify(when))
  tables.mostShare = 0
  for (let v = 0; v < variants; v++) {
    const { agentKnown, level, currency, calendar } = codeParts(
      v >> boundBits,
      Math.max(1, history.currencies.length),
    )
    const isTrue = (when: Condition) => ((v >> texts.indexOf(JSON.stringify(when))) & 1) === 1
    const isKnownTrue = (when: Condition) => texts.includes(JSON.stringify(when)) && isTrue(when)
    const widening = active.filter(({ document }) => !document.when || isKnownTrue(document.when))
    const place = v * size
    let [gate, room, share] = [outOfDate[calendar]!, Number.POSITIVE_INFINITY, -1]
    const most = counters.map(() => Number.POSITIVE_INFINITY)
    const shares = counters.map(() => -1)
    limits.forEach(({ limit, asked, share: isShare, counter }, l) => {
      const bound = boundOf(limit, history.currencies[currency] ?? '', level, isTrue, widening)
      if (!bound) {
        gate ||= notCovered
        return
      }
      const { max } = bound
      const at = place + boundsAt(slots.length, l)
      doubles[at] = max
      // Weighed only where the bound itself does not hold: below it there is nothing more to reach.
      doubles[at + 1] = Math.max(max, bound.stretch)
      if (isShare) tables.mostShare = Math.max(tables.mostShare, max, bound.stretch)
      if (counter >= 0 && (agentKnown || counters[counter]!.scope !== 'agent')) {
        if (isShare) shares[counter] = least(shares[counter]!, max)
        else most[counter] = Math.min(most[counter]!, max)
      } else if (isShare) share = asked === 'own' ? least(share, max) : share
      else if (asked === 'own') room = Math.min(room, max)
      else if ((asked === 'one' ? 1 : 0) > max) room = -1
    })
    words[place * 2] = gate
    doubles[place + entry.room] = room
    doubles[place + entry.share] = share
    slots.forEach((counter, k) => {
      doubles[place + slotAt(k) + slot.max] = most[counter] ?? Number.POSITIVE_INFINITY
      doubles[place + slotAt(k) + slot.share] = shares[counter] ?? -1
    })
  }
  writeBarred(tables, active)
}

const least = (share: number, other: number) => (share < 0 ? other : Math.min(share, other))

const beyond = endingOf('beyond', 0) - 8

/** By all their truths, the first condition that does not hold, and that no overlay waives. */
function writeBarred(
  { plan: { conditions, whens }, barred }: Tables,
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
  for (let truths = 0; truths < barred.length; truths++)
    barred[truths] =
      standing.find(({ needed, by }) => (truths & needed) === 0 && (truths & by) === 0)?.ending ?? 0
}

/**
 * Writes where the counters' cells are in a segment's periods, and from what number on they count.
 * @param baseOf of a counter, and its period
 */
export function writePeriods(
  { words, doubles, size, plan, slots, byCalendar, written }: Tables,
  layout: Layout,
  periods: readonly Int32Array[][],
  day: number,
  baseOf: (counter: number, period: number) => number,
): void {
  plan.counters.forEach(({ scope }, counter) => {
    const ring = layout.ring[counter]!
    const apart = layout.apart[counter]! ? ring : 0
    const own = slotAt(slots.indexOf(counter))
    byCalendar.forEach(({ variants, currencies }, calendar) => {
      const period = periods[counter]![calendar]![day]!
      const known = counter * byCalendar.length + calendar
      if (written[known] === period) return
      written[known] = period
      const first = layout.start[scope] + layout.first[counter]! + (((period % ring) + ring) % ring)
      const base = baseOf(counter, period)
      for (let n = 0; n < variants.length; n++) {
        const place = variants[n]! * size + own
        words[place * 2] = first + currencies[n]! * apart
        doubles[place + slot.base] = base
      }
    })
  })
}
