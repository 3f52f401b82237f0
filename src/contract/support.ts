import { z } from 'zod'
import { powerKinds } from '../core/mandate/document.ts'
import { supportLevels } from '../core/support/chain.ts'
import { id, instant, line, money, pageOf, pageQuery, routes } from './route.ts'

export const supportRequest = z.strictObject({
  id,
  contactId: id,
  clientId: id,
  teamId: id,
  teamName: z.string(),
  customerName: z.string(),
  subject: z.string(),
  agentName: z.string(),
  mine: z.boolean(),
  kind: z.enum(['lift', 'obstacle']),
  power: z.enum(powerKinds).nullable(),
  amount: money.nullable(),
  days: z.int().nullable(),
  reason: z.string(),
  /** who it stands with now; silence passes it upwards */
  level: z.enum(supportLevels),
  passedUp: z.boolean(),
  askedAt: instant,
  /** when the present level's clock runs out */
  dueAt: instant,
  /** silence until `dueAt` grants it (law 2) */
  standsIfSilent: z.boolean(),
  /** `stood`: nobody answered in time and it was within the stretch · `solved`: an obstacle removed */
  state: z.enum(['open', 'granted', 'declined', 'stood', 'solved']),
  answeredByName: z.string().nullable(),
  answeredAt: instant.nullable(),
  answer: z.string().nullable(),
  grant: z.enum(['once', 'customer']).nullable(),
  decisionId: id.nullable(),
  /** the decision that it asks to add to: amount and days are what is to be added */
  corrects: id.nullable(),
  /** the decision that the client refused to carry out, and so opened this obstacle */
  refusedDecisionId: id.nullable(),
  /** this reader may answer it now */
  mayAnswer: z.boolean(),
})
export type SupportRequest = z.infer<typeof supportRequest>

const ask = {
  reason: line(1000),
}

export const supportRoutes = routes({
  'support.create': {
    method: 'POST',
    path: '/contacts/:contactId/support-requests',
    access: 'support.ask',
    summary: 'Ask for support: a lift beyond a limit, or an obstacle in the way',
    params: z.strictObject({ contactId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('lift'),
        power: z.enum(powerKinds),
        amount: money,
        days: z.int().min(1).max(366).nullable().default(null),
        /** a decision to add to; amount and days are then the new total */
        corrects: id.optional(),
        ...ask,
      }),
      z.strictObject({ kind: z.literal('obstacle'), ...ask }),
    ]),
    status: 201,
    returns: supportRequest,
  },
  'support.list': {
    method: 'GET',
    path: '/support-requests',
    access: 'support.read',
    summary:
      'Support requests: `for_me` I may answer now, soonest due first · `mine` I asked · `all` of my teams, newest first',
    query: z.strictObject({
      ...pageQuery,
      view: z.enum(['for_me', 'mine', 'all']).default('for_me'),
    }),
    status: 200,
    returns: pageOf(supportRequest),
  },
  'support.answer': {
    method: 'PUT',
    path: '/support-requests/:requestId/answer',
    access: 'support.answer',
    summary: 'Grant (once, or for this customer), decline with a reason, or say the obstacle is removed',
    params: z.strictObject({ requestId: id }),
    body: z.strictObject({
      answer: z.enum(['granted', 'declined', 'solved']),
      grant: z.enum(['once', 'customer']).optional(),
      reason: line(1000).optional(),
    }),
    status: 200,
    returns: supportRequest,
  },
})
