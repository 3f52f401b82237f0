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
  fulfilment: z.enum(['none', 'queued', 'done', 'failing', 'refused']),
  /** the decision that this one adds to, in the customer's favour; its amount and days are what it adds */
  corrects: id.nullable(),
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

/** Why the client will not carry a decision out. It stands all the same, and so does its guarantee. */
export const refusal = z.strictObject({
  decisionId: id,
  reason: z.string(),
  /** the client's representative said so, or its system answered so */
  by: z.enum(['representative', 'system']),
  at: instant,
})
export type Refusal = z.infer<typeof refusal>

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
  'decision.correct': {
    method: 'POST',
    path: '/decisions/:decisionId/corrections',
    access: 'decision.correct',
    summary:
      'Give more than was decided: `amount` or `days` are the new total. The difference is weighed under the mandate in force, and is a decision of its own. Less is refused (`only_upwards`)',
    idempotent: true,
    params: z.strictObject({ decisionId: id }),
    body: z.strictObject({
      amount: money,
      days: z.int().min(0).max(366).nullable().default(null),
      reason: line(300),
    }),
    status: 200,
    returns: decisionOutcome,
  },
  'decision.refuse': {
    method: 'PUT',
    path: '/decisions/:decisionId/refusal',
    access: 'decision.refuse',
    summary:
      'My company will not carry this decision out, and why. The agent’s decision and guarantee stand; their manager is asked to find another way',
    params: z.strictObject({ decisionId: id }),
    body: z.strictObject({ reason: line(500) }),
    status: 200,
    returns: refusal,
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
      /** this decision with those that it adds to or that add to it, oldest first */
      chain: z.array(decision),
      refusals: z.array(refusal),
      /** this reader may give more, or refuse to carry it out */
      mayCorrect: z.boolean(),
      mayRefuse: z.boolean(),
      /** `sealed`: its receipt can be had */
      entry: z
        .strictObject({ id, hash: z.string(), seq: z.int().nullable(), sealed: z.boolean() })
        .nullable(),
    }),
  },
})
