import { wholeBasisPoints } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { type Asks, aheadBy, ask, asksOf, fewSlots, placesOf } from './asks.ts'
import { endingOf, type ReplayOptions } from './ending.ts'
import { explain } from './explain.ts'
import { type Groundwork, takeCells } from './ground.ts'
import { type History, recordedEndings } from './history.ts'
import { type Lane, type Worth, worthOf } from './lane.ts'
import type { PowerPlan } from './plan.ts'
import { isPlainShare, shareOfValue } from './share.ts'
import { entry, makeTables, type Numbers, slotsOf, sumsOf, type Tables } from './tables.ts'
import { writeKnown } from './truth.ts'

/** How a history is replayed, and where its endings go. */
export type Manner = {
  endings: Uint16Array
  isTried: Uint8Array | null
  silence: NonNullable<ReplayOptions['stretch']>
  honoured: boolean
}

/** One lane's fold: asks one after the other, each with the cells of the budgets that it uses up. */
export type Folding = Manner & {
  tables: Tables
  lane: Lane
  asks: Asks
  /** by row: see `recordedEndings` */
  recorded: Uint8Array
  worth: Worth | null
  /** used up, by cell */
  cells: Numbers
  open: Open
  /** of no use: it keeps the reads ahead of the fold from being left out */
  seen: number
}

/** Asks that did not simply hold: their positions, and what their counters would have come to (see `sumsOf`). */
type Open = { positions: Int32Array; sums: Int32Array }

const blockRows = 4096

const granted = endingOf('granted', -1)
const outside = endingOf('outside', -1)
const lifted = endingOf('lifted', -1)
const stretched = endingOf('stretched', -1)
const none = new Float64Array(0)
const byLift = recordedEndings.indexOf('lift')
const bySilence = recordedEndings.indexOf('stretch')

export function startFolding(
  plan: PowerPlan,
  overlays: readonly OverlayInForce[],
  history: History,
  ground: Groundwork,
  lane: Lane,
  manner: Manner,
): Folding {
  const budgets = slotsOf(plan).map((counter) => {
    const { scope, window, perCurrency } = plan.counters[counter]!
    return { scope, window, perCurrency }
  })
  const asks = asksOf(history, lane, budgets)
  const truths = writeKnown(plan, history, lane, asks)
  const worth = plan.limits.some(({ share }) => share) ? worthOf(lane, history) : null
  const few = isSimple(plan, manner) && isSmall(plan, overlays, lane, worth)
  return {
    ...{ ...manner, lane, asks, worth, recorded: history.recorded },
    tables: makeTables(plan, ground, truths, few, few && manner.silence === 'granted'),
    cells: takeCells(ground, few ? 'small' : 'large', asks.cells),
    seen: 0,
    open: {
      positions: new Int32Array(blockRows),
      sums: new Int32Array(blockRows * sumsOf(fewSlots)),
    },
  }
}

/** Whether an ask's verdict hangs on no word of then, on few counters, and on a share of one of them at most. */
function isSimple({ counters, limits }: PowerPlan, { honoured, silence }: Manner): boolean {
  const shares = new Set(limits.flatMap(({ share, counter }) => (share && counter >= 0 ? [counter] : [])))
  return !honoured && silence !== 'recorded' && counters.length <= fewSlots && shares.size <= 1
}

/** Whether what a counter holds, and what an ask adds to it, always are below 2^30, so that 32 bits hold their sum. */
function isSmall(
  { limits }: PowerPlan,
  overlays: readonly OverlayInForce[],
  lane: Lane,
  worth: Worth | null,
): boolean {
  const most = (share: boolean) =>
    limits
      .filter((limit) => limit.share === share)
      .flatMap(({ limit: { id, bounds, levels } }) => [
        bounds,
        ...Object.values(levels ?? {}).map((level) => level.bounds),
        ...overlays.flatMap(({ document }) =>
          document.widens.filter(({ limit }) => limit === id).map((wider) => wider.bounds),
        ),
      ])
      .flatMap((bounds) => Object.values(bounds).flatMap(({ max, stretch }) => [max, stretch]))
      .reduce((one, other) => Math.max(one, other), 0)
  const value = worth?.most ?? 0
  const held = Math.max(most(false), shareOfValue(value, most(true)))
  return isPlainShare(value, most(true)) && (lane.total < 2 ** 30 || Math.max(held, lane.mostOwn) < 2 ** 30)
}

