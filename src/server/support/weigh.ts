import {
  type CounterKey,
  countersOf,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
} from '../../core/mandate/evaluate.ts'
import { type ContactForDecision, lockCounters } from '../decision/store.ts'
import { readLifts } from '../mandate/authority.ts'
import type { MandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'

export type Weighed = { evaluation: Evaluation; counters: CounterKey[] }

/** Weighs what an agent asked for against the mandate as it stands now, holding the counters it would add to. */
export async function weighRequest(
  work: Work,
  input: { contact: ContactForDecision; agentId: string; mandate: MandateInForce; request: DecisionRequest },
): Promise<Weighed> {
  const { contact, mandate, request } = input
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
    { customer: contact.customer_id, agent: input.agentId },
    counters,
  )
  const lifts = await readLifts(work.tx, contact.client_id, contact.customer_id, work.now)
  return {
    counters,
    evaluation: evaluateMandate(mandate.document, request, {
      now,
      timeZone: mandate.time_zone,
      counters: used,
      lifts,
    }),
  }
}
