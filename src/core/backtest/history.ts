import { type Facts, isCode, moneyIn } from '../mandate/condition.ts'
import { type Level, levels, type PowerKind, powerKinds } from '../mandate/document.ts'
import type { DecisionRequest } from '../mandate/evaluate.ts'

/** How an ask really ended; `imported`: granted elsewhere, before; `none`: it was never asked for here. */
export const recordedEndings = ['none', 'mandate', 'lift', 'stretch', 'imported', 'declined'] as const
export type RecordedEnding = (typeof recordedEndings)[number]

/** A fact as a dictionary and codes: code 0 is missing, code n is `values[n - 1]`. */
export type CodedFact = { kind: 'coded'; codes: Uint16Array; values: (string | number | boolean)[] }
/** A number with too many different values for a dictionary; NaN is missing. */
export type NumberFact = { kind: 'number'; numbers: Float64Array }
/** Minor units in the currency of the row's own ask; NaN is missing. */
export type MoneyFact = { kind: 'money'; numbers: Float64Array }
export type FactColumn = CodedFact | NumberFact | MoneyFact

export type HistoryTeam = {
  /** what the server calls it; a label, nothing is computed from it */
  id: string
  /** IANA zone of the team's site: calendar windows are its own */
  timeZone: string
}

/** What a plan is compiled against: everything of a history but its rows. */
export type HistorySchema = {
  rows: number
  /** how many different customers; a row's is below it */
  customers: number
  /** how many different agents; a row whose agent nobody recorded holds this very number */
  agents: number
  teams: HistoryTeam[]
  currencies: string[]
  /** versions of the mandate that were in force, by the server's id; a row's 0 is none, n is `mandates[n - 1]` */
  mandates: string[]
}

/**
 * The past asks of a client, one row each, in the order of time; columns of typed arrays, so that millions fit
 * into a browser. No name and no id of a person is in it: only numbers that the server can resolve.
 */
export type History = HistorySchema & {
  /** ms since the epoch, never falling */
  at: Float64Array
  customer: Int32Array
  agent: Int32Array
  team: Uint16Array
  /** index in `powerKinds` */
  power: Uint8Array
  currency: Uint8Array
  /** minor units */
  amount: Float64Array
  /** `noDays` where the ask named none */
  days: Int32Array
  /** the agent's with this power, then: index in `levels` */
  level: Uint8Array
  /** index in `recordedEndings` */
  recorded: Uint8Array
  mandate: Uint16Array
  /** the contact it was in: a number that the server gave out */
  contact: Int32Array
  /** by name, as they were then; `touchpoint`, `channel`, `language`, `customer_value` among them. Never `amount` */
  facts: Record<string, FactColumn>
}

export const noDays = -2_147_483_648

export function requestAt(history: History, row: number): DecisionRequest {
  const days = history.days[row]!
  return {
    power: powerAt(history, row),
    amount: { minor: history.amount[row]!, currency: history.currencies[history.currency[row]!]! },
    days: days === noDays ? null : days,
  }
}

export function powerAt(history: History, row: number): PowerKind {
  return powerKinds[history.power[row]!]!
}

export function levelAt(history: History, row: number): Level {
  return levels[history.level[row]!]!
}

export function recordedAt(history: History, row: number): RecordedEnding {
  return recordedEndings[history.recorded[row]!]!
}

/** What was known at that ask, as `evaluateMandate` takes it. */
export function factsAt(history: History, row: number): Facts {
  const facts: Record<string, Facts[string]> = {}
  for (const [name, column] of Object.entries(history.facts)) {
    if (column.kind === 'coded') {
      const code = column.codes[row]!
      if (code > 0) facts[name] = column.values[code - 1]!
      continue
    }
    const value = column.numbers[row]!
    if (Number.isNaN(value)) continue
    facts[name] = column.kind === 'money' ? { [history.currencies[history.currency[row]!]!]: value } : value
  }
  return facts
}

/** A fact as a column can hold it: money in the ask's own currency; null where it can't be compared anyway. */
export function comparable(fact: Facts[string], currency: string): number | string | boolean | null {
  if (typeof fact === 'object') return moneyIn(fact, currency)
  if (typeof fact === 'string') return isCode(fact) ? fact : null
  return typeof fact === 'boolean' || Number.isSafeInteger(fact) ? fact : null
}
