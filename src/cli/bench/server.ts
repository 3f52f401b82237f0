import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Server, startServer } from '../../server/main.ts'
import type { Auth } from '../../server/platform/auth.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { freePort } from './start.ts'
import { type BenchWorld, makeBenchWorld, type WorldSize } from './world.ts'

export type BenchServer = {
  url: string
  ownerUrl: string
  platform: Server['platform']
  world: BenchWorld
  /** of the world's agents, signed in */
  cookies: string[]
}

/** A server of this process on a PostgreSQL of its own, with a bench world in it, for the time of `use`. */
export async function withServer<T>(
  dataDir: string,
  size: WorldSize,
  use: (server: BenchServer) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
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
  const server = await startServer({ config, ownerUrl: postgres.ownerUrl })
  try {
    const { platform } = server
    const world = await makeBenchWorld(postgres.ownerUrl, platform.auth, size)
    const cookies: string[] = []
    for (const { email } of world.agents) cookies.push(await signIn(platform.auth, email))
    return await use({ url, ownerUrl: postgres.ownerUrl, platform, world, cookies })
  } finally {
    await server.close()
    await postgres.stop()
  }
}

/** A session as by a link, without the door's rate limit. */
async function signIn(auth: Auth, email: string): Promise<string> {
  const token = await auth.makeLinkToken(email)
  const cookies: string[] = []
  const reply = { header: (_: string, value: string) => cookies.push(value) } as unknown as FastifyReply
  await auth.redeemLinkToken(token ?? '', { headers: {} } as FastifyRequest, reply)
  return cookies.map((value) => value.split(';')[0]).join('; ')
}
