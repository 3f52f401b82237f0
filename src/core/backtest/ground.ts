import { powerKinds } from '../mandate/document.ts'
import { isWellFormed } from '../mandate/evaluate.ts'
import { daysOf } from './calendar.ts'
import { type History, noDays, requestAt } from './history.ts'

/** The lane of asks that are malformed, whatever the mandate; the others are in their power's. */
export const malformedLane = powerKinds.length

/**
 * What a history is, whatever the mandate: found once for it. `codes` says in one number everything small that
 * bounds hang on: calendar, currency, level, and whether the agent is known (see `codeParts`).
 */
export type Groundwork = {
  lanes: Uint8Array
  codes: Uint16Array
  calendars: number
  /** how many different codes there can be */
  span: number
  /** whether two calendars weigh on the same customer, or agent; or a calendar's date goes back */
  mixed: { customer: boolean; agent: boolean; team: boolean }
  /** more than all amounts and days together, and than all counts */
  total: number
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
  const { rows, power, currency, level, agent, team, customer, amount, days, agents } = history
  const { calendarOf, days: dates } = daysOf(history)
  const currencies = Math.max(1, history.currencies.length)
  const span = dates.length * currencies * 6
  if (span > 65_536) return null
  const lanes = new Uint8Array(rows)
  const codes = new Uint16Array(rows)
  const ofCustomer = new Uint8Array(history.customers)
  const ofAgent = new Uint8Array(agents + 1)
  let [total, customersMix, agentsMix] = [rows + 1, 0, 0]
  for (let i = 0; i < rows; i++) {
    const calendar = calendarOf[team[i]!]!
    const known = agent[i]! < agents ? 1 : 0
    codes[i] = (((calendar * currencies + currency[i]!) * 3 + level[i]!) << 1) | known
    lanes[i] = power[i]!
    const asked = amount[i]!
    // The common ask, money and no days, needs no closer look.
    if (!(asked > 0 && power[i]! !== daysLane && power[i]! !== bareLane && days[i]! === noDays))
      if (!isWellFormed(requestAt(history, i))) lanes[i] = malformedLane
    if (lanes[i] === malformedLane) continue
    total += asked + (days[i]! > 0 ? days[i]! : 0)
    const bit = 1 << calendar
    customersMix |= ofCustomer[customer[i]!]! & ~bit
    ofCustomer[customer[i]!]! |= bit
    agentsMix |= known & (ofAgent[agent[i]!]! & ~bit ? 1 : 0)
    ofAgent[agent[i]!]! |= bit
  }
  const back = dates.some((column) => column.some((day, s) => s > 0 && day < column[s - 1]!))
  const many = dates.length > 8
  return {
    lanes,
    codes,
    calendars: dates.length,
    span,
    mixed: { customer: back || many || customersMix > 0, agent: back || many || agentsMix > 0, team: back },
    total,
  }
}

const daysLane = powerKinds.indexOf('deadline_moved')
const bareLane = powerKinds.indexOf('exception')
