import type { Facts } from '../../core/mandate/condition.ts'
import { type Already, evaluateCorrection } from '../../core/mandate/correct.ts'
import type { Level } from '../../core/mandate/document.ts'
import {
  type CounterKey,
  countersOf,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
  type Lift,
} from '../../core/mandate/evaluate.ts'
import { readLifts } from '../mandate/authority.ts'
import { readFacts, readKnown, readLevels } from '../mandate/ground.ts'
import type { MandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'
import { type ContactForDecision, lockCounters } from './store.ts'

/** The decision that another one adds to, and what it came to so far. */
export type Corrected = { decisionId: string; already: Already }

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
  input: {
    contact: ContactForDecision
    agentId: string
    mandate: MandateInForce
    request: DecisionRequest
    /** what it adds to; the caller holds that decision (see `holdCorrected`) */
    corrects?: Corrected | null
    /** grants for the customer, for who has read them already: nobody takes them away while a decision is made */
    lifts?: Lift[]
  },
): Promise<Weighed> {
  const { contact, agentId, mandate, request, corrects } = input
  const now = work.now.getTime()
  const counters = countersOf(
    mandate.document,
    request.power,
    request.amount.currency,
    now,
    mandate.time_zone,
  )
  const [used, lifts, levels] = await Promise.all([
    lockCounters(
      work.tx,
      contact.client_id,
      { customer: contact.customer_id, agent: agentId, team: contact.team_id },
      counters,
    ),
    input.lifts ?? readLifts(work.tx, contact.client_id, contact.customer_id, work.now),
    readLevels(work.tx, agentId, mandate.document),
  ])
  const facts = await readFacts(work, contact, mandate, request.power, corrects?.decisionId)
  const situation = {
    now,
    timeZone: mandate.time_zone,
    counters: used,
    lifts,
    facts,
    levels: levels ?? {},
    overlays: mandate.overlays,
  }
  return {
    counters,
    facts,
    known: readKnown(work, contact, mandate),
    agentLevel: levels && (levels[request.power] ?? 'full'),
    evaluation: corrects
      ? evaluateCorrection(mandate.document, request, corrects.already, situation, counters)
      : evaluateMandate(mandate.document, request, situation),
  }
}