export function fold(folding: Folding, from: number, until: number): void {
  if (!folding.tables.few) foldAny(folding, from, until)
  else
    for (let p = from; p < until; p += blockRows)
      settle(folding, foldFew(folding, p, Math.min(until, p + blockRows)))
}

/**
 * Grants what holds, and leaves the others open. Its four slots are written out, needed or not, and nothing branches on
 * what one ask has and the next has not, but whether it holds: an engine then looks up once where an array lies, keeps
 * numbers in registers, and rarely guesses wrong. Places are as in `ask`, `entry`, `slotAt`.
 * @returns how many asks are open
 */
function foldFew(folding: Folding, from: number, until: number): number {
  const { tables, asks, endings, isTried, cells, open, worth } = folding
  const { words } = asks
  const { plan, bounds, size, truths, barred, silent } = tables
  const { positions, sums } = open
  const { boundBits } = plan
  const conditions = plan.conditions.length > 0
  const mask = (1 << boundBits) - 1
  const more = addedBy(tables)
  const [own0, own1, own2, own3] = [-more.own[0]!, -more.own[1]!, -more.own[2]!, -more.own[3]!]
  const [one0, one1, one2, one3] = [more.one[0]!, more.one[1]!, more.one[2]!, more.one[3]!]
  const values = worth === null ? none : worth.values
  const shares = worth !== null
  const whole = wholeBasisPoints
  const { single, counted } = freeOf(tables)
  const far = (aheadBy << 3) + ask.cells + asks.widest
  let count = 0
  let seen = 0
  for (let p = from; p < until; p++) {
    const a = p << 3
    // Read long before it is needed, and not waited for.
    seen |= cells[words[a + far]!]!
    const row = words[a]!
    const both = words[a | 1]!
    const known = words[a | 2]!
    if (isTried !== null && isTried[both & 0xffff] === 0) {
      endings[row] = outside
      continue
    }
    const bits = boundBits === 0 ? 0 : truths[known]! & mask
    const e = Math.imul(((both >>> 16) << boundBits) | bits, size)
    const c0 = words[a | 4]!
    const c1 = words[a | 5]!
    const c2 = words[a | 6]!
    const c3 = words[a | 7]!
    const asked = words[a | 3]!
    const s0 = (cells[c0]! + (asked & own0) + one0) | 0
    const s1 = (cells[c1]! + (asked & own1) + one1) | 0
    const s2 = (cells[c2]! + (asked & own2) + one2) | 0
    const s3 = (cells[c3]! + (asked & own3) + one3) | 0
    let stop =
      (conditions ? barred[known]! : 0) |
      Number(asked > bounds[e + 1]!) |
      Number(s0 > bounds[e + 3]!) |
      Number(s1 > bounds[e + 5]!) |
      Number(s2 > bounds[e + 7]!) |
      Number(s3 > bounds[e + 9]!)
    if (shares) {
      const value = values[p]!
      stop |=
        Number(asked * whole > value * bounds[e + 2]! + single) |
        Number(s0 * whole > value * bounds[e + 4]! + counted)
    }
    if (stop === 0) {
      cells[c0] = s0
      cells[c1] = s1
      cells[c2] = s2
      cells[c3] = s3
      // The first cell is nobody's: it is always 0.
      cells[0] = 0
      if (!silent) {
        endings[row] = granted
        continue
      }
    }
    const o = count << 3
    positions[count] = p
    sums[o] = s0
    sums[o + 1] = s1
    sums[o + 2] = s2
    sums[o + 3] = s3
    sums[o + 4] = asked
    sums[o + 5] = 1
    count++
  }
  folding.seen = seen
  return count
}

