import type { DecisionOutcome } from '../../contract/decision.ts'
import type { DecisionRequest } from '../../core/mandate/evaluate.ts'
import { sha256 } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { presentDecision } from './present.ts'
import { findContactForAgent, findDecision } from './store.ts'
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
  },
): Promise<DecisionOutcome> {
  const { request } = input
  const requestHash = sha256(JSON.stringify([input.contactId, request, input.reason]))
  const contact = found(await findContactForAgent(work.tx, input.contactId, actor.workTeamIds))
  const byKey = () =>
    findByKey(work, actor, {
      clientId: contact.client_id,
      agentId: actor.personId,
      key: input.idempotencyKey,
      requestHash,
    })
  const before = await byKey()
  if (before) return before
  if (contact.state === 'closed') throw new Problem('contact_closed')
  if (contact.agent_id !== actor.personId) throw new Problem('not_yours')
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')

  const { evaluation, counters, facts } = await weighRequest(work, {
    contact,
    agentId: actor.personId,
    mandate,
    request,
  })
  if (evaluation.verdict === 'refused') return { outcome: 'refused', rule: evaluation.rule }
  if (evaluation.verdict === 'beyond') {
    // The same request may have been granted meanwhile under this key, by a retry that overtook us.
    const meanwhile = await byKey()
    if (meanwhile) return meanwhile
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
  const written = await writeDecision(work, {
    contact,
    agentId: actor.personId,
    mandate,
    request,
    reason: input.reason,
    basis: evaluation.basis,
    evaluation,
    facts,
    counters,
    supportRequestId: null,
    idempotency: { key: input.idempotencyKey, requestHash },
    publicUrl: input.publicUrl,
  })
  if (!written) {
    const meanwhile = await byKey()
    invariant(meanwhile, 'a key that is taken has its decision')
    return meanwhile
  }
  const row = await findDecision(work, actor, written.id)
  invariant(row, 'a decision just made is there')
  return { outcome: 'decided', decision: presentDecision(row, actor), repeated: false }
}

/** The decision of an agent that a key already made. @throws Problem when the key was used for something else */
export async function findByKey(
  work: Work,
  reader: Actor,
  {
    clientId,
    agentId,
    key,
    requestHash,
  }: { clientId: string; agentId: string; key: string; requestHash: string },
): Promise<DecisionOutcome | null> {
  const existing = await work.tx
    .selectFrom('decision')
    .select(['id', 'request_hash'])
    .where('client_id', '=', clientId)
    .where('agent_id', '=', agentId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  if (!existing) return null
  if (existing.request_hash !== requestHash) throw new Problem('idempotency_key_reused')
  const row = await findDecision(work, reader, existing.id)
  invariant(row, 'who decides sees the decision')
  return { outcome: 'decided', decision: presentDecision(row, reader), repeated: true }
}
