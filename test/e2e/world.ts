import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { inject } from 'vitest'
import { buildWeb } from '../../src/server/build.ts'
import { type Server, startServer } from '../../src/server/main.ts'
import { makeDatabase, type TestDatabase } from '../server/database.ts'
import { freePort } from '../server/running.ts'
import { demoNow, demoTemplate, oneAtATime } from './demo.ts'

/** A whole server as people meet it: the built pages, the API, and a clock that goes on and can be moved. */
export type Stage = {
  base: TestDatabase
  server: Server
  url: string
  /** the time on the stage: moves by itself, as time does, from where it was last set */
  now(): Date
  /** lets time pass; `visitors.passTime` also tells the pages that are open */
  move(minutes: number): void
  /** another server process's worth: the same database, another port */
  another(): Promise<{ url: string; server: Server }>
  /** stops the server; `start` brings it up again at the same address */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** The demo world in a database of its own. */
export async function startDemoServer(
  templateUrl = inject('templateUrl'),
  options?: StageOptions,
): Promise<Stage> {
  return startStage(await demoTemplate(templateUrl), options)
}

/** What `npm start -- --empty` begins with. */
export async function startEmptyServer(templateUrl = inject('templateUrl')): Promise<Stage> {
  return startStage(templateUrl)
}

/** `host`: a name where an IP address would not do, as for passkeys */
type StageOptions = { host?: string }

async function startStage(templateUrl: string, { host = '127.0.0.1' }: StageOptions = {}): Promise<Stage> {
  // test/run.ts has built the pages already; by itself, a file builds them when they are missing or old
  await oneAtATime(templateUrl, () => buildWeb(() => undefined))
  const base = await makeDatabase(templateUrl)
  const secret = randomBytes(32).toString('hex')
  const servers = new Set<Server>()
  let offset = demoNow.getTime() - Date.now()
  const now = () => new Date(Date.now() + offset)
  const open = async (port: number) => {
    const server = await startServer({
      config: {
        ...settings,
        port,
        secret,
        ledgerKey: Buffer.alloc(32, 7).toString('base64'),
        databaseUrl: base.ownerUrl,
        publicUrl: `http://${host}:${port}`,
      },
      ownerUrl: base.ownerUrl,
      clock: now,
      sweeps: false,
    })
    servers.add(server)
    return server
  }
  const close = async (server: Server) => {
    servers.delete(server)
    await server.close()
  }
  const port = await freePort()
  const stage: Stage = {
    base,
    url: `http://${host}:${port}`,
    server: await open(port),
    now,
    move(minutes) {
      offset += minutes * 60_000
    },
    async another() {
      const server = await open(await freePort())
      return { url: server.publicUrl, server }
    },
    stop: () => close(stage.server),
    async start() {
      stage.server = await open(port)
    },
    async close() {
      for (const server of servers) await close(server)
      await base.close()
    },
  }
  return stage
}

const settings = {
  host: '127.0.0.1',
  dataDir: tmpdir(),
  smtpUrl: null,
  mailFrom: 'Cartabianca <no-reply@localhost>',
  // so that each visitor can come from an address of their own (visitors.ts)
  trustProxy: true,
  requestsPerMinute: 100_000,
  logLevel: 'silent',
  lrs: null,
}
