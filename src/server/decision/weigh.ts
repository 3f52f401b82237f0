import type { Facts } from '../../core/mandate/condition.ts'
import type { Level } from '../../core/mandate/document.ts'
import {
  type CounterKey,
  countersOf,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
} from '../../core/mandate/evaluate.ts'
import { readLifts } from '../mandate/authority.ts'
import { readFacts, readKnown, readLevels } from '../mandate/ground.ts'
import type { MandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'
import { type ContactForDecision, lockCounters } from './store.ts'

export type Weighed = {
  evaluation: Evaluation
  counters: CounterKey[]
  /** what the verdict hangs on */
  facts: Facts
  /** whatever else was known, and the agent's level: for the backtest, which weighs it on other mandates */
  known: Facts
  agentLevel: Level | null
}

/**
 * Weighs what an agent asks for against the mandate as it stands now, holding the counters it would add to.
 * Facts are read after that, so that what a concurrent decision for the same customer changed is seen.
 */
export async function weighRequest(
  work: Work,
  input: { contact: ContactForDecision; agentId: string; mandate: MandateInForce; request: DecisionRequest },
): Promise<Weighed> {
  const { contact, agentId, mandate, request } = input
  const now = work.now.getTime()
  const counters = countersOf(
    mandate.document,
    request.power,
    request.amount.currency,
    now,
    mandate.time_zone,
  )
  const used = await lockCounters(
    work.tx,
    contact.client_id,
    { customer: contact.customer_id, agent: agentId, team: contact.team_id },
    counters,
  )
  const facts = await readFacts(work, contact, mandate, request.power)
  const levels = await readLevels(work.tx, agentId, mandate.document)
  return {
    counters,
    facts,
    known: readKnown(work, contact, mandate),
    agentLevel: levels && (levels[request.power] ?? 'full'),
    evaluation: evaluateMandate(mandate.document, request, {
      now,
      timeZone: mandate.time_zone,
      counters: used,
      lifts: await readLifts(work.tx, contact.client_id, contact.customer_id, work.now),
      facts,
      levels: levels ?? {},
      overlays: mandate.overlays,
    }),
  }
}
