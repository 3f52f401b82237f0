import { operations } from 'virtual:operations'
import type { AllRoutes, OperationId } from '../contract/all.ts'
import type { ProblemDetails } from '../contract/problem.ts'
import type { RequestOf, ResponseOf } from '../contract/route.ts'

export type { OperationId } from '../contract/all.ts'

/** What is wholly optional may be left out; the idempotency key is made by `useAct`. */
type Loose<T> = { [K in keyof T as NoNeed<T, K> extends true ? never : K]: T[K] } & {
  [K in keyof T as NoNeed<T, K> extends true ? K : never]?: T[K]
}
type NoNeed<T, K extends keyof T> = Record<never, never> extends T[K] ? true : false

export type RequestFor<Op extends OperationId> = Loose<Omit<RequestOf<AllRoutes[Op]>, 'idempotencyKey'>> & {
  idempotencyKey?: string
}
export type ResultOf<Op extends OperationId> = ResponseOf<AllRoutes[Op]>
/** The request as an argument, left out where nothing is asked. */
export type Asked<Op extends OperationId> =
  Record<never, never> extends RequestFor<Op> ? [request?: RequestFor<Op>] : [request: RequestFor<Op>]

/** Every failure of a call: the server's problem details, or a stand-in when it could not answer. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly problem: ProblemDetails
  readonly reason: 'answered' | 'offline' | 'timeout'

  constructor(problem: ProblemDetails, reason: 'answered' | 'offline' | 'timeout' = 'answered') {
    super(`${problem.code}: ${problem.title}`)
    this.problem = problem
    this.reason = reason
  }

  /** Trying again may help: nobody answered, or the server failed. */
  get passing(): boolean {
    return this.reason !== 'answered' || this.problem.status >= 500
  }
}

/** Whether the server found fault with one field of a form. Its message is for developers, in English. */
export function faultAt(problem: ProblemError | null | undefined, field: string): boolean {
  return problem?.problem.errors?.some(({ path }) => path.split(/[./]/).at(-1) === field) ?? false
}

export async function call<Op extends OperationId>(
  operation: Op,
  ...[request]: Asked<Op>
): Promise<ResultOf<Op>> {
  return send(operation, request ?? {})
}

/** The untyped shape of every request, for the code that moves requests without knowing them. */
export type AnyRequest = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
}

/** Longer than the slowest page, shorter than a person's patience. */
const patience = 15_000

export async function send<Op extends OperationId>(
  operation: Op,
  request: AnyRequest,
  signal?: AbortSignal,
): Promise<ResultOf<Op>> {
  const [method] = operations[operation]
  const headers: Record<string, string> = { accept: 'application/json' }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  if (request.idempotencyKey) headers['idempotency-key'] = request.idempotencyKey

  const limit = AbortSignal.timeout(patience)
  const answer = await fetch(urlOf(operation, request), {
    method,
    headers,
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw standIn(limit.aborted ? 'timeout' : 'offline')
  })
  if (answer.status === 204) return undefined as ResultOf<Op>
  const content = await answer.json().catch(() => undefined)
  if (answer.ok && content !== undefined) return content as ResultOf<Op>
  throw isProblem(content) ? new ProblemError(content) : standIn('answered', answer)
}

function urlOf(operation: OperationId, { params = {}, query = {} }: AnyRequest): string {
  const [, path] = operations[operation]
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`
}

function isProblem(content: unknown): content is ProblemDetails {
  return typeof content === 'object' && content !== null && 'code' in content && 'status' in content
}

/** A proxy's page, a cut line, silence: told in the same shape as a problem of ours. */
function standIn(reason: ProblemError['reason'], answer?: Response): ProblemError {
  const status = answer?.status ?? 503
  return new ProblemError(
    {
      type: 'about:blank',
      title: reason,
      status,
      code: status >= 500 ? 'unavailable' : 'internal',
      requestId: answer?.headers.get('x-request-id') ?? '',
    },
    reason,
  )
}
