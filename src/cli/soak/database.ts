import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { clusterOf } from '../../server/platform/postgres-cluster.ts'

/** The storm's PostgreSQL, and the ways to hurt it. */
export type SoakDatabase = {
  /** the owner's address: another one when somebody took our port while it was down */
  url(): string
  /** ms since the epoch since when nobody hurt it and it answers; Infinity while it does not */
  wellSince(): number
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  /** kill -9 of its first process; started anew by the launcher after `downMs` */
  killPostmaster(downMs: number): Promise<void>
  /** kill -9 of one of the servers' backends: PostgreSQL ends all others and recovers by itself */
  killBackend(draw: number): Promise<void>
  /** ends some of the servers' connections, politely, as an administrator or a router does */
  cutConnections(draw: number): Promise<number>
  close(): Promise<void>
}

/** A recovery replays seconds of work; under load that takes some more. */
const recoveryMs = 60_000

export async function openSoakDatabase(dataDir: string): Promise<SoakDatabase> {
  const start = () => startEmbeddedPostgres({ dataDir, log: () => undefined })
  let embedded: EmbeddedPostgres = await start()
  let pool = open(embedded.ownerUrl)
  let wellSince = Date.now()

  async function recovered(): Promise<void> {
    for (const from = Date.now(); ; await sleep(50)) {
      const up = await pool.query('select 1').then(
        () => true,
        () => false,
      )
      if (up) break
      if (Date.now() - from > recoveryMs)
        throw new Error(`PostgreSQL did not come back within ${recoveryMs / 1000} s.`)
    }
    wellSince = Date.now()
  }

  async function query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await pool.query<T>(sql, values)).rows
  }
  const backends = () =>
    query<{ pid: number }>(
      `select pid from pg_stat_activity
       where application_name like 'cartabianca%' and backend_type = 'client backend' order by pid`,
    )

  return {
    url: () => embedded.ownerUrl,
    wellSince: () => wellSince,
    query,
    async killPostmaster(downMs) {
      wellSince = Number.POSITIVE_INFINITY
      process.kill(postmasterPid(dataDir), 'SIGKILL')
      await sleep(downMs)
      const before = embedded.ownerUrl
      await embedded.stop()
      embedded = await start()
      if (embedded.ownerUrl !== before) {
        void pool.end()
        pool = open(embedded.ownerUrl)
      }
      await recovered()
    },
    async killBackend(draw) {
      const victims = await backends()
      const victim = victims[Math.floor(draw * victims.length)]
      if (!victim) return
      wellSince = Number.POSITIVE_INFINITY
      // PostgreSQL goes on for a moment before it notices: it did when it has ended us, too.
      const witness = new pg.Client({ connectionString: embedded.ownerUrl, application_name: 'soak' })
      const noticed = new Promise<void>((resolve) => witness.on('error', () => resolve()))
      await witness.connect()
      kill(victim.pid)
      await Promise.race([noticed, sleep(10_000)])
      await witness.end()
      await recovered()
    },
    async cutConnections(draw) {
      const victims = (await backends()).filter((_, i) => (i * 7 + Math.floor(draw * 100)) % 5 === 0)
      wellSince = Number.POSITIVE_INFINITY
      await query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [
        victims.map(({ pid }) => pid),
      ])
      wellSince = Date.now()
      return victims.length
    },
    async close() {
      await pool.end().catch(() => undefined)
      await embedded.stop()
    },
  }
}

function open(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'soak' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}

function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8'), 10)
}

/** It may have ended by itself since we looked. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
