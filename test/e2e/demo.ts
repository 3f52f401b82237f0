import pg from 'pg'
import { loadDemoWorld } from '../../seeds/load.ts'
import { makeAuth } from '../../src/server/platform/auth.ts'
import { migrate } from '../../src/server/platform/migrate.ts'
import { withDatabase } from '../global-setup.ts'
import { runAside } from '../server/database.ts'

/** The demo world's present in every test and picture: a Friday morning, shortly before ten in Lecce. */
export const demoNow = new Date('2026-11-20T08:48:00Z')

/** Any constant; the workers of a run take this advisory lock. */
const runLock = 7_103_468

/** One of the run's workers at a time, for what they share. */
export async function oneAtATime<T>(
  templateUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(templateUrl, 'postgres') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [runLock])
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The run's second template: the first with the demo world in it. Made by whoever comes first, and once; each
 * file clones its own from it.
 * @returns the owner's address
 */
export function demoTemplate(templateUrl: string): Promise<string> {
  const template = new URL(templateUrl).pathname.slice(1)
  const made = `${template}_demo`
  return oneAtATime(templateUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [made])
    // under another name until it is whole: a load that fails leaves nothing to clone from
    if (!rowCount) await load(templateUrl, template, made)
    return withDatabase(templateUrl, made)
  })
}

async function load(templateUrl: string, template: string, made: string): Promise<void> {
  const name = `${made}_loading`
  const ownerUrl = withDatabase(templateUrl, name)
  await runAside(templateUrl, `drop database if exists ${name} with (force)`)
  await runAside(templateUrl, `create database ${name} template ${template}`)
  const { appUrl } = await migrate(ownerUrl)
  // each stage has a port of its own: of the links in the mails, only the path leads anywhere
  const publicUrl = 'http://127.0.0.1'
  const auth = makeAuth({ appUrl, secret: 'of the demo template', publicUrl })
  await loadDemoWorld({ ownerUrl, auth, now: demoNow, publicUrl, log: () => undefined })
  await auth.close()
  await runAside(templateUrl, `alter database ${name} rename to ${made}`)
}
