import type { Facts } from '../mandate/condition.ts'
import { type Level, levels, type PowerKind, powerKinds } from '../mandate/document.ts'
import {
  comparable,
  type FactColumn,
  type History,
  type HistoryTeam,
  noDays,
  type RecordedEnding,
  recordedEndings,
} from './history.ts'

/** One past ask, as it is read from where it lies. */
export type HistoryRow = {
  /** ms since the epoch; rows come in the order of time */
  at: number
  /** any key that tells customers apart; it is not kept */
  customer: string | number
  /** null where nobody recorded whose it was: its budget then is never used up */
  agent: string | number | null
  /** id of one of the teams that the builder was given */
  team: string
  power: PowerKind
  amount: { minor: number; currency: string }
  days: number | null
  /** the agent's with this power, then */
  level: Level
  facts: Facts
  recorded: RecordedEnding
  /** the version that was in force; null when there was none */
  mandate: string | null
  /** any whole number from 0 to 2,147,483,647 by which the server finds the contact again */
  contact: number
}

export type HistoryBuilder = { add: (row: HistoryRow) => void; build: () => History }

const mostTeams = 65_535
const mostCodes = 65_534

/**
 * Takes rows one by one and keeps them as columns.
 * @throws Error that names the row, when one is out of order or holds what no ask can
 */
export function buildHistory(teams: readonly HistoryTeam[], expectedRows = 1024): HistoryBuilder {
  if (teams.length > mostTeams) throw new Error(`A history holds at most ${mostTeams} teams.`)
  const customers = dictionary('customers', 2 ** 31 - 2)
  const agents = dictionary('agents', 2 ** 31 - 2)
  const currencies = dictionary('currencies', 255)
  const mandates = dictionary('mandate versions', mostCodes)
  const teamIndex = new Map(teams.map(({ id }, i) => [id, i]))
  const columns = {
    at: growing(Float64Array, expectedRows),
    customer: growing(Int32Array, expectedRows),
    agent: growing(Int32Array, expectedRows),
    team: growing(Uint16Array, expectedRows),
    power: growing(Uint8Array, expectedRows),
    currency: growing(Uint8Array, expectedRows),
    amount: growing(Float64Array, expectedRows),
    days: growing(Int32Array, expectedRows),
    level: growing(Uint8Array, expectedRows),
    recorded: growing(Uint8Array, expectedRows),
    mandate: growing(Uint16Array, expectedRows),
    contact: growing(Int32Array, expectedRows),
  }
  const facts = new Map<string, FactBuilder>()
  let rows = 0
  let before = Number.NEGATIVE_INFINITY
  const noAgent = -1

  return {
    add(row) {
      const wrong = (what: string) => new Error(`Row ${rows + 1}: ${what}.`)
      const team = teamIndex.get(row.team)
      if (team === undefined) throw wrong(`there is no team ${row.team}`)
      if (!Number.isSafeInteger(row.at)) throw wrong('its time is not in whole milliseconds')
      if (row.at < before) throw wrong('it is earlier than the row before; rows come in the order of time')
      if (!Number.isSafeInteger(row.amount.minor)) throw wrong('its amount is not in whole minor units')
      if (row.days !== null && (row.days | 0) !== row.days) throw wrong('its days are not a whole number')
      if ((row.contact | 0) !== row.contact || row.contact < 0) throw wrong('its contact is not an index')
      before = row.at
      const codes = [
        powerKinds.indexOf(row.power),
        levels.indexOf(row.level),
        recordedEndings.indexOf(row.recorded),
      ]
      if (codes.includes(-1)) throw wrong('its power, level or recorded ending is unknown')
      columns.at.push(row.at)
      columns.customer.push(customers.codeOf(row.customer))
      columns.agent.push(row.agent === null ? noAgent : agents.codeOf(row.agent))
      columns.team.push(team)
      columns.power.push(codes[0]!)
      columns.currency.push(currencies.codeOf(row.amount.currency))
      columns.amount.push(row.amount.minor)
      columns.days.push(row.days ?? noDays)
      columns.level.push(codes[1]!)
      columns.recorded.push(codes[2]!)
      columns.mandate.push(row.mandate === null ? 0 : mandates.codeOf(row.mandate) + 1)
      columns.contact.push(row.contact)
      for (const [name, fact] of Object.entries(row.facts)) {
        const value = name === 'amount' ? null : comparable(fact, row.amount.currency)
        if (value === null) continue
        let column = facts.get(name)
        const money = typeof fact === 'object'
        if (!column) {
          column = buildFact(name, money, expectedRows)
          facts.set(name, column)
        }
        if (column.money !== money) throw wrong(`its fact ${name} is money in some rows and not in others`)
        column.set(rows, value)
      }
      rows++
    },
    build() {
      const agent = columns.agent.take(rows)
      for (let i = 0; i < rows; i++) if (agent[i] === noAgent) agent[i] = agents.size()
      return {
        rows,
        customers: customers.size(),
        agents: agents.size(),
        teams: [...teams],
        currencies: currencies.values().map(String),
        mandates: mandates.values().map(String),
        at: columns.at.take(rows),
        customer: columns.customer.take(rows),
        agent,
        team: columns.team.take(rows),
        power: columns.power.take(rows),
        currency: columns.currency.take(rows),
        amount: columns.amount.take(rows),
        days: columns.days.take(rows),
        level: columns.level.take(rows),
        recorded: columns.recorded.take(rows),
        mandate: columns.mandate.take(rows),
        contact: columns.contact.take(rows),
        facts: Object.fromEntries([...facts].map(([name, column]) => [name, column.take(rows)])),
      }
    },
  }
}

