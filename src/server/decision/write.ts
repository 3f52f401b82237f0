import { randomUUID } from 'node:crypto'
import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import { addedTo } from '../../core/mandate/correct.ts'
import type { Level } from '../../core/mandate/document.ts'
import type { CounterKey, DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { hashToken } from '../contact/link.ts'
import { type Fact, sealFacts } from '../ledger/record.ts'
import { mailRow } from '../mail/queue.ts'
import type { MandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'
import { type DecisionRows, insertDecision } from './insert.ts'
import type { ContactForDecision } from './store.ts'
import { composeTold } from './tell.ts'
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
 * the customer's mail, in the caller's transaction. All of it happens or none of it. The caller has made sure of the
 * idempotency key.
 * @param last nothing follows in the transaction, so that its commit leaves with this
 */
export async function writeDecision(
  work: Work,
  decision: NewDecision,
  { last = false } = {},
): Promise<{ id: string }> {
  const { contact } = decision
  const id = randomUUID()
  const statement = insertDecision(rowsOf(decision, id, work.now))
  if (last) work.finish(statement)
  else await work.tx.executeQuery(statement)
  work.wakeJobs()
  work.publish({ topic: 'contact', id: contact.id, clientId: contact.client_id, teamId: contact.team_id })
  return { id }
}

function rowsOf(decision: NewDecision, id: string, now: Date): DecisionRows {
  const { contact, request, corrects, agentId } = decision
  const subjects = { agent: agentId, customer: contact.customer_id, team: contact.team_id }
  const told = composeTold(decision)
  return {
    decision: {
      id,
      client_id: contact.client_id,
      contact_id: contact.id,
      customer_id: contact.customer_id,
      team_id: contact.team_id,
      agent_id: agentId,
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
      corrects: corrects?.decisionId ?? null,
      made_by: corrects?.by ?? null,
      idempotency_key: decision.idempotency?.key ?? null,
      request_hash: decision.idempotency?.requestHash ?? null,
    },
    entries: sealFacts(factsOf(decision, id), now) as unknown as DecisionRows['entries'],
    counters: decision.counters.map((key) => ({
      ...key,
      subjectId: subjects[key.scope],
      added: addedTo(request, key.measure, !!corrects),
    })),
    told: told && { mail: mailRow(told.mail, now), tokenHash: hashToken(told.token) },
  }
}

/** What tells a decision in the ledger, and its guarantee. */
function factsOf(decision: NewDecision, decisionId: string): Fact[] {
  const { contact, request, corrects } = decision
  return [
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
