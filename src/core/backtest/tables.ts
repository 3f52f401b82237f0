import type { Condition } from '../mandate/condition.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { sumOf } from './fold.ts'
import { codeParts, type Groundwork } from './ground.ts'
import type { History } from './history.ts'
import { boundOf, type Counter, type PowerPlan } from './plan.ts'

/**
 * Everything that is the same for all rows of a variant: a row's ground code with the truths that bounds hang
 * on. Counters lie in slots: the fast folds have one, or two, for each of customer, agent and team; a slot that
 * no counter needs repeats another of its subject, or leads to a cell that is never looked at.
 */
export type Tables = {
  plan: PowerPlan
  variants: number
  /** by calendar: its variants */
  byCalendar: Int32Array[]
  /** by variant */
  currencyOf: Uint8Array
  /** by counter and calendar: the period that the tables now stand at; NaN at first */
  written: Float64Array
  shape: 'three' | 'four' | 'six' | 'any'
  slots: number
  /** by slot: which counter is in it, or -1 */
  counterIn: Int8Array
  /** by slot: what an ask adds is `own * factor + more` */
  factor: Float64Array
  more: Float64Array
  /** how long a subject's line of cells is; 0 where the power has no counter of that scope */
  stride: { customer: number; agent: number; team: number }
  /** by variant: the ending of all its rows, or 0 */
  gate: Uint16Array
  /** by variant: what a single ask may come to, whatever was used */
  room: Float64Array
  /** the largest share that any limit now is held to, its stretch among them, in basis points */
  mostShare: number
  /** by variant: the least share of the customer's value that a single ask may come to, in basis points; -1: none */
  share: Float64Array
  /** by variant and slot */
  cell: Int32Array
  base: Float64Array
  max: Float64Array
  /** by variant and slot: the least share that the counter is held to; -1: none */
  slotShare: Float64Array
  /** by variant and limit: the bounds, in basis points for a share */
  limitMax: Float64Array
  limitStretch: Float64Array
  /** by limit: whether it is a share, its rule */
  limitShares: Uint8Array
  limitRule: Int32Array
  /** by variant and limit: the place among the sums that it is held against (see `Sums`) */
  limitSum: Uint8Array
}

/** Where a power's cells lie among those of a subject. */
export type Layout = {
  /** first cell of a scope's lines, and how long a line is */
  start: { customer: number; agent: number; team: number }
  stride: { customer: number; agent: number; team: number }
  /** by counter: its first cell in a line, and how many it turns through, so that periods side by side keep apart */
  first: number[]
  ring: number[]
  /** by counter: whether each currency has cells of its own */
  apart: boolean[]
  /** the cell that is never looked at: among the customers', and among the others' */
  spare: { customer: number; other: number }
}

const scopes = ['customer', 'agent', 'team'] as const

