import { isValidOn } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { datesIn, daysOf, firstRowFrom } from './calendar.ts'
import { endingOf, refusals } from './ending.ts'
import type { History } from './history.ts'
import type { Lane } from './lane.ts'
import type { Plan } from './plan.ts'

/** Asks of a lane between which nothing changes that is found by the calendar: validity, overlays. */
export type Segment = {
  /** positions in the lane */
  from: number
  until: number
  /** by calendar: the ending of all its asks, or 0 */
  outOfDate: number[]
  overlays: OverlayInForce[]
}

/** What of a plan changes with time, whatever the power. */
export type Times = {
  /** by calendar and segment of `daysOf` : the ending of all asks, or 0 */
  outOfDate: Uint16Array[]
  /** rows from which on an overlay begins or no longer holds, and the segment of `daysOf` that each is in */
  turns: { row: number; day: number }[]
}

const outOfDate = endingOf('refused', refusals.indexOf('out_of_date'))

export function timesOf(plan: Plan, history: History): Times {
  const { firstRow, days } = daysOf(history)
  const { document } = plan
  const turns = new Map<number, number>()
  for (const { document: overlay } of plan.overlays)
    for (const instant of [overlay.from, overlay.until]) {
      const row = firstRowFrom(history.at, history.rows, Date.parse(instant))
      if (row < history.rows) turns.set(row, segmentAt(firstRow, row))
    }
  return {
    outOfDate: document.validity
      ? datesIn(history).map((dates) =>
          Uint16Array.from(dates, (date) => (isValidOn(document, date) ? 0 : outOfDate)),
        )
      : days.map((column) => new Uint16Array(column.length)),
    turns: [...turns].map(([row, day]) => ({ row, day })).sort((a, b) => a.row - b.row),
  }
}

/** The last segment that begins at a row or before it. */
function segmentAt(firstRow: Int32Array, row: number): number {
  let [low, high] = [0, firstRow.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (firstRow[middle]! <= row) low = middle
    else high = middle
  }
  return low
}

/** A lane cut where validity changes, and where an overlay turns. */
export function segmentsOf(plan: Plan, history: History, lane: Lane, times: Times): Segment[] {
  const segments: Segment[] = []
  const columns = times.outOfDate
  const begin = (from: number, day: number) => {
    const last = segments.at(-1)
    if (last?.from === from) segments.pop()
    else if (last) last.until = from
    if (from === lane.rows.length) return
    const now = history.at[lane.rows[from]!]!
    segments.push({
      from,
      until: lane.rows.length,
      outOfDate: times.outOfDate.map((column) => column[day]!),
      overlays: plan.overlays.filter(({ document }) => isItsTime(document, now)),
    })
  }
  let turn = 0
  for (let s = 0; s + 1 < lane.firstOf.length; s++) {
    if (s === 0 || columns.some((column) => column[s] !== column[s - 1])) begin(lane.firstOf[s]!, s)
    for (; times.turns[turn]?.day === s; turn++) begin(positionFrom(lane.rows, times.turns[turn]!.row), s)
  }
  return segments
}

/** The first position in a lane at a row or after it. */
function positionFrom(rows: Int32Array, row: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

function isItsTime({ from, until }: OverlayInForce['document'], now: number): boolean {
  return Date.parse(from) <= now && now < Date.parse(until)
}
