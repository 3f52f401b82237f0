import { Logger, type Runner, run, type Task } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from './db.ts'
import type { Log } from './log.ts'

export type JobTask = (payload: unknown, attempt: number) => Promise<void>

/**
 * Enqueues a job in the transaction of what it follows from: it runs at least once if that commits, and never
 * if it does not. Payloads hold ids only.
 */
export async function enqueue(
  tx: Tx,
  identifier: string,
  payload: Record<string, string>,
  options: { runAt?: Date; jobKey?: string } = {},
): Promise<void> {
  await sql`select enqueue_job(${identifier}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.jobKey ?? null}::text)`.execute(
    tx,
  )
}

/**
 * graphile-worker on the owner's connection: its tables are closed to the application's role, while the
 * tasks themselves use the application's pool like any request.
 */
export async function startJobs(
  ownerUrl: string,
  tasks: Record<string, JobTask>,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  // One connection listens, the others fetch and finish jobs.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4, application_name: 'cartabianca jobs' })
  const lost = (error: Error) => log.warn({ error: error.message }, 'job connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  const taskList: Record<string, Task> = {}
  for (const [name, task] of Object.entries(tasks))
    taskList[name] = async (payload, helpers) => task(payload, helpers.job.attempts)
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: quietLogger(log),
    taskList,
    parsedCronItems: [],
  })
  return {
    async stop() {
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}

/** The worker's own words, at the level of ours; its errors name the task and the reason, not the payload. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({ message }, 'job')
    else if (level === 'warning') log.warn({ message }, 'job')
    else log.debug({ message }, 'job')
  })
}
