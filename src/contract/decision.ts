import { z } from 'zod'
import { limitScopes, limitWindows, powerKinds } from '../core/mandate/document.ts'
import { id, instant, line, money, pageOf, pageQuery, routes } from './route.ts'

export const power = z.enum(powerKinds)

export const decision = z.strictObject({
  id,
  contactId: id,
  clientId: id,
  customerName: z.string(),
  power,
  amount: money,
  days: z.int().nullable(),
  reason: z.string(),
  /** what it stands on: the mandate itself, a grant of support, or silence within the stretch; imported: history */
  basis: z.enum(['mandate', 'lift', 'stretch', 'imported']),
  mandateNumber: z.int().nullable(),
  agentName: z.string().nullable(),
  mine: z.boolean(),
  /** law 3: final, protected, cannot be scored or charged to the agent */
  guaranteed: z.boolean(),
  at: instant,
  fulfilment: z.enum(['none', 'queued', 'done', 'failing']),
})
export type Decision = z.infer<typeof decision>

/** One weighed limit; see core/mandate/evaluate.ts. */
const check = z.strictObject({
  limitId: z.string(),
  scope: z.enum(limitScopes),
  window: z.enum(limitWindows).nullable(),
  measure: z.enum(['money', 'days', 'count']),
  used: z.int(),
  asked: z.int(),
  max: z.int(),
  stretch: z.int(),
  left: z.int(),
  holds: z.boolean(),
  /** where the limit is a share of the customer's value: basis points, and the value (null: not known) */
  share: z.strictObject({ basisPoints: z.int(), value: z.int().nullable() }).optional(),
  /** whose bounds these are, where not those in full */
  level: z.enum(['trainee', 'senior']).optional(),
  /** the crisis overlays that widened it */
  overlays: z.array(id).optional(),
})

/** One weighed condition of the power; `missing` names the facts that nobody knows. */
const conditionCheck = z.strictObject({
  id: z.string(),
  holds: z.boolean(),
  missing: z.array(z.string()),
  overlay: id.optional(),
})

/** Facts by name: numbers, codes, yes or no; money as minor units by currency. */
export const facts = z.record(
  z.string(),
  z.union([z.int(), z.string(), z.boolean(), z.record(z.string(), z.int())]),
)

/** A refusal is an outcome, not an error: it says which rule stands in the way and what is left. */
export const decisionOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('decided'), decision, repeated: z.boolean() }),
  z.strictObject({
    outcome: z.literal('beyond'),
    rule: z.string(),
    left: z.int(),
    stretchReaches: z.boolean(),
    /** minutes within which somebody answers a support request */
    supportMinutes: z.int(),
    checks: z.array(check),
    conditions: z.array(conditionCheck),
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    rule: z.enum(['power_absent', 'currency_absent', 'out_of_date', 'malformed']),
  }),
])
export type DecisionOutcome = z.infer<typeof decisionOutcome>

export const decisionRoutes = routes({
  'decision.create': {
    method: 'POST',
    path: '/contacts/:contactId/decisions',
    access: 'decision.make',
    summary:
      'Decide for the customer, at once and finally. A retry with the same key gives the same decision',
    idempotent: true,
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({
      power,
      amount: money,
      days: z.int().min(1).max(366).nullable().default(null),
      reason: line(300),
    }),
    status: 200,
    returns: decisionOutcome,
  },
  'decision.list': {
    method: 'GET',
    path: '/decisions',
    access: 'decision.read',
    summary:
      'Decisions, newest first: an agent sees their own, a coach or manager those of their teams, a client representative those of their client. Agents are named to themselves and their coach only',
    query: z.strictObject({ ...pageQuery, power: power.optional(), clientId: id.optional() }),
    status: 200,
    returns: pageOf(decision),
  },
  'decision.show': {
    method: 'GET',
    path: '/decisions/:decisionId',
    access: 'decision.read',
    summary: 'A decision, with the limits it was weighed against and its ledger entry',
    params: z.strictObject({ decisionId: id }),
    status: 200,
    returns: z.strictObject({
      decision,
      checks: z.array(check),
      conditions: z.array(conditionCheck),
      /** what the conditions and shares were weighed on */
      facts,
      /** `sealed`: its receipt can be had */
      entry: z
        .strictObject({ id, hash: z.string(), seq: z.int().nullable(), sealed: z.boolean() })
        .nullable(),
    }),
  },
})
