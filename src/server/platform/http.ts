import { randomUUID } from 'node:crypto'
import fastifyFormbody from '@fastify/formbody'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { z } from 'zod'
import type { ParsedOf, Route, Routes } from '../../contract/route.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import type { Actor } from './actor.ts'
import type { Log } from './log.ts'
import { isDatabaseAway } from './pool.ts'
import { Problem } from './problem.ts'
import { refuseCrossSite, securityHeaders } from './security.ts'

/** What a handler gets: parsed input, who asks, and Fastify's own pair for cookies and streams. */
export type Call<R extends Route> = ParsedOf<R> & {
  actor: R['access'] extends 'public' ? Actor | null : Actor
  idempotencyKey: R['idempotent'] extends true ? string : undefined
  request: FastifyRequest
  reply: FastifyReply
}
type Returned<R extends Route> = R['sends'] extends string
  ? FastifyReply
  : R['returns'] extends z.ZodType
    ? z.input<R['returns']>
    : undefined
export type Handlers<T extends Routes> = { [K in keyof T]: (call: Call<T[K]>) => Promise<Returned<T[K]>> }

export type FindActor = (request: FastifyRequest) => Promise<Actor | null>

/** 1 MiB: fifty times the longest text a field takes. */
const bodyLimit = 1_048_576

export async function makeHttp(
  log: Log,
  { trustProxy, requestsPerMinute }: { trustProxy: boolean; requestsPerMinute: number },
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Requests are told by our own hook below: by route pattern, never by address.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // What we log names the request's id itself.
    childLoggerFactory: (logger) => logger,
    bodyLimit,
    requestTimeout: 30_000,
    // Behind a proxy the operator says so; a forged X-Forwarded-For must not dodge the rate limit.
    trustProxy,
    routerOptions: { maxParamLength: 300 },
  })
  await app.register(fastifyRateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Problem('too_many_requests'),
  })
  await app.register(fastifyFormbody, { bodyLimit })
  app.addHook('onRequest', async (request, reply) => {
    securityHeaders(reply)
    refuseCrossSite(request)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        id: request.id,
      },
      'request',
    )
  })
  app.setErrorHandler((error, request, reply) => answerProblem(asProblem(error), error, request, reply))
  app.setNotFoundHandler(async (request, reply) => {
    const problem = new Problem('not_found')
    return answerProblem(problem, problem, request, reply)
  })
  return app
}

/** Binds a table of rows to its handlers below /api/v1. The one place where access is decided. */
export function register<const T extends Routes>(
  app: FastifyInstance,
  rows: T,
  findActor: FindActor,
  handlers: Handlers<T>,
): void {
  for (const [operationId, row] of Object.entries(rows)) {
    const handle = handlers[operationId as keyof T] as (call: unknown) => Promise<unknown>
    app.route({
      method: row.method,
      url: `/api/v1${row.path}`,
      config: row.perMinute ? { rateLimit: { max: row.perMinute, timeWindow: 60_000 } } : {},
      handler: async (request, reply) => {
        const actor = await findActor(request)
        refuseWithoutAccess(row, actor)
        const result = await handle({
          params: parse(row.params, request.params, 'path'),
          query: parse(row.query, request.query, 'query'),
          body: parse(row.body, request.body ?? (row.body ? {} : undefined), 'body'),
          idempotencyKey: row.idempotent ? readIdempotencyKey(request) : undefined,
          actor,
          request,
          reply,
        })
        if (row.sends) return result
        reply.code(row.status)
        if (row.status === 204 || !row.returns) return reply.send()
        // Parsing what leaves keeps a forgotten column from ever leaving: unknown fields are a bug here.
        return reply.header('cache-control', 'no-store').send(row.returns.parse(result))
      },
    })
  }
}

function refuseWithoutAccess(row: Route, actor: Actor | null): void {
  if (row.access === 'public') return
  if (!actor) throw new Problem('not_signed_in')
  if (row.access !== 'signed_in' && !holdsPermission(actor.roles, row.access))
    throw new Problem('not_permitted')
}

function parse(schema: z.ZodType | undefined, input: unknown, where: string): unknown {
  if (!schema) {
    // A row without a schema takes nothing: unknown fields are refused, not dropped.
    const fields = Object.keys((input as object | null | undefined) ?? {})
    if (fields.length > 0)
      throw new Problem(
        'invalid_input',
        undefined,
        fields.map((field) => ({ path: `${where}.${field}`, message: 'unknown field' })),
      )
    return undefined
  }
  // PostgreSQL holds no NUL in a text: said here, where the input is, and not as a failure of ours.
  if (holdsNul(input))
    throw new Problem('invalid_input', undefined, [{ path: where, message: 'NUL characters are not text' }])
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new Problem(
    'invalid_input',
    undefined,
    result.error.issues.slice(0, 50).map((issue) => ({
      path: [where, ...issue.path.map(String)].join('.'),
      message: issue.message,
    })),
  )
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul)
}

function readIdempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[A-Za-z0-9_-]{8,64}$/.test(key))
    throw new Problem('idempotency_key_missing')
  return key
}

/** Expected failures as they are, Fastify's own by their status, bugs as `internal` without their insides. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = (error as { statusCode?: number }).statusCode
  if (status === 413) return new Problem('body_too_large')
  if (status === 429) return new Problem('too_many_requests')
  if (status !== undefined && status >= 400 && status < 500) return new Problem('invalid_input')
  if (isDatabaseAway(error)) return new Problem('unavailable')
  return new Problem('internal')
}

function answerProblem(
  problem: Problem,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (problem.status >= 500) {
    const { message, stack } = error as Error
    request.log.error({ error: message, stack, id: request.id }, 'failed')
  }
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `https://cartabianca.example/problems/${problem.code}`,
        title: problem.code.replaceAll('_', ' '),
        status: problem.status,
        code: problem.code,
        ...(problem.message !== problem.code && problem.status < 500 ? { detail: problem.message } : {}),
        requestId: request.id,
        ...(problem.errors ? { errors: problem.errors } : {}),
      }),
    )
}
