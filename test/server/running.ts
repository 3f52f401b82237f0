import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import type { OperationId } from '../../src/contract/all.ts'
import { allRoutes } from '../../src/contract/all.ts'
import { type Server, startServer } from '../../src/server/main.ts'
import type { Actor } from '../../src/server/platform/actor.ts'
import type { Config } from '../../src/server/platform/config.ts'
import { makeDatabase, type TestDatabase } from './database.ts'
import { type LittleWorld, makeWorld } from './world.ts'

export type Answer = { status: number; body: Record<string, unknown> & { code?: string }; headers: Headers }

/** A whole server on the little world, spoken to over HTTP, with a clock that tests move. */
export type Running = {
  base: TestDatabase
  world: LittleWorld
  server: Server
  url: string
  /** the session cookie of a person of the world */
  cookieOf(actor: Actor): Promise<string>
  /** calls an operation as somebody (null: without a session) */
  call(
    actor: Actor | null,
    operationId: OperationId,
    request?: {
      params?: Record<string, string>
      query?: Record<string, string>
      body?: unknown
      headers?: Record<string, string>
    },
  ): Promise<Answer>
  close(): Promise<void>
}

/**
 * @param place `host`: a name for the address where an IP would not do, as for passkeys; `trustProxy`: calls may
 * come from addresses of their own, since limits count by address
 */
export async function startLittleServer(
  place: { host?: string; trustProxy?: boolean; lrs?: Config['lrs'] } = {},
): Promise<Running> {
  const base = await makeDatabase()
  const world = await makeWorld(base)
  const port = await freePort()
  const url = `http://${place.host ?? '127.0.0.1'}:${port}`
  base.clock.now = new Date()
  const server = await startServer({
    config: {
      port,
      host: '127.0.0.1',
      databaseUrl: base.ownerUrl,
      dataDir: tmpdir(),
      publicUrl: url,
      smtpUrl: null,
      mailFrom: 'Cartabianca <no-reply@localhost>',
      secret: randomBytes(32).toString('hex'),
      ledgerKey: Buffer.alloc(32, 7).toString('base64'),
      trustProxy: place.trustProxy ?? false,
      requestsPerMinute: 1_000_000,
      logLevel: 'silent',
      lrs: place.lrs ?? null,
    },
    ownerUrl: base.ownerUrl,
    clock: () => base.clock.now,
    sweeps: false,
  })
  const cookies = new Map<string, string>()
  const running: Running = {
    base,
    world,
    server,
    url,
    async cookieOf(actor) {
      const known = cookies.get(actor.personId)
      if (known) return known
      const { auth } = server.platform
      const authUserId = await auth.createUser({ email: actor.email, name: actor.name })
      await base.owner.query('update person set auth_user_id = $1 where id = $2', [
        authUserId,
        actor.personId,
      ])
      const token = await auth.makeLinkToken(actor.email)
      const answer = await running.call(null, 'session.redeemLink', { body: { token } })
      const cookie = answer.headers
        .getSetCookie()
        .map((value) => value.split(';')[0])
        .join('; ')
      cookies.set(actor.personId, cookie)
      return cookie
    },
    async call(actor, operationId, { params = {}, query, body, headers = {} } = {}) {
      const row = allRoutes[operationId] as { method: string; path: string; idempotent?: true }
      const path = row.path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? 'missing'),
      )
      const search = query ? `?${new URLSearchParams(query)}` : ''
      const response = await fetch(`${url}/api/v1${path}${search}`, {
        method: row.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(actor ? { cookie: await running.cookieOf(actor) } : {}),
          ...(row.idempotent ? { 'idempotency-key': randomBytes(12).toString('hex') } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      // a calendar file is text: what is in it is looked at as well
      const isJson = response.headers.get('content-type')?.includes('json')
      const read = text ? (isJson ? JSON.parse(text) : { text }) : {}
      return { status: response.status, body: read, headers: response.headers }
    },
    async close() {
      await server.close()
      await base.close()
    },
  }
  return running
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
