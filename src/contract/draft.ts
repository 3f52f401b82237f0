import { z } from 'zod'
import { draftDocument } from './draft-document.ts'
import { mandateDetail } from './mandate.ts'
import { mandateDocument } from './mandate-document.ts'
import { calendarDate, id, instant, pageOf, pageQuery, routes } from './route.ts'

const draftFields = {
  id,
  clientId: id,
  clientName: z.string(),
  teams: z.array(z.strictObject({ id, name: z.string() })),
  /** calendar date in the sites' zone from which it is to be in force; null: as soon as both have signed */
  from: calendarDate.nullable(),
  /** the version that it was begun from */
  basedOn: z.strictObject({ id, number: z.int() }).nullable(),
  /** one more with each save; who saves names the one they have read */
  revision: z.int(),
  updatedBy: z.string(),
  updatedAt: instant,
  createdAt: instant,
}
export const draftLine = z.strictObject(draftFields)
export type DraftLine = z.infer<typeof draftLine>

export const draftDetail = z.strictObject({
  ...draftFields,
  /** may still be faulty */
  document: draftDocument,
  /** the newest version in force for any of its teams (or of its client, while it names none): what it would change */
  inForce: z.strictObject({ id, number: z.int(), document: mandateDocument }).nullable(),
})
export type DraftDetail = z.infer<typeof draftDetail>

/** `says` is a key of the catalogue `check`, with its values; `code` names a contradiction, where it is one. */
export const documentFault = z.strictObject({
  place: z.string(),
  says: z.string(),
  values: z.record(z.string(), z.string()),
  code: z.string().optional(),
})
export type DocumentFault = z.infer<typeof documentFault>

const start = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('blank') }),
  /** from any version of the client */
  z.strictObject({ of: z.literal('version'), mandateId: id }),
  /** a version without any power, or the same with a last day */
  z.strictObject({ of: z.literal('withdrawal'), mandateId: id, until: calendarDate.optional() }),
  /** an imported document: in shape, though it may still be faulty */
  z.strictObject({ of: z.literal('document'), document: draftDocument }),
])

const params = z.strictObject({ draftId: id })
const revision = z.int().min(1)

export const draftRoutes = routes({
  'draft.list': {
    method: 'GET',
    path: '/drafts',
    access: 'mandate.draft',
    summary: 'Mandates being written for my clients, newest first',
    query: z.strictObject({ ...pageQuery, clientId: id.optional() }),
    status: 200,
    returns: pageOf(draftLine),
  },
  'draft.show': {
    method: 'GET',
    path: '/drafts/:draftId',
    access: 'mandate.draft',
    summary: 'A draft with its document, and the version in force that it would replace',
    params,
    status: 200,
    returns: draftDetail,
  },
  'draft.create': {
    method: 'POST',
    path: '/drafts',
    access: 'mandate.draft',
    summary: 'Begin a draft: blank, from a version, as a withdrawal of one, or from an imported document',
    body: z.strictObject({
      clientId: id,
      /** without it those of the version it begins from */
      teamIds: z.array(id).max(100).optional(),
      start,
    }),
    status: 201,
    returns: draftDetail,
  },
  'draft.save': {
    method: 'PUT',
    path: '/drafts/:draftId',
    access: 'mandate.draft',
    summary:
      'Save a draft, valid or not; refused (edited_meanwhile) when somebody else saved after `revision`',
    params,
    body: z.strictObject({
      revision,
      teamIds: z.array(id).max(100),
      from: calendarDate.nullable(),
      document: draftDocument,
    }),
    status: 200,
    returns: draftDetail,
  },
  'draft.discard': {
    method: 'DELETE',
    path: '/drafts/:draftId',
    access: 'mandate.draft',
    summary: 'Throw a draft away; refused (edited_meanwhile) when somebody else saved after `revision`',
    params,
    query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
    status: 204,
  },
  'draft.submit': {
    method: 'POST',
    path: '/drafts/:draftId/version',
    access: 'mandate.draft',
    summary:
      'Make a version of a draft without faults: it then waits for both signatures, and the draft is gone',
    params,
    body: z.strictObject({ revision }),
    status: 201,
    returns: mandateDetail,
  },
  'draft.check': {
    method: 'POST',
    path: '/drafts/check',
    access: 'mandate.draft',
    summary: 'Every fault of a document with its place, and whether a draft can be made of it as it stands',
    body: z.strictObject({ document: z.unknown() }),
    status: 200,
    returns: z.strictObject({ faults: z.array(documentFault), draftable: z.boolean() }),
  },
})
