import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type QueryResult,
  Transaction,
} from 'kysely'
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

/**
 * One unit of work: a transaction, its time, and what to tell the screens once it is committed. Statements that do
 * not wait for one another's answers travel together (`await Promise.all([…])`) and run in the order they were given.
 */
export type Work = {
  tx: Tx
  now: Date
  /** leaves after commit, never before, and not at all when the transaction fails */
  publish(event: LiveEvent): void
  /** a job was enqueued: the worker looks after commit */
  wakeJobs(): void
  /**
   * The last statement of the transaction, sent when the script is done with the commit right behind it: what the
   * transaction holds is free one way there and back earlier. One statement, so that all of it fails or none; if it
   * does, PostgreSQL rolls back instead, and its failure is what `work` throws.
   */
  finish(statement: CompiledQuery): void
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

/** Sends statements at once, to run in this order: where it matters, `Promise.all` would not say so. */
export async function together(tx: Tx, queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
  return Promise.all(queries.map((query) => tx.executeQuery(query)))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function openDatabase(options: {
  appUrl: string
  clock: () => Date
  publish: (events: LiveEvent[]) => void
  /** jobs were enqueued and committed */
  wakeJobs?: () => void
  /** at most; they are opened when they are needed */
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
      // Also how long one waits for a connection while all are in use: some hundred agents at once wait seconds.
      connectionTimeoutMillis: 20_000,
      application_name: 'cartabianca',
      pipeline: true,
    },
    options.onError,
  )
  const dialect = new PostgresDialect({ pool })
  const kysely = new Kysely<DB>({ dialect })
  const driver = dialect.createDriver()
  const transactionOn = (client: pg.PoolClient, isOver: () => boolean) =>
    new Transaction<DB>({
      ...{ config: { dialect }, dialect, driver },
      // Kysely's own would send each statement only after the answer to the one before.
      executor: kysely.getExecutor().withConnectionProvider({
        provideConnection: (consumer) => {
          invariant(!isOver(), 'a statement after the end of its transaction')
          return consumer(connectionOn(client))
        },
      }),
    })
  async function work<T>(bounds: Bounds, script: (work: Work) => Promise<T>): Promise<T> {
    for (const id of bounds.clientIds) invariant(uuid.test(id), 'client id')
    const events: LiveEvent[] = []
    let hasJobs = false
    let last: CompiledQuery | undefined
    const scripted = (client: pg.PoolClient, isOver: () => boolean) =>
      script({
        tx: transactionOn(client, isOver),
        now: options.clock(),
        publish: (event) => events.push(event),
        wakeJobs: () => {
          hasJobs = true
        },
        finish: (statement) => {
          invariant(!last, 'one statement is the last')
          last = statement
        },
      })
    const result = await transact(pool, bounds, scripted, () => last)
    if (events.length > 0) options.publish(events)
    if (hasJobs) options.wakeJobs?.()
    return result
  }
  return {
    kysely,
    pool,
    work: (clientIds, script) => work({ clientIds }, script),
    own({ clientIds, personId }, script) {
      invariant(uuid.test(personId), 'person id')
      return work({ clientIds, personId }, script)
    },
    close: () => kysely.destroy(),
  }
}

/** Whose rows a transaction may touch: these clients', and what is this person's alone. */
type Bounds = { clientIds: readonly string[]; personId?: string }

/** Begins, runs, and commits or rolls back, on a connection that goes back to the pool. */
async function transact<T>(
  pool: pg.Pool,
  { clientIds, personId }: Bounds,
  run: (client: pg.PoolClient, isOver: () => boolean) => Promise<T>,
  lastOf: () => CompiledQuery | undefined,
): Promise<T> {
  const client = await pool.connect()
  let over = false
  let lost = false
  // Not waited for: what the script asks first leaves with it. Together, so that neither is without the other.
  const person = personId ? `; set local app.person = '${personId}'` : ''
  const begun = client.query(`begin; set local app.clients = '{${clientIds.join(',')}}'${person}`)
  begun.catch(() => undefined)
  try {
    const result = await run(client, () => over)
    over = true
    const last = lastOf()
    const [, , { command }] = await Promise.all([
      begun,
      last && client.query(last.sql, last.parameters as unknown[]),
      client.query('commit'),
    ])
    // PostgreSQL's answer to the commit of a transaction in which a statement failed and nobody cared.
    invariant(command === 'COMMIT', 'a transaction ends as it was meant to')
    return result
  } catch (error) {
    over = true
    const [first] = await Promise.allSettled([begun, client.query('rollback').catch(() => (lost = true))])
    throw first.status === 'rejected' ? first.reason : error
  } finally {
    client.release(lost)
  }
}

function connectionOn(client: pg.PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { command, rowCount, rows } = await client.query(sql, parameters as unknown[])
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
      return { rows: rows ?? [], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
    },
    streamQuery() {
      throw new Error('nothing streams inside a transaction')
    },
  }
}
