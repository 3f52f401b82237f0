import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run, type Task, type WorkerEvents, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Work } from './db.ts'
import type { Log } from './log.ts'
import { isDatabaseAway, openPool } from './pool.ts'

export type JobTask = (payload: unknown, attempt: number) => Promise<void>

/**
 * Enqueues a job in the transaction of what it follows from: it runs at least once if that commits, and never
 * if it does not. Payloads hold ids only. This process's worker is woken after commit; another's looks every two
 * seconds, and finds it when we die in between.
 */
export async function enqueue(
  work: Work,
  identifier: string,
  payload: Record<string, string>,
  options: { runAt?: Date; jobKey?: string } = {},
): Promise<void> {
  await sql`select enqueue_job(${identifier}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.jobKey ?? null}::text)`.execute(
    work.tx,
  )
  work.wakeJobs()
}

export type Jobs = {
  /** There is something to do: called after commit, as often as one likes. */
  wake(): void
  stop(): Promise<void>
}

/** Longer than any task may take (a mail server's patience is 50 s): who holds a job longer has died with it. */
const lostAfter = '90 seconds'
const concurrency = 4
const lookForLostMs = 15_000
const askAgainMs = 500
/** A webhook's patience, and some: what is not done by then is done by another process, as after a crash. */
const stopMs = 15_000

/**
 * graphile-worker on the owner's connection: its tables are closed to the application's role, while the
 * tasks themselves use the application's pool like any request.
 */
export async function startJobs(ownerUrl: string, tasks: Record<string, JobTask>, log: Log): Promise<Jobs> {
  // One connection listens, the others fetch and finish jobs.
  const pool = openPool(
    {
      connectionString: ownerUrl,
      max: 4,
      connectionTimeoutMillis: 10_000,
      application_name: 'cartabianca jobs',
    },
    (error) => log.warn({ error: error.message }, 'job connection lost'),
  )
  const taskList: Record<string, Task> = {}
  for (const [name, task] of Object.entries(tasks))
    taskList[name] = async (payload, helpers) => task(payload, helpers.job.attempts)
  let workers: WorkerPool | undefined
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    workers = workerPool
  })
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    pollInterval: 2000,
    events,
    noHandleSignals: true,
    logger: quietLogger(log),
    taskList,
    parsedCronItems: [],
  })
  waitForDatabase(pool)
  const looking = setInterval(() => void releaseLost(pool, log), lookForLostMs)
  return {
    wake: () => workers?.nudge(concurrency),
    async stop() {
      workers = undefined
      clearInterval(looking)
      const ended = runner
        .stop()
        .catch(() => undefined)
        .then(() => pool.end())
      await Promise.race([ended, sleep(stopMs, undefined, { ref: false })])
    },
  }
}

/**
 * From here on each statement of graphile-worker (0.18) waits until the database answers: where it says what
 * became of a job it expects no failure, and one would end the process. All of them may run twice. The
 * connection on which it listens, asked for by callback, stays a real one.
 */
function waitForDatabase(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as (callback: unknown) => unknown
  const query = async (statement: pg.QueryConfig): Promise<pg.QueryResult> => {
    for (;;) {
      // Stopping did not wait for this job: it is done again by another process, as after a crash.
      if (pool.ending) return new Promise(() => undefined)
      try {
        return await pool.query(statement)
      } catch (error) {
        if (!isDatabaseAway(error)) throw error
        await sleep(askAgainMs)
      }
    }
  }
  const patient = { query, release: () => undefined }
  pool.connect = ((callback?: unknown) =>
    callback ? connect(callback) : Promise.resolve(patient)) as typeof pool.connect
}

/** Jobs that a killed process took with it are done by another: graphile-worker itself waits for four hours. */
async function releaseLost(pool: pg.Pool, log: Log): Promise<void> {
  await pool
    .query(
      `update graphile_worker._private_jobs set locked_at = null, locked_by = null
       where locked_at < now() - $1::interval`,
      [lostAfter],
    )
    .catch((error: Error) => log.warn({ error: error.message }, 'lost jobs not looked for'))
}

/** The worker's own words, at the level of ours; its errors name the task and the reason, not the payload. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ message }, 'job')
    else if (level === 'warning') log.warn({ message }, 'job')
    else log.debug({ message }, 'job')
  })
}
