import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import { addedTo } from '../../core/mandate/correct.ts'
import type { CounterKey, DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { recordEntries } from '../ledger/record.ts'
import type { MandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import type { ContactForDecision } from './store.ts'
import { tellCustomer } from './tell.ts'
import type { Corrected } from './weigh.ts'

export type NewDecision = {
  contact: ContactForDecision
  /** whose decision it is */
  agentId: string
  mandate: MandateInForce
  request: DecisionRequest
  reason: string
  basis: 'mandate' | 'lift' | 'stretch'
  /** limits and conditions as they were weighed, and what on */
  evaluation: Pick<Evaluation, 'checks' | 'conditions'>
  facts: Facts
  /** counters it adds to: locked by the caller */
  counters: readonly CounterKey[]
  supportRequestId: string | null
  /** what it adds to: `request` is then the difference; `by`: who gives more, where that is not the agent */
  corrects?: (Corrected & { by?: string }) | null
  idempotency: { key: string; requestHash: string } | null
  publicUrl: string
}

/**
 * Makes a decision: the row, its counters, its ledger entries with the guarantee, the client's fulfilment and
 * the customer's mail, in the caller's transaction. All of it happens or none of it.
 * @returns null when this agent already has a decision under the same idempotency key
 */
export async function writeDecision(work: Work, decision: NewDecision): Promise<{ id: string } | null> {
  const { tx, now } = work
  const { contact, request } = decision
  const inserted = await tx
    .insertInto('decision')
    .values({
      client_id: contact.client_id,
      contact_id: contact.id,
      customer_id: contact.customer_id,
      team_id: contact.team_id,
      agent_id: decision.agentId,
      mandate_id: decision.mandate.id,
      power: request.power,
      amount_minor: request.amount.minor,
      currency: request.amount.currency,
      days: request.days,
      reason: decision.reason,
      basis: decision.basis,
      support_request_id: decision.supportRequestId,
      checks: JSON.stringify(decision.evaluation.checks),
      conditions: JSON.stringify(decision.evaluation.conditions),
      facts: JSON.stringify(decision.facts),
      at: now,
      corrects: decision.corrects?.decisionId ?? null,
      made_by: decision.corrects?.by ?? null,
      idempotency_key: decision.idempotency?.key ?? null,
      request_hash: decision.idempotency?.requestHash ?? null,
      guaranteed: true,
    })
    .onConflict((conflict) => conflict.columns(['client_id', 'agent_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return null
  await addToCounters(work, decision)
  await recordDecision(work, decision, inserted.id)
  await tx
    .insertInto('fulfilment')
    .values({ client_id: contact.client_id, decision_id: inserted.id })
    .execute()
  await enqueue(tx, 'decision.fulfil', { clientId: contact.client_id, decisionId: inserted.id })
  await tellCustomer(work, decision)
  work.publish({ topic: 'contact', id: contact.id, clientId: contact.client_id, teamId: contact.team_id })
  return inserted
}

async function addToCounters(
  { tx }: Work,
  { contact, agentId, request, counters, corrects }: NewDecision,
): Promise<void> {
  const subjects = { agent: agentId, customer: contact.customer_id, team: contact.team_id }
  for (const key of counters)
    await tx
      .updateTable('budget')
      .set((e) => ({ used: e('used', '+', addedTo(request, key.measure, !!corrects)) }))
      .where('client_id', '=', contact.client_id)
      .where('scope', '=', key.scope)
      .where('subject_id', '=', subjects[key.scope])
      .where('power', '=', key.power)
      .where('measure', '=', key.measure)
      .where('window', '=', key.window)
      .where('window_start', '=', key.windowStart)
      .execute()
}

async function recordDecision(work: Work, decision: NewDecision, decisionId: string): Promise<void> {
  const { contact, request, corrects } = decision
  const [entryId] = await recordEntries(work, [
    {
      clientId: contact.client_id,
      kind: corrects ? 'decision.corrected' : 'decision.made',
      actor: corrects?.by ?? decision.agentId,
      facts: {
        decision: decisionId,
        contact: contact.id,
        customer: contact.customer_id,
        team: contact.team_id,
        mandate: decision.mandate.id,
        power: request.power,
        amount_minor: request.amount.minor,
        currency: request.amount.currency,
        days: request.days,
        basis: decision.basis,
        support_request: decision.supportRequestId,
        ...(corrects ? correctionFacts(decision.agentId, corrects) : {}),
      },
      texts: { reason: decision.reason, ...weighedOn(decision) },
    },
    {
      clientId: contact.client_id,
      kind: 'guarantee.given',
      actor: 'system',
      facts: { decision: decisionId, agent: decision.agentId, mandate: decision.mandate.id },
    },
  ])
  await work.tx
    .insertInto('decision_entry')
    .values({ client_id: contact.client_id, decision_id: decisionId, entry_id: entryId! })
    .execute()
}

/** Whose decision it is, and what it adds to. */
function correctionFacts(agentId: string, { decisionId, already }: Corrected) {
  return {
    agent: agentId,
    corrects: decisionId,
    already_minor: already.minor,
    already_days: already.days > 0 ? already.days : null,
  }
}

/**
 * Limits, conditions and facts as they were weighed, as texts that enter the ledger as salted hashes: they tell
 * what else the agent did that month and what the customer is worth, and the customer's receipt must not.
 * Conditions and facts only where there are any.
 */
export function weighedOn({
  evaluation,
  facts,
}: Pick<NewDecision, 'evaluation' | 'facts'>): Record<string, string> {
  const { checks, conditions } = evaluation
  const text = (value: unknown) => canonicalJson(value as Canonical)
  return {
    checks: text(checks),
    ...(conditions.length > 0 ? { conditions: text(conditions) } : {}),
    ...(Object.keys(facts).length > 0 ? { weighed_on: text(facts) } : {}),
  }
}
