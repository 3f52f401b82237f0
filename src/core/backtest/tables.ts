import type { Condition } from '../mandate/condition.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { endingOf } from './ending.ts'
import { codeParts, type Groundwork } from './ground.ts'
import type { History } from './history.ts'
import type { Lines } from './layout.ts'
import { writeLong } from './machine.ts'
import { boundOf, type PowerPlan } from './plan.ts'

/**
 * A variant's entry in a power's tables, in bytes: everything that is the same for all asks of one ground code and
 * of the same truths that bounds hang on. Bounds are of 64 bits, what else there is of 32.
 */
export const entry = {
  /** the ending of all its asks, or 0 */
  gate: 0,
  /** what a single ask may come to, whatever was used */
  room: 8,
  /** the least share of the customer's value that a single ask may come to, in basis points; -1: none */
  share: 16,
  /** the first of its counters; see `slot` */
  counters: 24,
}

/** What an entry says of one counter: where its cell is for subject 0, what is used up below, and what it may come to. */
export const slot = { cell: 0, base: 8, max: 16, share: 24, bytes: 32 }
/** What it says of one limit: its bounds, in basis points for a share. */
export const bounds = { max: 0, stretch: 8, bytes: 16 }

export const slotAt = (counter: number) => entry.counters + counter * slot.bytes
export const boundsAt = ({ counters }: PowerPlan, limit: number) =>
  slotAt(counters.length) + limit * bounds.bytes
export const entryBytes = (plan: PowerPlan) => boundsAt(plan, plan.limits.length)
export const tableBytes = (plan: PowerPlan, { span }: Groundwork) =>
  (span << plan.boundBits) * entryBytes(plan)

/** A power's tables while its lane is replayed. */
export type Tables = {
  plan: PowerPlan
  /** the whole memory, in words of 32 bits */
  words: Int32Array
  /** where the entries begin, in bytes */
  at: number
  variants: number
  /** by calendar: its variants, and the index of each one's currency */
  byCalendar: { variants: Int32Array; currencies: Int32Array }[]
  /** by counter and calendar: the period that the entries now stand at; NaN at first */
  written: Float64Array
}

export function makeTables(
  plan: PowerPlan,
  history: History,
  ground: Groundwork,
  words: Int32Array,
  at: number,
): Tables {
  const variants = ground.span << plan.boundBits
  const parts = Array.from({ length: variants }, (_, v) =>
    codeParts(v >> plan.boundBits, Math.max(1, history.currencies.length)),
  )
  return {
    ...{ plan, words, at, variants },
    byCalendar: Array.from({ length: ground.calendars }, (_, calendar) => {
      const own = parts.flatMap((one, v) => (one.calendar === calendar ? [v] : []))
      return { variants: Int32Array.from(own), currencies: Int32Array.from(own, (v) => parts[v]!.currency) }
    }),
    written: new Float64Array(plan.counters.length * ground.calendars).fill(Number.NaN),
  }
}

/**
 * Writes what holds until an overlay begins or ends, or the document's validity does.
 * @param active overlays whose time it is
 * @param outOfDate by calendar: the ending of all its asks, or 0
 */
export function writeBounds(
  { plan, words, at, variants }: Tables,
  history: History,
  active: readonly OverlayInForce[],
  outOfDate: readonly number[],
  notCovered: number,
): void {
  const { limits, counters, boundBits, whens } = plan
  const texts = whens.map((when) => JSON.stringify(when))
  for (let v = 0; v < variants; v++) {
    const { agentKnown, level, currency, calendar } = codeParts(
      v >> boundBits,
      Math.max(1, history.currencies.length),
    )
    const isTrue = (when: Condition) => ((v >> texts.indexOf(JSON.stringify(when))) & 1) === 1
    const isKnownTrue = (when: Condition) => texts.includes(JSON.stringify(when)) && isTrue(when)
    const widening = active.filter(({ document }) => !document.when || isKnownTrue(document.when))
    const place = at + v * entryBytes(plan)
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
      writeLong(words, place + boundsAt(plan, l) + bounds.max, max)
      // Weighed only where the bound itself does not hold: below it there is nothing more to reach.
      writeLong(words, place + boundsAt(plan, l) + bounds.stretch, Math.max(max, bound.stretch))
      if (counter >= 0 && (agentKnown || counters[counter]!.scope !== 'agent')) {
        if (isShare) shares[counter] = least(shares[counter]!, max)
        else most[counter] = Math.min(most[counter]!, max)
      } else if (isShare) share = asked === 'own' ? least(share, max) : share
      else if (asked === 'own') room = Math.min(room, max)
      else if ((asked === 'one' ? 1 : 0) > max) room = -1
    })
    words[(place + entry.gate) >> 2] = gate
    writeLong(words, place + entry.room, room)
    writeLong(words, place + entry.share, share)
    counters.forEach((_, c) => {
      writeLong(words, place + slotAt(c) + slot.max, most[c]!)
      writeLong(words, place + slotAt(c) + slot.share, shares[c]!)
    })
  }
}

const least = (share: number, other: number) => (share < 0 ? other : Math.min(share, other))

/**
 * Writes where the counters' cells are in a segment's periods, and from what number on they count: what a cell
 * holds below it was used up in an earlier period.
 * @param baseOf of a counter, and its period
 */
export function writePeriods(
  { words, at, plan, byCalendar, written }: Tables,
  lines: Lines,
  widthOf: (counter: number) => number,
  periods: readonly Int32Array[][],
  day: number,
  baseOf: (counter: number, period: number) => number,
): void {
  const size = entryBytes(plan)
  plan.counters.forEach(({ scope }, counter) => {
    const ring = lines.ring[counter]!
    const apart = lines.apart[counter]! ? ring : 0
    const width = widthOf(counter)
    byCalendar.forEach(({ variants, currencies }, calendar) => {
      const period = periods[counter]![calendar]![day]!
      const known = counter * byCalendar.length + calendar
      if (written[known] === period) return
      written[known] = period
      const turn = ((period % ring) + ring) % ring
      const first = lines.start[scope] + (lines.first[counter]! + turn) * width
      const base = baseOf(counter, period)
      for (let n = 0; n < variants.length; n++) {
        const place = at + variants[n]! * size + slotAt(counter)
        words[(place + slot.cell) >> 2] = first + currencies[n]! * apart * width
        writeLong(words, place + slot.base, base)
      }
    })
  })
}

const beyond = endingOf('beyond', 0) - 8

/**
 * Writes the ending of asks whose truths bar them, by all their truths: the first condition that does not hold, and
 * that no overlay waives.
 */
export function writeBarred(
  { conditions, whens }: PowerPlan,
  overlays: readonly OverlayInForce[],
  barred: Uint16Array,
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
  for (let truths = 0; truths < 1 << whens.length; truths++)
    barred[truths] =
      standing.find(({ needed, by }) => (truths & needed) === 0 && (truths & by) === 0)?.ending ?? 0
}
