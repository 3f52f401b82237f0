import pg from 'pg'
import { loadDemoWorld } from '../../seeds/load.ts'
import { buildWeb } from './build.ts'
import { startServer } from './main.ts'
import { makeAuth } from './platform/auth.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import {
  DataFolderDamaged,
  DataFolderInUse,
  PostgresFailed,
  PostgresUnavailable,
  startEmbeddedPostgres,
} from './platform/embedded-postgres.ts'
import { DatabaseError, migrate } from './platform/migrate.ts'
import { makeSetupToken } from './session/setup.ts'

/** `npm start [-- --empty]`: everything a newcomer needs, up to one address to open. */
const say = (sentence: string) => console.log(sentence)
/** Loading the demo world once, whoever comes first of several processes. */
const demoLock = 7_103_467

try {
  await start(process.argv.slice(2))
} catch (error) {
  const sentence = explain(error)
  if (!sentence) throw error
  console.error(sentence)
  process.exit(1)
}

async function start(args: string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--empty')
  if (unknown) throw new ConfigError(`Unknown option ${unknown}: npm start takes only -- --empty.`)
  const config = readConfig(process.env)
  const [database] = await Promise.all([openPostgres(config), buildWeb(say)])
  try {
    if (!args.includes('--empty')) await loadDemoOnce(database.ownerUrl, config)
    const server = await startServer({ config, ownerUrl: database.ownerUrl })
    const token = await makeSetupToken(server.platform)
    say(
      token
        ? `\nMake the first administrator, once, at:\n\n  ${server.publicUrl}/setup#token=${token}\n`
        : `\nCartabianca is ready:\n\n  ${server.publicUrl}\n`,
    )
    stopOnSignal(async () => {
      await server.close()
      await database.stop()
    })
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function openPostgres(config: Config): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, stop: async () => undefined }
  return startEmbeddedPostgres({ dataDir: config.dataDir, log: say })
}

/** The demo world enters a database that holds nothing yet, and no other. */
async function loadDemoOnce(ownerUrl: string, config: Config): Promise<void> {
  const { appUrl } = await migrate(ownerUrl)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [demoLock])
    const { rowCount } = await client.query('select 1 from operator')
    if (rowCount) return
    say('Loading the demo world…')
    const { publicUrl } = config
    const began = performance.now()
    const auth = makeAuth({ appUrl, secret: config.secret, publicUrl })
    await loadDemoWorld({ ownerUrl, auth, now: new Date(), publicUrl, log: () => undefined })
    await auth.close()
    say(`The demo world is loaded, in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
  } finally {
    await client.end()
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('Stopping…')
      void stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
}

/** One sentence that says what to do, for the failures a person can mend; null for the rest. */
function explain(error: unknown): string | null {
  const kinds = [
    ConfigError,
    DataFolderInUse,
    DataFolderDamaged,
    PostgresUnavailable,
    PostgresFailed,
    DatabaseError,
  ]
  if (kinds.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or choose another, for example PORT=${(port ?? 3000) + 1} npm start.`
  if (code === 'EACCES' && port)
    return `Port ${port} needs more rights: choose one above 1023, for example PORT=3000.`
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${address} is not an address of this machine: use 127.0.0.1 or 0.0.0.0.`
  if (code === 'ECONNREFUSED')
    return 'No PostgreSQL answers at DATABASE_URL: start it, or leave DATABASE_URL unset.'
  if (code === '28P01' || code === '28000')
    return 'PostgreSQL refuses the user or password of DATABASE_URL: correct it.'
  if (code === '3D000')
    return 'The database named in DATABASE_URL does not exist: create it, for example with createdb.'
  return null
}
