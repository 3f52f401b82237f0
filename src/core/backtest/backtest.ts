import { isValidOn } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { daysOf, firstRowFrom, periodOf, startOfPeriod } from './calendar.ts'
import { type Endings, endingOf, type ReplayOptions, refusals } from './ending.ts'
import { type Folding, fold, makeBlock, sumsLength } from './fold.ts'
import { groundworkOf, malformedLane } from './ground.ts'
import type { History } from './history.ts'
import { layOut, type State } from './layout.ts'
import { replayPlainly } from './plain.ts'
import type { Plan } from './plan.ts'
import { sifterOf, sorterOf, type Truths, takeTruths } from './sift.ts'
import { makeTables, writeBounds, writePeriod } from './tables.ts'
import { blockRows } from './truth.ts'

/**
 * What a replay leaves for the next one over the same history: its arrays, and which conditions hold where. The
 * endings of the earlier replay are then overwritten.
 */
export type Replayed = Endings & { left: { state: State | null; truths: Truths | null } }

/**
 * How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. What
 * hangs on no counter is found column by column; then one fold over the rows in blocks that stay in the cache.
 */
export function replay(
  plan: Plan,
  history: History,
  options: ReplayOptions = {},
  before: Replayed | null = null,
): Replayed {
  const ground = groundworkOf(history)
  const layout = ground && layOut(plan, history, ground, options, before?.left.state ?? null)
  if (!ground || !layout) {
    // Sums or conditions beyond what the fold's numbers can hold: rare enough to be slow.
    return { ...replayPlainly(plan, history, options), left: { state: null, truths: null } }
  }
  const endings = before?.endings.length === history.rows ? before.endings : new Uint16Array(history.rows)
  const truths = takeTruths(plan, history, options.teams, before?.left.truths ?? null)
  const folding: Folding = {
    history,
    value: moneyOf(history, 'customer_value'),
    state: layout.state.cells,
    endings,
    silence: options.stretch ?? 'declined',
    honoured: options.lifts === 'honoured',
    sums: new Float64Array(sumsLength),
  }
  const lanes = plan.powers.map((power, p) => ({
    tables: makeTables(power, ground, layout.powers[p]!),
    layout: layout.powers[p]!,
    sift: sifterOf(power, history, ground, folding, truths),
  }))
  const laneOf = Array.from({ length: malformedLane + 1 }, (_, l) =>
    lanes.find(({ tables }) => tables.plan.lane === l),
  )
  const sorter = sorterOf(history, ground, options.teams)
  const block = makeBlock()
  let segment: Segment | null = null
  for (const next of segmentsOf(plan, history)) {
    for (const { tables, layout: own } of lanes) {
      if (!segment || !sameGround(segment, next))
        writeBounds(tables, history, next.overlays, next.outOfDate, notCovered)
      tables.plan.counters.forEach(({ window }, counter) => {
        next.periods.forEach((periods, calendar) => {
          const w = plan.windows.indexOf(window)
          const period = periods[w]!
          if (segment && segment.periods[calendar]![w] === period) return
          const base = (period - layout.firstPeriods[w]! + layout.state.from) * layout.state.times
          writePeriod(tables, history, own, { counter, calendar, period, base })
        })
      })
    }
    for (let from = next.from; from < next.until; from += blockRows) {
      sorter.sort(from, Math.min(next.until, from + blockRows), endings)
      for (let l = 0; l <= malformedLane; l++) {
        const rows = sorter.rows[l]!
        const count = sorter.counts[l]!
        if (count === 0) continue
        const lane = laneOf[l]
        if (!lane) {
          const ending = l === malformedLane ? malformed : absent
          end(endings, rows, count, ending)
          continue
        }
        lane.sift(lane.tables, next.overlays, rows, count, block)
        fold(folding, lane.tables, block)
      }
    }
    segment = next
  }
  truths.found = true
  return { rules: plan.rules, endings, options, left: { state: layout.state, truths } }
}

function end(endings: Uint16Array, rows: Int32Array, count: number, ending: number): void {
  for (let j = 0; j < count; j++) endings[rows[j]!] = ending
}

const malformed = endingOf('refused', refusals.indexOf('malformed'))
const absent = endingOf('refused', refusals.indexOf('power_absent'))
const notCovered = endingOf('refused', refusals.indexOf('currency_absent'))
const outOfDate = endingOf('refused', refusals.indexOf('out_of_date'))

function moneyOf(history: History, name: string): Float64Array | null {
  const column = Object.hasOwn(history.facts, name) ? history.facts[name]! : null
  return column?.kind === 'money' ? column.numbers : null
}

/** Rows between which nothing changes that is found by the calendar: periods, validity, overlays. */
type Segment = {
  from: number
  until: number
  /** by calendar, then by index in the plan's windows */
  periods: number[][]
  /** by calendar: the ending of all its asks, or 0 */
  outOfDate: number[]
  overlays: OverlayInForce[]
}

function segmentsOf(plan: Plan, history: History): Segment[] {
  const { firstRow, days } = daysOf(history)
  const cuts = new Map<number, number>()
  for (let s = 0; s + 1 < firstRow.length; s++) cuts.set(firstRow[s]!, s)
  const dayAt = (row: number) => {
    let s = 0
    while (s + 2 < firstRow.length && firstRow[s + 1]! <= row) s++
    return s
  }
  for (const { document } of plan.overlays)
    for (const instant of [document.from, document.until]) {
      const row = firstRowFrom(history.at, history.rows, Date.parse(instant))
      if (row < history.rows && !cuts.has(row)) cuts.set(row, dayAt(row))
    }
  const segments: Segment[] = []
  for (const [from, s] of [...cuts].sort(([a], [b]) => a - b)) {
    if (from === history.rows) break
    const next: Segment = {
      from,
      until: history.rows,
      periods: days.map((column) => plan.windows.map((window) => periodOf(window, column[s]!))),
      outOfDate: days.map((column) =>
        isValidOn(plan.document, startOfPeriod('day', column[s]!)) ? 0 : outOfDate,
      ),
      overlays: plan.overlays.filter(({ document }) => isItsTime(document, history.at[from]!)),
    }
    const last = segments.at(-1)
    if (last && sameGround(last, next) && samePeriods(last, next)) continue
    if (last) last.until = from
    segments.push(next)
  }
  return segments
}

function isItsTime({ from, until }: OverlayInForce['document'], now: number): boolean {
  return Date.parse(from) <= now && now < Date.parse(until)
}

function sameGround(a: Segment, b: Segment): boolean {
  return (
    a.overlays.length === b.overlays.length &&
    a.overlays.every((overlay, i) => overlay === b.overlays[i]) &&
    a.outOfDate.every((ending, i) => ending === b.outOfDate[i])
  )
}

function samePeriods(a: Segment, b: Segment): boolean {
  return a.periods.every((periods, c) => periods.every((period, w) => period === b.periods[c]![w]))
}