/** Says of the asks that `foldFew` left open how they end. */
function settle({ endings, asks, tables, open, worth }: Folding, count: number): void {
  const { words } = asks
  const { plan, bounds, size, truths, barred } = tables
  const { positions, sums } = open
  const { boundBits } = plan
  const mask = (1 << boundBits) - 1
  for (let j = 0; j < count; j++) {
    const p = positions[j]!
    const a = p << 3
    const value = worth === null ? 0 : worth.values[p]!
    const code = words[a | 1]! >>> 16
    const known = words[a | 2]!
    const e = Math.imul((code << boundBits) | (truths[known]! & mask), size)
    const stop = bounds[e] !== 0 ? bounds[e]! : barred[known]!
    endings[words[a]!] = stop === 0 ? explain(tables, true, e, sums, j << 3, value) : stop
  }
}

/** Any number of counters, each with its own share of the customer's value; lifts and silences as they were. */
function foldAny(folding: Folding, from: number, until: number): void {
  const { tables, asks, endings, isTried, lane, recorded, cells, worth, silence, honoured } = folding
  const { words, size: length } = asks
  const { plan, bounds, size, truths, barred } = tables
  const { boundBits } = plan
  const mask = (1 << boundBits) - 1
  const slots = tables.slots.length
  const single = placesOf(slots)
  const { own, one } = addedBy(tables)
  const sums = new Float64Array(sumsOf(slots))
  sums[single + 1] = 1
  for (let p = from; p < until; p++) {
    const a = p * length
    const row = words[a]!
    const both = words[a + ask.teamAndCode]!
    if (isTried !== null && isTried[both & 0xffff] === 0) {
      endings[row] = outside
      continue
    }
    const known = words[a + ask.known]!
    const code = both >>> 16
    const e = ((code << boundBits) | (truths[known]! & mask)) * size
    const isLifted = honoured && recorded[row] === byLift
    const stop = bounds[e + entry.gate]! || (isLifted ? 0 : barred[known]!)
    if (stop !== 0) {
      endings[row] = stop
      continue
    }
    const asked = lane.own[p]!
    sums[single] = asked
    const value = worth === null ? 0 : worth.values[p]!
    for (let k = 0; k < slots; k++) sums[k] = cells[words[a + ask.cells + k]!]! + asked * own[k]! + one[k]!
    const weighed = barred[known] !== 0 ? lifted : explain(tables, false, e, sums, 0, value)
    const ending = weighed !== granted && isLifted ? lifted : weighed
    endings[row] = ending
    const wasSilent = silence === 'recorded' && recorded[row] === bySilence
    const stands =
      ending === granted ||
      ending === lifted ||
      ((silence === 'granted' || wasSilent) && (ending & 7) === stretched)
    if (!stands) continue
    for (let k = 0; k < slots; k++) cells[words[a + ask.cells + k]!] = sums[k]!
    cells[0] = 0
  }
}

/** What is added to what a share comes to where no limit is one: of a single ask, and of the first slot. */
function freeOf({ plan: { limits } }: Tables) {
  const held = limits.some(({ share, counter }) => share && counter >= 0)
  const alone = limits.some(({ share, counter }) => share && counter < 0)
  return { single: alone ? 0 : Number.POSITIVE_INFINITY, counted: held ? 0 : Number.POSITIVE_INFINITY }
}

/** By slot: what an ask adds to it is `own * asked + one`. */
function addedBy({ slots, plan }: Tables) {
  const [own, one] = [new Int32Array(placesOf(slots.length)), new Int32Array(placesOf(slots.length))]
  slots.forEach((counter, k) => {
    const { asked } = plan.counters[counter]!
    own[k] = Number(asked === 'own')
    one[k] = Number(asked === 'one')
  })
  return { own, one }
}
