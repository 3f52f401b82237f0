import { weighedOn } from '../src/server/decision/write.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

/** As src/server/decision/write.ts does it: the row, and the entries with the guarantee. */
export function decide(scene: Scene, at: number): void {
  const { part, contact, clientId, agentId, decisionId } = scene
  const { mandate, request, basis, evaluation, facts, agentLevel } = scene.weighed(part, 'decide')
  const { checks, conditions } = evaluation
  const reason = scene.text(part.tale.story.decision!.reason)
  const supportRequestId = basis === 'mandate' ? null : scene.request!.id!
  scene.rows.decision.push({
    client_id: clientId,
    id: decisionId,
    contact_id: contact.id!,
    customer_id: contact.customer_id,
    team_id: scene.teamId,
    agent_id: agentId,
    mandate_id: mandate.id,
    power: request.power,
    amount_minor: request.amount.minor,
    currency: request.amount.currency,
    days: request.days,
    reason,
    basis,
    support_request_id: supportRequestId,
    checks: checks as unknown as Rows['decision'][number]['checks'],
    conditions: conditions as unknown as Rows['decision'][number]['conditions'],
    facts: facts as unknown as Rows['decision'][number]['facts'],
    agent_level: agentLevel,
    at: new Date(at),
    idempotency_key: null,
    request_hash: null,
    guaranteed: true,
  })
  scene.tell(
    at,
    'decision.made',
    agentId,
    {
      decision: decisionId,
      contact: contact.id!,
      customer: contact.customer_id,
      team: scene.teamId,
      mandate: mandate.id,
      power: request.power,
      amount_minor: request.amount.minor,
      currency: request.amount.currency,
      days: request.days,
      basis,
      support_request: supportRequestId,
    },
    { reason, ...weighedOn({ evaluation, facts }) },
  )
  scene.tell(at, 'guarantee.given', 'system', { decision: decisionId, agent: agentId, mandate: mandate.id })
}
