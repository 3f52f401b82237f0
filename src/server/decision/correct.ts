import { sql } from 'kysely'
import type { DecisionOutcome } from '../../contract/decision.ts'
import type { Money } from '../../contract/route.ts'
import { type Already, correctTo } from '../../core/mandate/correct.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { DecisionRequest } from '../../core/mandate/evaluate.ts'
import { sha256 } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { findByKey, presentAgain } from './decide.ts'
import type { DecisionRow } from './present.ts'
import { presentDecision } from './present.ts'
import { findContactForAgent, findDecision } from './store.ts'
import { weighRequest } from './weigh.ts'
import { writeDecision } from './write.ts'

/**
 * Gives more than was decided. What was decided is never edited and never lowered: the difference is weighed under
 * the mandate now in force, and is a decision of its own of the same agent, with their guarantee, whoever writes it
 * down for them.
 * @param to the new total
 * @throws Problem not_found, not_permitted, not_correctable, only_upwards, no_mandate, idempotency_key_reused
 */
export async function correctDecision(
  work: Work,
  actor: Actor,
  input: {
    decisionId: string
    to: { amount: Money; days: number | null }
    reason: string
    idempotencyKey: string
    publicUrl: string
  },
): Promise<DecisionOutcome> {
  const asked = found(await findDecision(work, actor, input.decisionId))
  if (!mayCorrect(asked, actor) || asked.agent_id === null) throw new Problem('not_permitted')
  const agentId = asked.agent_id
  const requestHash = sha256(JSON.stringify([input.decisionId, input.to, input.reason]))
  const earlier = await findByKey(work, {
    client: sql`${asked.client_id}`,
    agentId,
    key: input.idempotencyKey,
  })
  if (earlier) return presentAgain(work, actor, earlier, requestHash)
  const corrected = await holdCorrected(work, asked.client_id, asked.id)
  const request = differenceTo(corrected, input.to)
  const contact = found(await findContactForAgent(work.tx, asked.contact_id, [asked.team_id]))
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')
  const weighed = await weighRequest(work, {
    contact,
    agentId,
    mandate,
    request,
    corrects: corrected,
  })
  const { evaluation } = weighed
  if (evaluation.verdict === 'refused') return { outcome: 'refused', rule: evaluation.rule }
  if (evaluation.verdict === 'beyond') {
    const { rule, left, stretchReaches, checks, conditions } = evaluation
    const supportMinutes = mandate.document.support.minutes
    return { outcome: 'beyond', rule, left, stretchReaches, checks, conditions, supportMinutes }
  }
  const written = await writeDecision(work, {
    contact,
    agentId,
    mandate,
    request,
    reason: input.reason,
    basis: evaluation.basis,
    ...weighed,
    supportRequestId: null,
    corrects: { ...corrected, ...(actor.personId === agentId ? {} : { by: actor.personId }) },
    idempotency: { key: input.idempotencyKey, requestHash },
    publicUrl: input.publicUrl,
  })
  const row = await findDecision(work, actor, written.id)
  invariant(row, 'a decision just made is there')
  return { outcome: 'decided', decision: presentDecision(row, actor), repeated: false }
}

/** One's own while one works in its team, or those of a team that one coaches or manages. */
export function mayCorrect(row: DecisionRow, actor: Actor): boolean {
  if (row.agent_id === null || row.refused || row.power === 'exception') return false
  if (row.agent_id === actor.personId) return actor.workTeamIds.includes(row.team_id)
  const manages = actor.roles.includes('manager') && actor.teamIds.includes(row.team_id)
  return manages || actor.coachTeamIds.includes(row.team_id)
}

export type HeldDecision = {
  /** the first of the chain: corrections name it, also those of corrections */
  decisionId: string
  already: Already
  agentId: string
  power: PowerKind
  currency: string
}

/**
 * A decision that is to be added to, held until commit: of two corrections at once the second sees what the first
 * added. Taken before any counter, by all that correct, so that they wait for one another instead of dying.
 * @throws Problem not_correctable for history that was imported, and for what the client refused to carry out
 */
export async function holdCorrected(
  { tx }: Work,
  clientId: string,
  decisionId: string,
): Promise<HeldDecision> {
  const named = await tx
    .selectFrom('decision')
    .select(['id', 'corrects'])
    .where('client_id', '=', clientId)
    .where('id', '=', decisionId)
    .executeTakeFirst()
  const first = found(named).corrects ?? decisionId
  await sql`select pg_advisory_xact_lock(hashtextextended(${`correct ${clientId} ${first}`}, 0))`.execute(tx)
  const { rows } = await sql<{
    agent_id: string | null
    power: PowerKind
    currency: string
    refused: boolean
    minor: number
    days: number
  }>`
    select d.agent_id, d.power, d.currency,
      exists (select 1 from fulfilment_refusal r join decision c on c.client_id = r.client_id and c.id = r.decision_id
        where c.client_id = d.client_id and (c.id = d.id or c.corrects = d.id)) as refused,
      (select sum(c.amount_minor)::bigint from decision c
        where c.client_id = d.client_id and (c.id = d.id or c.corrects = d.id)) as minor,
      (select coalesce(sum(c.days), 0)::bigint from decision c
        where c.client_id = d.client_id and (c.id = d.id or c.corrects = d.id)) as days
    from decision d where d.client_id = ${clientId} and d.id = ${first}`.execute(tx)
  const { agent_id, power, currency, refused, minor, days } = found(rows[0])
  if (agent_id === null || refused) throw new Problem('not_correctable')
  return { decisionId: first, already: { minor, days }, agentId: agent_id, power, currency }
}

/** @throws Problem only_upwards, not_correctable, invalid_input for another currency */
export function differenceTo(
  { power, currency, already }: HeldDecision,
  to: { amount: Money; days: number | null },
): DecisionRequest {
  if (to.amount.currency !== currency)
    throw new Problem('invalid_input', undefined, [
      { path: 'body.amount.currency', message: `the decision is in ${currency}` },
    ])
  const correction = correctTo({ power, amount: to.amount }, already, {
    minor: to.amount.minor,
    days: to.days,
  })
  if (correction.type === 'nothing_to_add') throw new Problem('not_correctable')
  if (correction.type === 'not_more') throw new Problem('only_upwards')
  return correction.request
}
