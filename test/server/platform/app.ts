import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { mailRoutes } from '../../../src/contract/mail.ts'
import { organisationRoutes } from '../../../src/contract/organisation.ts'
import { personRoutes } from '../../../src/contract/person.ts'
import { sessionRoutes } from '../../../src/contract/session.ts'
import { mailApi } from '../../../src/server/mail/api.ts'
import { organisationApi } from '../../../src/server/organisation/api.ts'
import { personApi } from '../../../src/server/person/api.ts'
import { makeAuth } from '../../../src/server/platform/auth.ts'
import type { Config } from '../../../src/server/platform/config.ts'
import { openDatabase } from '../../../src/server/platform/db.ts'
import { apiDocs } from '../../../src/server/platform/docs.ts'
import { eventStream } from '../../../src/server/platform/events.ts'
import { health } from '../../../src/server/platform/health.ts'
import { makeHttp, register } from '../../../src/server/platform/http.ts'
import { openLive } from '../../../src/server/platform/live.ts'
import { makeLog } from '../../../src/server/platform/log.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { webApp } from '../../../src/server/platform/web-app.ts'
import { makeFindActor } from '../../../src/server/session/actor.ts'
import { sessionApi } from '../../../src/server/session/api.ts'
import type { TestDatabase } from '../database.ts'

export type TestApp = {
  app: FastifyInstance
  platform: Platform
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: { cookie?: string; body?: object; headers?: Record<string, string> },
  ): Promise<LightMyRequestResponse>
  /** makes an account for somebody of the world, and signs them in; the cookie of their session */
  signIn(person: { personId: string; email: string; name: string }): Promise<string>
  close(): Promise<void>
}

/** One server process over a test's database, with the nouns of sign-in and organisation. */
export async function makeApp(
  database: TestDatabase,
  options: { smtpUrl?: string; webRoot?: string } = {},
): Promise<TestApp> {
  const { appUrl } = database
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir: '',
    publicUrl: 'http://localhost:3000',
    smtpUrl: options.smtpUrl ?? null,
    mailFrom: 'Cartabianca <no-reply@localhost>',
    secret: 'a secret of thirty-two characters',
    ledgerKey: Buffer.alloc(32, 7).toString('base64'),
    trustProxy: false,
    requestsPerMinute: 1_000_000,
    logLevel: 'silent',
    lrs: null,
  }
  const log = makeLog(config.logLevel)
  const live = await openLive(appUrl, log)
  const clock = () => new Date()
  const db = openDatabase({ appUrl, clock, publish: live.publish, onError: () => undefined })
  const auth = makeAuth({ appUrl, secret: config.secret, publicUrl: config.publicUrl })
  const findActor = makeFindActor({ db, auth, live })
  const platform: Platform = { config, log, db, auth, live, clock, findActor }
  const app = await makeHttp(log, config)
  register(app, sessionRoutes, findActor, sessionApi(platform))
  register(app, personRoutes, findActor, personApi(platform))
  register(app, organisationRoutes, findActor, organisationApi(platform))
  register(app, mailRoutes, findActor, mailApi(platform))
  eventStream(app, platform)
  health(app, platform)
  await apiDocs(app)
  await webApp(app, options.webRoot ?? '/nowhere')
  const ask: TestApp['ask'] = (method, path, { cookie, body, headers } = {}) =>
    app.inject({
      method,
      url: path,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(body ? { payload: body } : {}),
    })
  return {
    app,
    platform,
    ask,
    async signIn(person) {
      const known = await auth.findUserId(person.email)
      if (!known) {
        const authUserId = await auth.createUser({ email: person.email, name: person.name })
        await database.owner.query('update person set auth_user_id = $1 where id = $2', [
          authUserId,
          person.personId,
        ])
      }
      const token = await auth.makeLinkToken(person.email)
      return cookieOf(await ask('POST', '/api/v1/session-links/redemption', { body: { token } }))
    },
    async close() {
      await app.close()
      await live.close()
      await db.close()
      await auth.close()
    },
  }
}

/** The cookie a browser would send after this answer. */
export function cookieOf(answer: LightMyRequestResponse): string {
  const set = answer.headers['set-cookie']
  const cookies = Array.isArray(set) ? set : set ? [set] : []
  return cookies
    .map((cookie) => cookie.split(';', 1)[0]!)
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
}

/** The token in a mail's link. */
export function tokenIn(text: string): string {
  return /#token=([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? ''
}

/** Waits until something is so. @throws after five seconds */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  for (let tries = 0; tries < 250; tries++) {
    const seen = await look()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('waited five seconds in vain')
}
