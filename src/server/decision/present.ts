import type { Decision } from '../../contract/decision.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { Check, ConditionCheck } from '../../core/mandate/evaluate.ts'
import type { Actor } from '../platform/actor.ts'

export type DecisionRow = {
  client_id: string
  id: string
  contact_id: string
  team_id: string
  power: PowerKind
  amount_minor: number
  currency: string
  days: number | null
  reason: string
  basis: Decision['basis']
  agent_id: string | null
  guaranteed: boolean
  at: Date
  checks: Check[]
  conditions: ConditionCheck[]
  facts: Facts
  mandate_number: number | null
  customer_name: string
  agent_name: string | null
  fulfilment: 'queued' | 'done' | 'failing' | 'refused' | null
  corrects: string | null
  /** the client refused to carry out this decision, or another of its chain */
  refused: boolean
}

/**
 * A decision as a reader may see it. The agent is named to those who work in or coach that team, never
 * further up or to the client: a list of decisions by person is a scoreboard.
 */
export function presentDecision(row: DecisionRow, reader: Actor): Decision {
  const named = reader.workTeamIds.includes(row.team_id)
  return {
    id: row.id,
    contactId: row.contact_id,
    clientId: row.client_id,
    customerName: row.customer_name,
    power: row.power,
    amount: { minor: row.amount_minor, currency: row.currency },
    days: row.days,
    reason: row.reason,
    basis: row.basis,
    mandateNumber: row.mandate_number,
    agentName: named || row.agent_id === reader.personId ? row.agent_name : null,
    mine: row.agent_id === reader.personId,
    guaranteed: row.guaranteed,
    at: row.at.toISOString(),
    fulfilment: row.fulfilment ?? 'none',
    corrects: row.corrects,
  }
}
