import { type RawBuilder, sql } from 'kysely'
import type { DecisionOutcome } from '../../contract/decision.ts'
import type { DecisionRequest } from '../../core/mandate/evaluate.ts'
import { sha256 } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import { together, type Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { findAsked, keyLock, type Made } from './asked.ts'
import { type DecisionRow, presentDecision } from './present.ts'
import { findDecision } from './store.ts'
import { countersHeld } from './turns.ts'
import { weighRequest } from './weigh.ts'
import { writeDecision } from './write.ts'

/**
 * An agent decides. Inside the mandate it is final at once: there is no approval step here, and none to add
 * (law 1). Beyond it nothing is written, and the outcome says which rule stands in the way.
 * @throws Problem not_found, contact_closed, not_yours, no_mandate, idempotency_key_reused
 */
export async function decideForCustomer(
  work: Work,
  actor: Actor,
  input: {
    contactId: string
    request: DecisionRequest
    reason: string
    idempotencyKey: string
    publicUrl: string
    /** called before anything is locked or written; may throw to have it all run again later */
    awaitTurn?: (counters: string[]) => void
  },
): Promise<DecisionOutcome> {
  const { request } = input
  const requestHash = sha256(JSON.stringify([input.contactId, request, input.reason]))
  const { contact, earlier, mandate, lifts } = found(await findAsked(work, actor, input))
  if (earlier) return presentAgain(work, actor, earlier, requestHash)
  if (contact.state === 'closed') throw new Problem('contact_closed')
  if (contact.agent_id !== actor.personId) throw new Problem('not_yours')
  if (!mandate) throw new Problem('no_mandate')
  input.awaitTurn?.(countersHeld(mandate.document, request.power, contact, actor.personId))

  const weighed = await weighRequest(work, {
    contact,
    agentId: actor.personId,
    mandate,
    request,
    lifts,
  })
  const { evaluation } = weighed
  if (evaluation.verdict === 'refused') return { outcome: 'refused', rule: evaluation.rule }
  if (evaluation.verdict === 'beyond') {
    const { rule, left, stretchReaches, checks, conditions } = evaluation
    return {
      outcome: 'beyond',
      rule,
      left,
      stretchReaches,
      checks,
      conditions,
      supportMinutes: mandate.document.support.minutes,
    }
  }
  const written = await writeDecision(
    work,
    {
      contact,
      agentId: actor.personId,
      mandate,
      request,
      reason: input.reason,
      basis: evaluation.basis,
      ...weighed,
      supportRequestId: null,
      idempotency: { key: input.idempotencyKey, requestHash },
      publicUrl: input.publicUrl,
    },
    { last: true },
  )
  const { checks, conditions } = evaluation
  const { facts } = weighed
  const row: DecisionRow = {
    client_id: contact.client_id,
    id: written.id,
    contact_id: contact.id,
    team_id: contact.team_id,
    power: request.power,
    amount_minor: request.amount.minor,
    currency: request.amount.currency,
    days: request.days,
    reason: input.reason,
    basis: evaluation.basis,
    agent_id: actor.personId,
    guaranteed: true,
    at: work.now,
    ...{ checks, conditions, facts },
    mandate_number: mandate.number,
    customer_name: contact.customer_name,
    agent_name: actor.name,
    fulfilment: 'queued',
    corrects: null,
    refused: false,
  }
  return { outcome: 'decided', decision: presentDecision(row, actor), repeated: false }
}

/**
 * The decision of an agent that a key already made, for a client. Whoever else comes with the same key waits until
 * we are done, and then finds ours.
 */
export async function findByKey(
  { tx }: Work,
  { client, agentId, key }: { client: RawBuilder<unknown>; agentId: string; key: string },
): Promise<Made | undefined> {
  const [, found] = await together(tx, [
    sql`select pg_advisory_xact_lock(hashtextextended(${keyLock(agentId, key)}, 0))`.compile(tx),
    sql<Made>`
      select id, request_hash from decision
      where client_id = ${client} and agent_id = ${agentId} and idempotency_key = ${key}`.compile(tx),
  ])
  return found?.rows[0] as Made | undefined
}

/** @throws Problem when the key was used for something else */
export async function presentAgain(
  work: Work,
  reader: Actor,
  made: Made,
  requestHash: string,
): Promise<DecisionOutcome> {
  if (made.request_hash !== requestHash) throw new Problem('idempotency_key_reused')
  const row = await findDecision(work, reader, made.id)
  invariant(row, 'who decides sees the decision')
  return { outcome: 'decided', decision: presentDecision(row, reader), repeated: true }
}
