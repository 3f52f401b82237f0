import { randomUUID } from 'node:crypto'
import { type CompiledQuery, sql } from 'kysely'
import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import { addedTo } from '../../core/mandate/correct.ts'
import type { Level } from '../../core/mandate/document.ts'
import type { CounterKey, DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { type Fact, insertsOf, sealFacts } from '../ledger/record.ts'
import type { MandateInForce } from '../mandate/store.ts'
import { together, type Work } from '../platform/db.ts'
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
  known: Facts
  agentLevel: Level | null
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
 * the customer's mail, in the caller's transaction. All of it happens or none of it. It travels together: the
 * counters are held while it does, and others may wait for them. The caller has made sure of the idempotency key.
 */
export async function writeDecision(work: Work, decision: NewDecision): Promise<{ id: string }> {
  const { tx, now } = work
  const { contact, request } = decision
  const id = randomUUID()
  const decided = tx
    .insertInto('decision')
    .values({
      id,
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
      known: JSON.stringify(decision.known),
      agent_level: decision.agentLevel,
      at: now,
      corrects: decision.corrects?.decisionId ?? null,
      made_by: decision.corrects?.by ?? null,
      idempotency_key: decision.idempotency?.key ?? null,
      request_hash: decision.idempotency?.requestHash ?? null,
      guaranteed: true,
    })
    .compile()
  const fulfilment = tx.insertInto('fulfilment').values({ client_id: contact.client_id, decision_id: id })
  await Promise.all([
    together(tx, [decided, fulfilment.compile(), ...entriesOf(work, decision, id)]),
    addToCounters(work, decision),
    enqueue(work, 'decision.fulfil', { clientId: contact.client_id, decisionId: id }),
    tellCustomer(work, decision),
  ])
  work.publish({ topic: 'contact', id: contact.id, clientId: contact.client_id, teamId: contact.team_id })
  return { id }
}

async function addToCounters(
  { tx }: Work,
  { contact, agentId, request, counters, corrects }: NewDecision,
): Promise<void> {
  if (counters.length === 0) return
  const subjects = { agent: agentId, customer: contact.customer_id, team: contact.team_id }
  const each = (pick: (key: CounterKey) => string | number) => counters.map(pick)
  const added = each((key) => addedTo(request, key.measure, !!corrects))
  await sql`
    update budget set used = budget.used + added.amount
    from unnest(${each((key) => key.scope)}::text[], ${each((key) => subjects[key.scope])}::uuid[],
      ${each((key) => key.power)}::text[], ${each((key) => key.measure)}::text[], ${each((key) => key.window)}::text[],
      ${each((key) => key.windowStart)}::date[], ${added}::bigint[])
      as added (scope, subject_id, power, measure, "window", window_start, amount)
    where budget.client_id = ${contact.client_id} and budget.subject_id = added.subject_id
      and budget.scope = added.scope and budget.power = added.power and budget.measure = added.measure
      and budget."window" = added."window" and budget.window_start = added.window_start`.execute(tx)
}

/** What tells a decision in the ledger, and which entry does. */
function entriesOf(work: Work, decision: NewDecision, decisionId: string): CompiledQuery[] {
  const { contact, request, corrects } = decision
  const facts: Fact[] = [
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
  ]
  const sealed = sealFacts(facts, work.now)
  return [
    ...insertsOf(work.tx, sealed),
    work.tx
      .insertInto('decision_entry')
      .values({ client_id: contact.client_id, decision_id: decisionId, entry_id: sealed[0]!.entry.id })
      .compile(),
  ]
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
