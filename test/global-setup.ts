import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../src/server/platform/embedded-postgres.ts'
import { migrate } from '../src/server/platform/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** owner's address of the template database; null when no file of this run needs one */
    templateUrl: string
  }
}

/**
 * One PostgreSQL for the whole run, with a migrated template from which each test file clones its own
 * database (as graphile-worker's tests do). TEST_DATABASE_URL uses one that runs already.
 */
export async function setup(project: Providing): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL
  const dataDir = own ? null : mkdtempSync(join(tmpdir(), 'cartabianca-test-'))
  const embedded = dataDir ? await startEmbeddedPostgres({ dataDir, log: () => undefined }) : null
  const serverUrl = own ?? embedded!.ownerUrl
  const name = `template_${process.pid}`
  await command(serverUrl, `drop database if exists ${name}`)
  await command(serverUrl, `create database ${name}`)
  const templateUrl = withDatabase(serverUrl, name)
  await migrate(templateUrl)
  project.provide('templateUrl', templateUrl)
  return async () => {
    if (embedded) await embedded.stop()
    // the second one is made by the first end-to-end test that wants the demo world
    else
      for (const one of [name, `${name}_demo`])
        await command(serverUrl, `drop database if exists ${one} with (force)`)
    if (dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What of vitest's project is asked for; test/screenshots.ts has only this. */
type Providing = { provide(key: 'templateUrl', value: string): void }

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}