export function makeTables(plan: PowerPlan, history: History, ground: Groundwork, layout: Layout): Tables {
  const { counters, limits } = plan
  const shares = new Set(
    limits.filter(({ share, counter }) => share && counter >= 0).map((one) => one.counter),
  )
  const counted = (scope: Counter['scope']) => counters.filter((one) => one.scope === scope).length
  const most = Math.max(...scopes.map(counted))
  const held = [...shares]
  const simple = held.length === 0 || (held.length === 1 && counters[held[0]!]!.scope === 'customer')
  const mostElse = Math.max(counted('agent'), counted('team'))
  const shape = !simple || most > 2 ? 'any' : mostElse > 1 ? 'six' : most > 1 ? 'four' : 'three'
  const twice = (scope: Counter['scope']) => shape === 'six' || (shape === 'four' && scope === 'customer')
  const counterIn = Int8Array.from(
    shape === 'any'
      ? counters.map((_, c) => c)
      : scopes.flatMap((scope) => {
          const own = counters.flatMap((counter, c) => (counter.scope === scope ? [c] : []))
          // The one that a share holds goes first: that is where the fast folds look for it.
          own.sort((a, b) => Number(shares.has(b)) - Number(shares.has(a)))
          return twice(scope) ? [own[0] ?? -1, own[1] ?? own[0] ?? -1] : [own[0] ?? -1]
        }),
  )
  const slots = counterIn.length
  const customerSlots = shape === 'three' ? 1 : 2
  const variants = ground.span << plan.boundBits
  const asked = (slot: number) => counters[counterIn[slot]!]?.asked
  const strideOf = (scope: Counter['scope']) =>
    counters.some((counter) => counter.scope === scope) ? layout.stride[scope] : 0
  const parts = Array.from({ length: variants }, (_, v) =>
    codeParts(v >> plan.boundBits, Math.max(1, history.currencies.length)),
  )
  return {
    plan,
    variants,
    byCalendar: Array.from({ length: ground.calendars }, (_, calendar) =>
      Int32Array.from(parts.flatMap((one, v) => (one.calendar === calendar ? [v] : []))),
    ),
    currencyOf: Uint8Array.from(parts, ({ currency }) => currency),
    written: new Float64Array(counters.length * ground.calendars).fill(Number.NaN),
    shape,
    slots,
    counterIn,
    factor: Float64Array.from({ length: slots }, (_, k) => (asked(k) === 'own' ? 1 : 0)),
    more: Float64Array.from({ length: slots }, (_, k) => (asked(k) === 'one' ? 1 : 0)),
    stride: { customer: strideOf('customer'), agent: strideOf('agent'), team: strideOf('team') },
    gate: new Uint16Array(variants),
    room: new Float64Array(variants),
    share: new Float64Array(variants),
    mostShare: 0,
    cell: Int32Array.from({ length: variants * slots }, (_, at) =>
      at % slots < customerSlots ? layout.spare.customer : layout.spare.other,
    ),
    base: new Float64Array(variants * slots),
    max: new Float64Array(variants * slots),
    slotShare: new Float64Array(variants * slots),
    limitMax: new Float64Array(variants * limits.length),
    limitStretch: new Float64Array(variants * limits.length),
    limitShares: Uint8Array.from(limits, ({ share }) => Number(share)),
    limitRule: Int32Array.from(limits, ({ rule }) => rule),
    limitSum: new Uint8Array(variants * limits.length),
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
  const { plan, slots, counterIn } = tables
  const { limits, counters, boundBits, whens } = plan
  tables.mostShare = 0
  const texts = whens.map((when) => JSON.stringify(when))
  for (let v = 0; v < tables.variants; v++) {
    const { agentKnown, level, currency, calendar } = codeParts(
      v >> boundBits,
      Math.max(1, history.currencies.length),
    )
    const isTrue = (when: Condition) => ((v >> texts.indexOf(JSON.stringify(when))) & 1) === 1
    const widening = active.filter(({ document }) => !document.when || isKnownTrue(document.when))
    function isKnownTrue(when: Condition): boolean {
      return texts.includes(JSON.stringify(when)) && isTrue(when)
    }
    tables.gate[v] = outOfDate[calendar]!
    tables.room[v] = Number.POSITIVE_INFINITY
    tables.share[v] = -1
    for (let k = 0; k < slots; k++) {
      tables.max[v * slots + k] = Number.POSITIVE_INFINITY
      tables.slotShare[v * slots + k] = -1
    }
    limits.forEach(({ limit, asked, share, counter }, l) => {
      const bound = boundOf(limit, history.currencies[currency] ?? '', level, isTrue, widening)
      if (!bound) {
        tables.gate[v] ||= notCovered
        return
      }
      const counted = counter >= 0 && (agentKnown || counters[counter]!.scope !== 'agent')
      const at = v * limits.length + l
      tables.limitMax[at] = bound.max
      // Weighed only where the bound itself does not hold: below it there is nothing more to reach.
      tables.limitStretch[at] = Math.max(bound.max, bound.stretch)
      tables.limitSum[at] = counted ? counterIn.indexOf(counter) : sumOf[asked]
      if (share) tables.mostShare = Math.max(tables.mostShare, bound.max, bound.stretch)
      if (counted)
        for (let k = 0; k < slots; k++) {
          if (counterIn[k] !== counter) continue
          const slot = v * slots + k
          if (share) tables.slotShare[slot] = least(tables.slotShare[slot]!, bound.max)
          else tables.max[slot] = Math.min(tables.max[slot]!, bound.max)
        }
      else if (share)
        tables.share[v] = asked === 'own' ? least(tables.share[v]!, bound.max) : tables.share[v]!
      else if (asked === 'own') tables.room[v] = Math.min(tables.room[v]!, bound.max)
      else if ((asked === 'one' ? 1 : 0) > bound.max) tables.room[v] = -1
    })
  }
}

const least = (share: number, other: number) => (share < 0 ? other : Math.min(share, other))

/**
 * Writes where the counters' cells are in a segment's periods, and from what number on they count: what a cell
 * holds below it was used up in an earlier period.
 * @param baseOf of a window, by index in the plan's, and its period
 */
export function writePeriods(
  tables: Tables,
  layout: Layout,
  periods: readonly Int32Array[][],
  day: number,
  baseOf: (counter: number, period: number) => number,
): void {
  const { slots, counterIn, plan, cell, base, byCalendar, written, currencyOf } = tables
  plan.counters.forEach(({ scope }, counter) => {
    const ring = layout.ring[counter]!
    const apart = layout.apart[counter]! ? ring : 0
    byCalendar.forEach((variants, calendar) => {
      const period = periods[counter]![calendar]![day]!
      const known = counter * byCalendar.length + calendar
      if (written[known] === period) return
      written[known] = period
      const first = layout.start[scope] + layout.first[counter]! + (((period % ring) + ring) % ring)
      const from = baseOf(counter, period)
      for (let k = 0; k < slots; k++) {
        if (counterIn[k] !== counter) continue
        for (let n = 0; n < variants.length; n++) {
          const v = variants[n]!
          cell[v * slots + k] = first + currencyOf[v]! * apart
          base[v * slots + k] = from
        }
      }
    })
  })
}
