import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { type Role, rolesByPermission } from '../core/person/permissions.ts'
import { allRoutes } from './all.ts'
import { contactDetail, contactEvent, contactLine, doubt, message, rating } from './contact.ts'
import { customer, customerValue, pastContact, pastDecision, pastDecline } from './customer.ts'
import { decision, decisionOutcome } from './decision.ts'
import { home, proportion } from './home.ts'
import { ledgerEntry } from './ledger.ts'
import { mailLine } from './mail.ts'
import { authority, mandateDetail, mandateLine, signature } from './mandate.ts'
import { mandateDocument } from './mandate-document.ts'
import { client, site, team } from './organisation.ts'
import { person } from './person.ts'
import { type ProblemCode, problemDetails, problemStatus } from './problem.ts'
import { id, instant, language, money, type Route } from './route.ts'
import { assignment, me } from './session.ts'
import { supportRequest } from './support.ts'

/** The API as OpenAPI 3.1, made from the rows that the server registers. The same rows give the same document. */
export function makeOpenApi() {
  const paths: ZodOpenApiPathsObject = {}
  for (const [operationId, row] of Object.entries(allRoutes) as [string, Route][]) {
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation(operationId, row) }
  }
  paths['/events'] = { get: events }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Cartabianca',
      version: '1',
      description:
        'Customer service where the agent who is with the customer decides. All times are UTC (ISO 8601), money is ' +
        'integer minor units with its ISO 4217 currency, lists are paged by cursor, failures are RFC 9457 problem ' +
        'details with a stable `code`, unknown fields are refused.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(Object.keys(allRoutes).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'cartabianca.session_token',
          description: 'Set by signing in. Over https its name begins with `__Secure-`.',
        },
      },
    },
  })
}

const problem = problemDetails.meta({ id: 'Problem', description: 'RFC 9457 problem details' })

/** The shapes that have a name of their own in the document; all others stand where they are used. */
const schemas = {
  Id: id,
  Instant: instant,
  Language: language,
  Money: money,
  Assignment: assignment,
  Me: me,
  Person: person,
  Client: client,
  Site: site,
  Team: team,
  Customer: customer,
  CustomerValue: customerValue,
  PastContact: pastContact,
  PastDecision: pastDecision,
  PastDecline: pastDecline,
  ContactLine: contactLine,
  Contact: contactDetail,
  ContactEvent: contactEvent,
  Message: message,
  Doubt: doubt,
  Rating: rating,
  Decision: decision,
  DecisionOutcome: decisionOutcome,
  SupportRequest: supportRequest,
  MandateDocument: mandateDocument,
  MandateLine: mandateLine,
  Mandate: mandateDetail,
  Signature: signature,
  Authority: authority,
  Proportion: proportion,
  Home: home,
  MailLine: mailLine,
  LedgerEntry: ledgerEntry,
}

const events: ZodOpenApiOperationObject = {
  operationId: 'event.stream',
  tags: ['event'],
  summary: 'What changed among the things I may see, as server-sent events: `{topic, id?, teamId?}`',
  security: [{ session: [] }],
  responses: {
    200: { description: 'An open stream', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(['not_signed_in', 'too_many_requests', 'unavailable']),
  },
}

function operation(operationId: string, row: Route): ZodOpenApiOperationObject {
  const key = z.object({
    'Idempotency-Key': z
      .string()
      .regex(/^[A-Za-z0-9_-]{8,64}$/)
      .meta({ description: 'The same key makes a retry harmless' }),
  })
  return {
    operationId,
    tags: [tagOf(operationId)],
    summary: row.summary,
    description: whoMay(row),
    security: row.access === 'public' ? [] : [{ session: [] }],
    requestParams: {
      ...(row.params ? { path: row.params } : {}),
      ...(row.query ? { query: row.query } : {}),
      ...(row.idempotent ? { header: key } : {}),
    },
    ...(row.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: row.body } } } }
      : {}),
    responses: {
      [row.status]: {
        description: row.status === 204 ? 'Done; nothing to return' : 'Done',
        ...(row.returns ? { content: { 'application/json': { schema: row.returns } } } : {}),
        ...(row.sends ? { content: { [row.sends]: { schema: z.string().meta({ format: 'binary' }) } } } : {}),
      },
      ...(row.sends ? { 304: { description: 'The file the caller has is the newest' } } : {}),
      ...problems(problemsOf(row)),
    },
  }
}

function tagOf(operationId: string): string {
  return operationId.split('.', 1)[0]!
}

function whoMay(row: Route): string {
  if (row.access === 'public') return 'Open to anybody.'
  if (row.access === 'signed_in') return 'For anybody who is signed in.'
  const roles: readonly Role[] = rolesByPermission[row.access]
  return `For: ${roles.map((role) => role.replaceAll('_', ' ')).join(', ')}.`
}

/** What the edge itself may answer. A noun's own conflicts (409) are named by `code`. */
function problemsOf(row: Route): ProblemCode[] {
  const changes = row.method !== 'GET'
  return [
    ...(row.params || row.query || row.body ? (['invalid_input'] as const) : []),
    ...(row.idempotent ? (['idempotency_key_missing', 'idempotency_key_reused'] as const) : []),
    ...(row.access === 'public' ? [] : (['not_signed_in'] as const)),
    ...(row.access === 'public' || row.access === 'signed_in' ? [] : (['not_permitted'] as const)),
    ...(row.params ? (['not_found'] as const) : []),
    ...(changes ? (['cross_site_request'] as const) : []),
    ...(row.body ? (['body_too_large'] as const) : []),
    'too_many_requests',
    'unavailable',
    'internal',
  ]
}

function problems(codes: readonly ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const statuses = [...new Set(codes.map((code) => problemStatus[code]))].sort()
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes.filter((code) => problemStatus[code] === status).join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}
