import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { LiveEvent } from './live.ts'
import { openPool } from './pool.ts'
import { invariant } from './problem.ts'
import type { DB } from './schema.ts'

// int8 comes as a number: amounts are bounded far below 2^53, and beyond it we want to know.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  invariant(Number.isSafeInteger(value), `int8 beyond 2^53: ${text}`)
  return value
})
// A calendar date stays the text it is: a Date would move it into a zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Tx = Transaction<DB>

/** One unit of work: a transaction, its time, and what to tell the screens once it is committed. */
export type Work = {
  tx: Tx
  now: Date
  /** leaves after commit, never before, and not at all when the transaction fails */
  publish(event: LiveEvent): void
}

export type Database = {
  /** Runs `script` in a transaction that may touch these clients only (row-level security). */
  work<T>(clientIds: readonly string[], script: (work: Work) => Promise<T>): Promise<T>
  /**
   * As `work`, for a person who reads what is theirs alone: their handling time, which row-level security keeps
   * from everybody else (law 6). Whoever it is for comes from the session; test/tidy names who may call it.
   */
  own<T>(
    person: { personId: string; clientIds: readonly string[] },
    script: (work: Work) => Promise<T>,
  ): Promise<T>
  kysely: Kysely<DB>
  pool: pg.Pool
  close(): Promise<void>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function openDatabase(options: {
  appUrl: string
  clock: () => Date
  publish: (events: LiveEvent[]) => void
  /** connections; 20 serve some hundreds of agents, and embedded PostgreSQL allows 100 in all */
  connections?: number
  onError: (error: Error) => void
}): Database {
  const pool = openPool(
    {
      connectionString: options.appUrl,
      max: options.connections ?? 20,
      // A query that needs longer is a defect: the longest list takes milliseconds.
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
      connectionTimeoutMillis: 10_000,
      application_name: 'cartabianca',
    },
    options.onError,
  )
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  /** `personId` empty: nobody's own rows are seen. */
  async function transact<T>(
    clientIds: readonly string[],
    personId: string,
    script: (work: Work) => Promise<T>,
  ): Promise<T> {
    for (const id of clientIds) invariant(uuid.test(id), 'client id')
    const events: LiveEvent[] = []
    const result = await kysely.transaction().execute(async (tx) => {
      await sql`select set_config('app.clients', ${`{${clientIds.join(',')}}`}, true),
        set_config('app.person', ${personId}, true)`.execute(tx)
      return script({ tx, now: options.clock(), publish: (event) => events.push(event) })
    })
    if (events.length > 0) options.publish(events)
    return result
  }
  return {
    kysely,
    pool,
    work: (clientIds, script) => transact(clientIds, '', script),
    own({ clientIds, personId }, script) {
      invariant(uuid.test(personId), 'person id')
      return transact(clientIds, personId, script)
    },
    close: () => kysely.destroy(),
  }
}
