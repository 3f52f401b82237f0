import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import pg from 'pg'
import { type Auth, makeAuth } from '../../server/platform/auth.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { migrate } from '../../server/platform/migrate.ts'
import type { AppOrder } from './app.ts'
import { flagsOfStart, freePort } from './start.ts'
import { type BenchWorld, makeBenchWorld, type WorldSize } from './world.ts'

export type BenchServer = {
  url: string
  ownerUrl: string
  /** for the application's role */
  appUrl: string
  /** with which sessions are signed */
  secret: string
  appPid: number
  dataDir: string
  world: BenchWorld
  /** of the world's agents, signed in */
  cookies: string[]
  /** Has PostgreSQL look at what there is by now, as its autovacuum does within a minute: plans are made for that. */
  analyze(): Promise<void>
}

/** One app process on a PostgreSQL of its own, with a bench world in it, for the time of `use`. */
export async function withServer<T>(
  dataDir: string,
  size: WorldSize,
  use: (server: BenchServer) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const { ownerUrl } = postgres
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const config = {
    port,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir,
    publicUrl: url,
    smtpUrl: null,
    mailFrom: 'bench@localhost',
    secret: randomBytes(32).toString('hex'),
    ledgerKey: Buffer.alloc(32, 7).toString('base64'),
    trustProxy: false,
    requestsPerMinute: 1_000_000_000,
    logLevel: 'silent',
    lrs: null,
  }
  const app = await startApp({ config, ownerUrl })
  try {
    const { appUrl } = await migrate(ownerUrl)
    const auth = makeAuth({ appUrl, secret: config.secret, publicUrl: url })
    const world = await makeBenchWorld(ownerUrl, auth, size)
    const cookies: string[] = []
    for (const { email } of world.agents) cookies.push(await signIn(auth, email))
    await auth.close()
    return await use({
      url,
      ownerUrl,
      appUrl,
      secret: config.secret,
      appPid: app.pid!,
      dataDir,
      world,
      cookies,
      analyze: () => analyze(ownerUrl),
    })
  } finally {
    app.disconnect()
    await once(app, 'exit')
    await postgres.stop()
  }
}

/** @throws when it ends instead of coming up; why, it says on stderr */
async function startApp(order: AppOrder): Promise<ChildProcess> {
  const app = fork(join(import.meta.dirname, 'app.ts'), {
    execArgv: [...process.execArgv, ...flagsOfStart()],
  })
  app.send(order)
  const ended = once(app, 'exit').then(() => {
    throw new Error('the server did not start')
  })
  await Promise.race([once(app, 'message'), ended])
  ended.catch(() => undefined)
  return app
}

async function analyze(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}

/** A session as by a link, without the door's rate limit. */
async function signIn(auth: Auth, email: string): Promise<string> {
  const token = await auth.makeLinkToken(email)
  const cookies: string[] = []
  const reply = { header: (_: string, value: string) => cookies.push(value) } as unknown as FastifyReply
  await auth.redeemLinkToken(token ?? '', { headers: {} } as FastifyRequest, reply)
  return cookies.map((value) => value.split(';')[0]).join('; ')
}
