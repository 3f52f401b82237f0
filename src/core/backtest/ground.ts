import { isWellFormed } from '../mandate/compile.ts'
import { type LimitWindow, limitWindows, powerKinds, powerMeasure } from '../mandate/document.ts'
import { type Asks, makeAsks } from './asks.ts'
import { daysOf, periodOf } from './calendar.ts'
import { type History, noDays, powerAt, requestAt } from './history.ts'
import { type Lane, makeLanes, malformedLane, writeAsks } from './lane.ts'

/**
 * What a history is, whatever the mandate: found once for it. An ask's code says in one number everything small that
 * bounds hang on: calendar, currency, level, and whether the agent is known (see `codeParts`).
 */
export type Groundwork = {
  /** by index in `powerKinds`, and the malformed ones last */
  lanes: Lane[]
  calendars: number
  /** how many different codes there can be */
  span: number
  /**
   * The windows in which a subject's asks go back from one period to the one before, as they can where teams of
   * two zones serve one customer, or a clock is set back over midnight: two periods are then open at once.
   */
  reopened: Record<'customer' | 'agent' | 'team', Set<LimitWindow>>
  /** whether nobody of a scope ever asks in two currencies: one cell then serves for all */
  oneCurrency: Record<'customer' | 'agent' | 'team', boolean>
  /** more than all amounts and days together, and than all counts */
  total: number
  asks: Asks
}

const kept = new WeakMap<History, Groundwork | null>()

/** @returns null where a history has too many currencies and calendars for codes */
export function groundworkOf(history: History): Groundwork | null {
  let ground = kept.get(history)
  if (ground === undefined) {
    ground = layGround(history)
    kept.set(history, ground)
  }
  return ground
}

export function codeParts(code: number, currencies: number) {
  const rest = code >> 1
  const pair = Math.floor(rest / 3)
  return {
    agentKnown: (code & 1) === 1,
    level: rest % 3,
    currency: pair % currencies,
    calendar: Math.floor(pair / currencies),
  }
}

function layGround(history: History): Groundwork | null {
  const { rows } = history
  const { calendarOf, days: dates, firstRow } = daysOf(history)
  const currencies = Math.max(1, history.currencies.length)
  const span = dates.length * currencies * 6
  if (span > 65_536) return null
  const laid: Laid = { history, laneOf: new Uint8Array(rows), ofCustomer: makeTrail(history.customers) }
  let total = rows + 1
  for (let s = 0; s + 1 < firstRow.length; s++) {
    const dayOf = Int32Array.from(history.teams, (_, t) => dates[calendarOf[t]!]![s]!)
    total += layRows(laid, dayOf, firstRow[s]!, firstRow[s + 1]!)
  }
  const { ofCustomer } = laid
  const lanes = makeLanes(history, laid.laneOf)
  const asks = makeAsks(history, lanes[malformedLane]!.first)
  const codeOf = (row: number) => {
    const known = history.agent[row]! < history.agents ? 1 : 0
    const pair = calendarOf[history.team[row]!]! * currencies + history.currency[row]!
    return ((pair * 3 + history.level[row]!) << 1) | known
  }
  powerKinds.forEach((kind, l) => {
    writeAsks(lanes[l]!, kind, history, asks, codeOf)
  })
  const all = new Set(limitWindows)
  const back = dates.some((column) => column.some((day, s) => s > 0 && day < column[s - 1]!))
  return {
    lanes,
    asks,
    calendars: dates.length,
    span,
    // Of agents and teams there are few: they get room for every case that can be.
    reopened: {
      customer: ofCustomer.reopened,
      agent: dates.length > 1 || back ? all : new Set(),
      team: back ? all : new Set(),
    },
    oneCurrency: { customer: !ofCustomer.mixed, agent: false, team: false },
    total,
  }
}

type Laid = {
  history: History
  /** by row */
  laneOf: Uint8Array
  ofCustomer: Trail
}

/** @returns what the rows ask for together */
function layRows(laid: Laid, dayOf: Int32Array, from: number, until: number): number {
  const { history, laneOf, ofCustomer } = laid
  const { power, currency, team, customer, amount, days } = history
  let total = 0
  for (let i = from; i < until; i++) {
    const asked = amount[i]!
    let lane = power[i]!
    // The common ask, money and no days, needs no closer look.
    if (!(asked > 0 && lane !== daysLane && lane !== bareLane && days[i]! === noDays))
      if (!isWellFormed(requestAt(history, i), powerMeasure[powerAt(history, i)])) lane = malformedLane
    laneOf[i] = lane
    if (lane === malformedLane) continue
    total += asked + (days[i]! > 0 ? days[i]! : 0)
    const mark = (dayOf[team[i]!]! << 8) | currency[i]!
    leave(ofCustomer, customer[i]!, mark)
  }
  return total
}

/** The last ask of each subject: its local date (days since 1970) times 256, and its currency. */
type Trail = { last: Int32Array; seen: Set<number>; reopened: Set<LimitWindow>; mixed: boolean }

const untouched = -(2 ** 31)

function makeTrail(subjects: number): Trail {
  return {
    last: new Int32Array(subjects).fill(untouched),
    seen: new Set(),
    reopened: new Set(),
    mixed: false,
  }
}

function leave(trail: Trail, subject: number, mark: number): void {
  const last = trail.last[subject]!
  trail.last[subject] = mark
  if (mark >= last && (mark & 255) === (last & 255)) return
  if (last !== untouched) comeBack(trail, last, mark)
}

function comeBack(trail: Trail, last: number, mark: number): void {
  if ((mark & 255) !== (last & 255)) trail.mixed = true
  if (mark >> 8 >= last >> 8) return
  const pair = (mark >> 8) * 65_536 + (last >> 8)
  if (trail.seen.has(pair)) return
  trail.seen.add(pair)
  for (const window of limitWindows)
    if (periodOf(window, mark >> 8) < periodOf(window, last >> 8)) trail.reopened.add(window)
}

const daysLane = powerKinds.indexOf('deadline_moved')
const bareLane = powerKinds.indexOf('exception')
