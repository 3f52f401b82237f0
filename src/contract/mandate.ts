import { z } from 'zod'
import { levels, powerKinds } from '../core/mandate/document.ts'
import { facts } from './decision.ts'
import { toldFact } from './fact.ts'
import { mandateDocument, overlayDocument } from './mandate-document.ts'
import { passkeyAnswer } from './passkey.ts'
import { id, instant, line, money, pageOf, pageQuery, routes } from './route.ts'

export const signature = z.strictObject({
  side: z.enum(['operator', 'client']),
  personName: z.string(),
  at: instant,
  /** `passkey`: signs the document itself, verifiable offline; `password`: entered again, the weaker form; `demo`: the demo world */
  method: z.enum(['passkey', 'password', 'demo']),
})
export type Signature = z.infer<typeof signature>

/** How one signs: the hash that was read, and a passkey's answer to it as challenge; without one, the password. */
export const signing = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  password: line(256).optional(),
  /** the challenge is the 32 bytes of the hash itself */
  assertion: passkeyAnswer.optional(),
})

export const mandateLine = z.strictObject({
  id,
  clientId: id,
  clientName: z.string(),
  /** version number, counted per client from 1 */
  number: z.int(),
  state: z.enum(['draft', 'awaiting_client', 'awaiting_operator', 'agreed', 'in_force', 'replaced']),
  teams: z.array(z.strictObject({ id, name: z.string() })),
  /** in force from this instant on, once both have signed */
  from: instant,
  createdAt: instant,
  signatures: z.array(signature),
})
export type MandateLine = z.infer<typeof mandateLine>

export const mandateDetail = z.strictObject({
  ...mandateLine.shape,
  document: mandateDocument,
  /** SHA-256 (hex) of the document's RFC 8785 form: what is signed */
  hash: z.string(),
  /** which side this reader may sign for now */
  maySign: z.enum(['operator', 'client']).nullable(),
  /** the newest version before it that both sides signed, for any of its teams: what it changes */
  previous: z.strictObject({ id, number: z.int(), document: mandateDocument }).nullable(),
})

/** Everything the browser needs to weigh a decision with core's `evaluateMandate`. */
export const authority = z.strictObject({
  mandate: z
    .strictObject({ id, number: z.int(), document: mandateDocument, signedByClientAt: instant })
    .nullable(),
  timeZone: z.string(),
  currency: z.string(),
  /** used amounts by `counterKey`; absent is 0 */
  counters: z.record(z.string(), z.int()),
  lifts: z.array(z.strictObject({ power: z.enum(powerKinds), amount: money, days: z.int().nullable() })),
  /** the facts that the mandate's conditions and shares name, as far as they are known */
  facts,
  /** those among them that somebody told, with their source */
  told: z.array(toldFact),
  /** my level with each power, where it is not `full` */
  levels: z.partialRecord(z.enum(powerKinds), z.enum(levels)),
  /** crisis overlays in force */
  overlays: z.array(z.strictObject({ id, document: overlayDocument })),
  /** name of the person who answers support requests now, or null when nobody is named */
  onDuty: z.string().nullable(),
})
export type Authority = z.infer<typeof authority>

export const mandateRoutes = routes({
  'mandate.list': {
    method: 'GET',
    path: '/mandates',
    access: 'mandate.read',
    summary: 'Mandates of my clients, newest first',
    query: z.strictObject({ ...pageQuery, clientId: id.optional() }),
    status: 200,
    returns: pageOf(mandateLine),
  },
  'mandate.show': {
    method: 'GET',
    path: '/mandates/:mandateId',
    access: 'mandate.read',
    summary: 'A mandate with its document, hash and signatures',
    params: z.strictObject({ mandateId: id }),
    status: 200,
    returns: mandateDetail,
  },
  'mandate.export': {
    method: 'GET',
    path: '/mandates/:mandateId/document',
    access: 'mandate.read',
    summary:
      'The document alone, as the exact bytes that are signed (RFC 8785, application/json): its SHA-256 is the hash. mandate.create takes it again',
    params: z.strictObject({ mandateId: id }),
    status: 200,
    returns: z.string(),
  },
  'mandate.create': {
    method: 'POST',
    path: '/mandates',
    access: 'mandate.draft',
    summary: 'Draft a new version for some teams of a client; it changes nothing until both have signed',
    body: z.strictObject({
      clientId: id,
      teamIds: z.array(id).min(1).max(100),
      from: instant.optional(),
      document: mandateDocument,
    }),
    status: 201,
    returns: mandateDetail,
  },
  'mandate.sign': {
    method: 'PUT',
    path: '/mandates/:mandateId/signature',
    access: 'mandate.sign',
    summary: 'Sign for my side the hash I have read: with a passkey, or with my password (the weaker form)',
    perMinute: 10,
    params: z.strictObject({ mandateId: id }),
    body: signing,
    status: 200,
    returns: mandateDetail,
  },
  'mandate.authority': {
    method: 'GET',
    path: '/contacts/:contactId/authority',
    access: 'contact.read',
    summary: 'What I may decide in this contact: the mandate in force, what is used, the grants of support',
    params: z.strictObject({ contactId: id }),
    status: 200,
    returns: authority,
  },
})
