import type { Refusal } from '../../contract/decision.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import type { DecisionRow } from './present.ts'
import { findDecision } from './store.ts'

/**
 * The client's representative says that their company will not carry a decision out.
 * @throws Problem not_found, already_fulfilled, already_refused
 */
export async function refuseDecision(
  work: Work,
  actor: Actor,
  input: { decisionId: string; reason: string },
): Promise<Refusal> {
  const row = found(await findDecision(work, actor, input.decisionId))
  if (!mayRefuse(row, actor)) {
    if (row.refused) throw new Problem('already_refused')
    throw new Problem(row.fulfilment === 'done' ? 'already_fulfilled' : 'not_permitted')
  }
  const { reason } = input
  const refused = await recordRefusal(work, {
    clientId: row.client_id,
    decisionId: row.id,
    reason,
    by: actor.personId,
  })
  if (!refused) throw new Problem('already_refused')
  return { decisionId: row.id, reason, by: 'representative', at: work.now.toISOString() }
}

/** What is not carried out yet, of the company that one represents. History that was imported is done. */
export function mayRefuse(row: DecisionRow, actor: Actor): boolean {
  const represents = actor.assignments.some(
    ({ role, clientId }) => role === 'client_representative' && clientId === row.client_id,
  )
  return represents && !row.refused && row.basis !== 'imported' && row.fulfilment !== 'done'
}

/**
 * Writes a refusal down: a row and an entry, and an obstacle for the manager, on the mandate's clock. Nothing of the
 * decision changes: it counts, it is guaranteed, it is nobody's fault. The customer hears nothing from a machine:
 * what to say and what to do instead is for people.
 * @param by the representative; null where the client's system answered so
 * @returns whether it was the first
 */
export async function recordRefusal(
  work: Work,
  {
    clientId,
    decisionId,
    reason,
    by,
  }: { clientId: string; decisionId: string; reason: string; by: string | null },
): Promise<boolean> {
  const { tx, now } = work
  // Who sends it to the client's system and who refuses it by hand take it in turns.
  const fulfilment = await tx
    .selectFrom('fulfilment')
    .select('state')
    .where('client_id', '=', clientId)
    .where('decision_id', '=', decisionId)
    .forUpdate()
    .executeTakeFirst()
  if (!fulfilment || fulfilment.state === 'refused') return false
  if (fulfilment.state === 'done') throw new Problem('already_fulfilled')
  const requestId = await askManager(work, clientId, decisionId, reason)
  await tx
    .insertInto('fulfilment_refusal')
    .values({
      client_id: clientId,
      decision_id: decisionId,
      reason,
      person_id: by,
      support_request_id: requestId,
      at: now,
    })
    .execute()
  await tx
    .updateTable('fulfilment')
    .set((e) => ({ state: 'refused', ...(by === null ? { attempts: e('attempts', '+', 1) } : {}) }))
    .where('client_id', '=', clientId)
    .where('decision_id', '=', decisionId)
    .execute()
  await recordEntries(work, [
    {
      clientId,
      kind: 'fulfilment.refused',
      actor: by ?? 'system',
      facts: { decision: decisionId, by: by === null ? 'system' : 'representative', request: requestId },
      texts: { reason },
    },
  ])
  return true
}

/** An obstacle in the agent's name, at once with the manager: no coach can open the client's till. */
async function askManager(work: Work, clientId: string, decisionId: string, reason: string): Promise<string> {
  const { tx, now } = work
  const decision = await tx
    .selectFrom('decision as d')
    .innerJoin('mandate as m', (join) =>
      join.onRef('m.client_id', '=', 'd.client_id').onRef('m.id', '=', 'd.mandate_id'),
    )
    .select(['d.contact_id', 'd.team_id', 'd.agent_id', 'd.mandate_id', 'm.document'])
    .where('d.client_id', '=', clientId)
    .where('d.id', '=', decisionId)
    .executeTakeFirst()
  invariant(decision?.agent_id && decision.mandate_id, 'what is carried out was decided here')
  const { minutes } = (decision.document as { support: { minutes: number } }).support
  const dueAt = new Date(now.getTime() + minutes * 60_000)
  const { id } = await tx
    .insertInto('support_request')
    .values({
      client_id: clientId,
      contact_id: decision.contact_id,
      team_id: decision.team_id,
      agent_id: decision.agent_id,
      kind: 'obstacle',
      mandate_id: decision.mandate_id,
      reason,
      level: 'manager',
      minutes,
      within_stretch: false,
      asked_at: now,
      due_at: dueAt,
      refused_decision_id: decisionId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEntries(work, [
    {
      clientId,
      kind: 'support.asked',
      actor: 'system',
      facts: {
        request: id,
        contact: decision.contact_id,
        asked: 'obstacle',
        mandate: decision.mandate_id,
        power: null,
        amount_minor: null,
        currency: null,
        days: null,
        within_stretch: false,
        due: dueAt.toISOString(),
        refused: decisionId,
      },
      texts: { reason },
    },
  ])
  work.publish({ topic: 'support', id, clientId, teamId: decision.team_id })
  work.publish({ topic: 'contact', id: decision.contact_id, clientId, teamId: decision.team_id })
  return id
}