type FactBuilder = {
  money: boolean
  set: (row: number, value: number | string | boolean) => void
  take: (rows: number) => FactColumn
}

/** Codes as long as a dictionary can hold the values; numbers beyond that as they are. */
function buildFact(name: string, money: boolean, expectedRows: number): FactBuilder {
  const codes = growing(Uint16Array, money ? 0 : expectedRows)
  const values = new Map<number | string | boolean, number>()
  let numbers = money ? growing(Float64Array, expectedRows, Number.NaN) : null
  const spill = () => {
    const [known, spilt] = [[...values.keys()], growing(Float64Array, expectedRows, Number.NaN)]
    if (known.some((value) => typeof value !== 'number'))
      throw new Error(`The fact ${name} has more than ${mostCodes} different values: leave it out.`)
    codes.take(codes.length()).forEach((code, i) => {
      if (code > 0) spilt.set(i, known[code - 1] as number)
    })
    return spilt
  }
  return {
    money,
    set(row, value) {
      if (!numbers) {
        let code = values.get(value)
        if (code === undefined && values.size < mostCodes) {
          code = values.size + 1
          values.set(value, code)
        }
        if (code !== undefined) return codes.set(row, code)
        numbers = spill()
      }
      if (typeof value !== 'number')
        throw new Error(`The fact ${name} is a number in some rows and not in others.`)
      numbers.set(row, value)
    },
    take: (rows) =>
      numbers
        ? { kind: money ? 'money' : 'number', numbers: numbers.take(rows) }
        : { kind: 'coded', codes: codes.take(rows), values: [...values.keys()] },
  }
}

function dictionary(what: string, most: number) {
  const codes = new Map<string | number, number>()
  return {
    codeOf(value: string | number): number {
      let code = codes.get(value)
      if (code === undefined) {
        if (codes.size >= most) throw new Error(`A history holds at most ${most} ${what}.`)
        code = codes.size
        codes.set(value, code)
      }
      return code
    },
    size: () => codes.size,
    values: () => [...codes.keys()],
  }
}

type Column = Float64Array | Int32Array | Uint16Array | Uint8Array

/** A typed array that grows; what was never set is `empty`. */
function growing<T extends Column>(kind: new (length: number) => T, expected: number, empty = 0) {
  let column = new kind(expected).fill(empty) as T
  let length = 0
  const reach = (wanted: number) => {
    if (wanted <= column.length) return
    const wider = new kind(Math.max(wanted, column.length * 2, 64)).fill(empty) as T
    wider.set(column)
    column = wider
  }
  return {
    push(value: number) {
      reach(length + 1)
      column[length++] = value
    },
    set(row: number, value: number) {
      reach(row + 1)
      column[row] = value
      length = Math.max(length, row + 1)
    },
    length: () => length,
    take(rows: number): T {
      reach(rows)
      return (column.length === rows ? column : column.slice(0, rows)) as T
    },
  }
}
