import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/server/platform/db.ts'
import type { LiveEvent } from '../../src/server/platform/live.ts'
import { migrate } from '../../src/server/platform/migrate.ts'

export type TestDatabase = {
  ownerUrl: string
  appUrl: string
  /** as the application: bound by row-level security */
  db: Database
  /** as the owner: sees everything, for arranging and for looking */
  owner: pg.Pool
  /** what was published, in order */
  events: LiveEvent[]
  /** moves the clock that `work.now` reads */
  clock: { now: Date }
  close(): Promise<void>
}

/** A fresh migrated database, cloned from the run's template, or from another. Close it in afterAll. */
export async function makeDatabase(templateUrl = inject('templateUrl')): Promise<TestDatabase> {
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `test_${randomBytes(6).toString('hex')}`
  await runAside(templateUrl, `create database ${name} template ${template}`)
  const ownerUrl = aside(templateUrl, name)
  const { appUrl } = await migrate(ownerUrl)
  const events: LiveEvent[] = []
  const clock = { now: new Date('2026-11-12T09:00:00Z') }
  const db = openDatabase({
    appUrl,
    clock: () => clock.now,
    publish: (published) => events.push(...published),
    connections: 20,
    onError: () => undefined,
  })
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  owner.on('error', () => undefined)
  return {
    ownerUrl,
    appUrl,
    db,
    owner,
    events,
    clock,
    async close() {
      await db.close()
      await owner.end()
      await runAside(templateUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

/** Runs a command from the maintenance database: a template may not be cloned while somebody is in it. */
export async function runAside(url: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: aside(url, 'postgres') })
  await client.connect()
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        await client.query(command)
        return
      } catch (error) {
        // 55006: two files clone the template at the same moment
        if ((error as { code?: string }).code !== '55006' || attempt > 50) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  } finally {
    await client.end()
  }
}

function aside(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.toString()
}
