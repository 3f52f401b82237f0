import type { SupportRequest } from '../../contract/support.ts'
import { mayAnswer } from '../../core/support/chain.ts'
import type { Actor } from '../platform/actor.ts'
import { levelsOf, type SupportRow } from './store.ts'

export function presentSupportRequest(row: SupportRow, reader: Actor): SupportRequest {
  const mine = row.agent_id === reader.personId
  return {
    id: row.id,
    contactId: row.contact_id,
    clientId: row.client_id,
    teamId: row.team_id,
    teamName: row.team_name,
    customerName: row.customer_name,
    subject: row.subject,
    agentName: row.agent_name,
    mine,
    kind: row.kind,
    power: row.power,
    amount:
      row.amount_minor !== null && row.currency !== null
        ? { minor: row.amount_minor, currency: row.currency }
        : null,
    days: row.days,
    reason: row.reason,
    level: row.level,
    passedUp: row.passed_up,
    askedAt: row.asked_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    standsIfSilent: row.kind === 'lift' && row.within_stretch,
    state: row.state,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answer: row.answer,
    grant: row.grant,
    decisionId: row.decision_id,
    corrects: row.corrects,
    refusedDecisionId: row.refused_decision_id,
    mayAnswer:
      row.state === 'open' &&
      !mine &&
      mayAnswer(levelsOf(reader, { teamId: row.team_id, siteId: row.site_id }), row.level),
  }
}
