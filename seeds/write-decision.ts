import type { Facts } from '../src/core/mandate/condition.ts'
import { weighedOn } from '../src/server/decision/write.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

/** What the agent had to know first, noted just before: see src/server/fact/tell.ts. */
const beforeMs = 40_000

/** As src/server/decision/write.ts does it: the row, and the entries with the guarantee. */
export function decide(scene: Scene, at: number): void {
  const { part, contact, clientId, agentId, decisionId } = scene
  const { mandate, request, basis, evaluation, facts, agentLevel } = scene.weighed(part, 'decide')
  const { checks, conditions } = evaluation
  tellFacts(scene, at, facts)
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
    corrects: null,
    made_by: null,
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

export function tellFacts(scene: Scene, at: number, { days_late: value }: Facts): void {
  const { contact, clientId, agentId } = scene
  if (typeof value !== 'number' || 'days_late' in (contact.facts as object)) return
  contact.facts = { days_late: value } as unknown as Rows['contact'][number]['facts']
  const told = { name: 'days_late', source: 'agent' }
  scene.rows.fact_told.push({
    ...told,
    client_id: clientId,
    id: scene.random.uuid(),
    customer_id: contact.customer_id,
    contact_id: contact.id!,
    value: value as unknown as Rows['fact_told'][number]['value'],
    person_id: agentId,
    at: new Date(at - beforeMs),
  })
  scene.tell(
    at - beforeMs,
    'fact.told',
    agentId,
    { customer: contact.customer_id, contact: contact.id!, fact: told.name, source: told.source },
    { value: JSON.stringify(value) },
  )
}
