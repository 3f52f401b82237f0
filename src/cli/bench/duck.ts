import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { daysOf, periodOf } from '../../core/backtest/calendar.ts'
import type { History } from '../../core/backtest/history.ts'
import { type Limit, powerKinds } from '../../core/mandate/document.ts'
import { benchMandate } from './past.ts'

/** No dependency of ours: brought into a folder that git leaves alone when this line is first run. */
const folder = join(import.meta.dirname, '..', '..', '..', '.bench', 'duckdb')
const wanted = '@duckdb/node-api@1.5.6-r.1'
const home = join(folder, 'node_modules', '@duckdb', 'node-api')

export type Duck = {
  /** works out, for every ask, whether the windows before it leave room */
  approximate: () => Promise<void>
  /** how many asks its windows would grant */
  granted: () => Promise<number>
  close: () => void
}

type Chunk = { rowCount: number; setColumnValues: (column: number, values: number[]) => void }
type Connection = {
  run: (sql: string) => Promise<unknown>
  runAndReadAll: (sql: string) => Promise<{ getRows: () => unknown[][] }>
  createAppender: (table: string) => Promise<{ appendDataChunk: (c: Chunk) => void; closeSync: () => void }>
  closeSync: () => void
}
type Library = {
  INTEGER: unknown
  DuckDBDataChunk: { create: (types: unknown[], rows: number) => Chunk }
  DuckDBInstance: {
    create: (path: string, options: Record<string, string>) => Promise<{ connect: () => Promise<Connection> }>
  }
}

const columns = [
  'n',
  'customer',
  'agent',
  'team',
  'power',
  'currency',
  'asked',
  'day',
  'week',
  'month',
  'quarter',
  'year',
]

/** @returns null where it can't be brought here; one sentence says so */
export async function openDuck(past: History): Promise<Duck | null> {
  if (!existsSync(home)) {
    const options = ['--no-save', '--no-audit', '--no-fund', '--prefix', folder]
    const { status } = spawnSync('npm', ['install', ...options, wanted], { stdio: 'ignore' })
    if (status !== 0 || !existsSync(home)) {
      console.error(`The comparison with DuckDB is left out: npm could not bring ${wanted} here.`)
      return null
    }
  }
  const library = createRequire(import.meta.url)(home) as Library
  const instance = await library.DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`create table asks (${columns.map((name) => `"${name}" integer`).join(', ')})`)
  await load(past, library, connection)
  const query = windowsQuery(past)
  const granted = async () => Number((await connection.runAndReadAll(query)).getRows()[0]![0])
  return {
    approximate: async () => {
      await granted()
    },
    granted,
    close: () => connection.closeSync(),
  }
}

/** Its calendar periods are given to it: what they are in each zone it need not find. */
async function load(past: History, library: Library, connection: Connection): Promise<void> {
  const { firstRow, days, calendarOf } = daysOf(past)
  const appender = await connection.createAppender('asks')
  const most = 2048
  const moved = powerKinds.indexOf('deadline_moved')
  let segment = 0
  for (let from = 0; from < past.rows; from += most) {
    const until = Math.min(past.rows, from + most)
    const values = columns.map((): number[] => [])
    for (let i = from; i < until; i++) {
      while (firstRow[segment + 1]! <= i) segment++
      const day = days[calendarOf[past.team[i]!]!]![segment]!
      const asked = past.power[i] === moved ? past.days[i]! : past.amount[i]!
      const windows = (['week', 'month', 'quarter', 'year'] as const).map((window) => periodOf(window, day))
      const row = [
        i,
        past.customer[i]!,
        past.agent[i]!,
        past.team[i]!,
        past.power[i]!,
        past.currency[i]!,
        asked,
      ]
      for (const [c, value] of [...row, day, ...windows].entries()) values[c]!.push(value)
    }
    const chunk = library.DuckDBDataChunk.create(
      columns.map(() => library.INTEGER),
      until - from,
    )
    for (const [c, column] of values.entries()) chunk.setColumnValues(c, column)
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/**
 * What SQL can say of the mandate: each windowed limit as a running sum over all asks before that would pass the
 * limits of a single decision, granted or not. Levels, conditions and shares are left out, in its favour.
 */
function windowsQuery({ currencies }: History): string {
  const bound = ({ bounds }: Limit) =>
    bounds.any
      ? String(bounds.any.max)
      : `case currency ${currencies.map((code, c) => `when ${c} then ${bounds[code]?.max ?? -1}`).join(' ')} end`
  const parts = benchMandate.powers.map(({ kind, limits }) => {
    const said = limits.filter(({ measure }) => measure !== 'value_share')
    const single = said.filter(({ scope }) => scope === 'decision').map((limit) => `asked <= ${bound(limit)}`)
    const windowed = said.filter(({ scope }) => scope !== 'decision')
    const sums = windowed.map(({ scope, window, measure }, k) => {
      const parted = measure === 'money' ? `${scope}, "${window}", currency` : `${scope}, "${window}"`
      const sum = measure === 'count' ? 'count(*)' : 'sum(asked)'
      return `${sum} over (partition by ${parted} order by n rows unbounded preceding) as s${k}`
    })
    const power = powerKinds.indexOf(kind)
    const from = `select currency, ${sums.join(', ')} from asks where ${[`power = ${power}`, ...single].join(' and ')}`
    return `select count(*) as c from (${from}) where ${windowed.map((limit, k) => `s${k} <= ${bound(limit)}`).join(' and ')}`
  })
  return `select sum(c)::integer from (${parts.join(' union all ')})`
}
