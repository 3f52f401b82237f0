import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { openPool } from './pool.ts'
import { Problem } from './problem.ts'
import { readSessionToken } from './session-cookie.ts'

/**
 * Sign-in by better-auth, behind our own contract: passwords (scrypt), single-use links, sessions in the
 * database that can be revoked. Its routes are not mounted; its functions are called by the session noun.
 */
export type Auth = ReturnType<typeof makeAuth>

/** A link works once, for this long: a working day, because an invitation is often read the next morning. */
export const linkHours = 24
const sessionDays = 14
const prolongedAfterDays = 1

type Session = { sessionId: string; authUserId: string }

export function makeAuth(options: { appUrl: string; secret: string; publicUrl: string; clock?: () => Date }) {
  const pool = openPool(
    {
      connectionString: options.appUrl,
      max: 8,
      connectionTimeoutMillis: 10_000,
      options: '-c search_path=auth',
      application_name: 'cartabianca sign-in',
    },
    () => undefined,
  )
  // better-auth hands the token of a link to a callback; this carries it back to who asked for it.
  const asked = new AsyncLocalStorage<{ token: string | null }>()
  const auth = betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.publicUrl,
    basePath: '/api/v1/auth',
    trustedOrigins: [options.publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: false,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      autoSignIn: false,
    },
    session: { expiresIn: sessionDays * 86_400, updateAge: prolongedAfterDays * 86_400 },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'cartabianca',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    plugins: [
      magicLink({
        expiresIn: linkHours * 3600,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token }) => {
          const holder = asked.getStore()
          if (holder) holder.token = token
        },
      }),
    ],
  })

  /**
   * The common case by itself, in one statement: a cookie that we signed, of a session that stands and is not due to
   * be prolonged. All else (unknown, ended, due) is better-auth's to say, which takes ten times as long.
   */
  async function findStanding(cookies: string): Promise<Session | null> {
    const { authCookies, secret } = await auth.$context
    const token = readSessionToken(cookies, authCookies.sessionToken.name, secret)
    if (!token) return null
    const { rows } = await pool
      .query<Session>(
        `select id as "sessionId", "userId" as "authUserId" from auth.session
         where token = $1 and "expiresAt" > now() + make_interval(days => $2)`,
        [token, sessionDays - prolongedAfterDays],
      )
      .catch(() => {
        throw new Problem('unavailable')
      })
    return rows[0] ?? null
  }

  return {
    /** The session of a request, or null. */
    async findSession(request: FastifyRequest): Promise<Session | null> {
      if (!request.headers.cookie) return null
      const standing = await findStanding(request.headers.cookie)
      if (standing) return standing
      // It throws only when its database does not answer, and does not say so.
      const found = await auth.api.getSession({ headers: headersOf(request) }).catch(() => {
        throw new Problem('unavailable')
      })
      return found ? { sessionId: found.session.id, authUserId: found.user.id } : null
    },

    /** @throws Problem wrong_credentials, the same whether the address or the password is wrong */
    async signIn(
      email: string,
      password: string,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<string> {
      const response = await auth.api.signInEmail({
        body: { email, password },
        headers: headersOf(request),
        asResponse: true,
      })
      if (!response.ok) throw new Problem('wrong_credentials')
      passCookies(response, reply)
      return ((await response.json()) as { user: { id: string } }).user.id
    },

    async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      passCookies(await auth.api.signOut({ headers: headersOf(request), asResponse: true }), reply)
    },

    /** A single-use token that signs its owner in; null when no such user exists. */
    async makeLinkToken(email: string): Promise<string | null> {
      const context = await auth.$context
      if (!(await context.internalAdapter.findUserByEmail(email.toLowerCase()))) return null
      const holder: { token: string | null } = { token: null }
      await asked.run(holder, () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }))
      return holder.token
    },

    /** @throws Problem link_expired when the token is unknown, used, or too old */
    async redeemLinkToken(token: string, request: FastifyRequest, reply: FastifyReply): Promise<string> {
      const response = await auth.api
        .magicLinkVerify({ query: { token }, headers: headersOf(request), asResponse: true })
        .catch(() => null)
      const body = response?.ok
        ? ((await response.json().catch(() => null)) as { user?: { id: string } } | null)
        : null
      if (!response || !body?.user) throw new Problem('link_expired')
      passCookies(response, reply)
      return body.user.id
    },

    /** @returns the new user's id. Without a password the user signs in by link. */
    async createUser(user: { email: string; name: string; password?: string }): Promise<string> {
      const context = await auth.$context
      const created = await context.internalAdapter.createUser(
        {
          email: user.email.toLowerCase(),
          name: user.name,
          emailVerified: true,
        },
        { method: 'admin' },
      )
      if (user.password !== undefined)
        await context.internalAdapter.linkAccount({
          accountId: created.id,
          providerId: 'credential',
          userId: created.id,
          password: await context.password.hash(user.password),
        })
      return created.id
    },

    async findUserId(email: string): Promise<string | null> {
      const context = await auth.$context
      return (await context.internalAdapter.findUserByEmail(email.toLowerCase()))?.user.id ?? null
    },

    async hasPassword(authUserId: string): Promise<boolean> {
      const context = await auth.$context
      const accounts = await context.internalAdapter.findAccounts(authUserId)
      return accounts.some((account) => account.providerId === 'credential' && account.password)
    },

    /** Whether this is the user's password: for signing, and for changing it. */
    async verifyPassword(authUserId: string, password: string): Promise<boolean> {
      const context = await auth.$context
      const accounts = await context.internalAdapter.findAccounts(authUserId)
      const hash = accounts.find((account) => account.providerId === 'credential')?.password
      return hash ? context.password.verify({ hash, password }) : false
    },

    async setPassword(authUserId: string, password: string): Promise<void> {
      const context = await auth.$context
      const hash = await context.password.hash(password)
      if (await this.hasPassword(authUserId)) await context.internalAdapter.updatePassword(authUserId, hash)
      else
        await context.internalAdapter.linkAccount({
          accountId: authUserId,
          providerId: 'credential',
          userId: authUserId,
          password: hash,
        })
    },

    async listSessions(authUserId: string) {
      const context = await auth.$context
      return context.internalAdapter.listSessions(authUserId)
    },

    async revokeSession(sessionToken: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteSession(sessionToken)
    },

    async revokeAllSessions(authUserId: string): Promise<void> {
      for (const session of await this.listSessions(authUserId)) await this.revokeSession(session.token)
    },

    close: () => pool.end(),
  }
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

function passCookies(response: Response, reply: FastifyReply): void {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
}
