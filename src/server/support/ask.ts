import type { ParsedOf } from '../../contract/route.ts'
import type { supportRoutes } from '../../contract/support.ts'
import type { DecisionRequest } from '../../core/mandate/evaluate.ts'
import type { SupportLevel } from '../../core/support/chain.ts'
import { differenceTo, type HeldDecision, holdCorrected } from '../decision/correct.ts'
import { findContactForAgent } from '../decision/store.ts'
import { weighRequest } from '../decision/weigh.ts'
import { recordEntries } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

type Asked = ParsedOf<(typeof supportRoutes)['support.create']>['body']

/**
 * An agent asks for support; a clock starts that binds the supporter (law 2). Whether silence will grant it
 * is weighed now, so that the agent is told, and again when the clock runs out.
 * @throws Problem within_mandate when nothing stands in the way: the agent decides alone
 */
export async function askSupport(work: Work, actor: Actor, contactId: string, asked: Asked): Promise<string> {
  const contact = found(await findContactForAgent(work.tx, contactId, actor.workTeamIds))
  // More may be found to be due after the end: a correction is asked for by whoever decided.
  const corrects = asked.kind === 'lift' && asked.corrects !== undefined
  if (!corrects && contact.state === 'closed') throw new Problem('contact_closed')
  if (!corrects && contact.agent_id !== actor.personId) throw new Problem('not_yours')
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')

  const lift = asked.kind === 'lift' ? await readLift(work, actor, contact.client_id, asked) : null
  let withinStretch = false
  let asAsked: { known: string; agent_level: string | null; rule: string; reached: boolean } | null = null
  if (lift) {
    const { evaluation, facts, known, agentLevel } = await weighRequest(work, {
      contact,
      agentId: actor.personId,
      mandate,
      request: lift.request,
      corrects: lift.corrects,
    })
    if (evaluation.verdict === 'granted') throw new Problem('within_mandate')
    if (evaluation.verdict === 'refused')
      throw new Problem('invalid_input', undefined, [{ path: 'body.power', message: evaluation.rule }])
    withinStretch = evaluation.stretchReaches
    asAsked = {
      known: JSON.stringify({ ...known, ...facts }),
      agent_level: agentLevel,
      rule: evaluation.rule,
      reached: withinStretch,
    }
  }
  const { minutes } = mandate.document.support
  const dueAt = new Date(work.now.getTime() + minutes * 60_000)
  const { id } = await work.tx
    .insertInto('support_request')
    .values({
      client_id: contact.client_id,
      contact_id: contact.id,
      team_id: contact.team_id,
      agent_id: actor.personId,
      kind: asked.kind,
      mandate_id: mandate.id,
      power: lift?.request.power ?? null,
      amount_minor: lift?.request.amount.minor ?? null,
      currency: lift?.request.amount.currency ?? null,
      days: lift?.request.days ?? null,
      corrects: lift?.corrects?.decisionId ?? null,
      reason: asked.reason,
      level: await firstLevel(work, contact.team_id, mandate.document.support.first ?? 'coach'),
      minutes,
      within_stretch: withinStretch,
      asked_at: work.now,
      due_at: dueAt,
      ...asAsked,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEntries(work, [
    {
      clientId: contact.client_id,
      kind: 'support.asked',
      actor: actor.personId,
      facts: {
        request: id,
        contact: contact.id,
        asked: asked.kind,
        mandate: mandate.id,
        power: lift?.request.power ?? null,
        amount_minor: lift?.request.amount.minor ?? null,
        currency: lift?.request.amount.currency ?? null,
        days: lift?.request.days ?? null,
        ...(lift?.corrects ? { corrects: lift.corrects.decisionId } : {}),
        within_stretch: withinStretch,
        due: dueAt.toISOString(),
      },
      texts: { reason: asked.reason },
    },
  ])
  work.publish({ topic: 'support', id, clientId: contact.client_id, teamId: contact.team_id })
  work.publish({ topic: 'contact', id: contact.id, clientId: contact.client_id, teamId: contact.team_id })
  return id
}

/** What is asked for; of a correction, what it adds. @throws Problem as `holdCorrected` and `differenceTo` do */
async function readLift(
  work: Work,
  actor: Actor,
  clientId: string,
  asked: Extract<Asked, { kind: 'lift' }>,
): Promise<{ request: DecisionRequest; corrects: HeldDecision | null }> {
  const { power, amount, days } = asked
  if (asked.corrects === undefined) return { request: { power, amount, days }, corrects: null }
  const corrects = await holdCorrected(work, clientId, asked.corrects)
  if (corrects.agentId !== actor.personId) throw new Problem('not_yours')
  if (corrects.power !== power)
    throw new Problem('invalid_input', undefined, [
      { path: 'body.power', message: `the decision is a ${corrects.power}` },
    ])
  return { request: differenceTo(corrects, { amount, days }), corrects }
}

/** Who answers first, as the mandate says; a team whose coach is missing goes to the manager at once. */
async function firstLevel(work: Work, teamId: string, first: SupportLevel): Promise<SupportLevel> {
  if (first !== 'coach') return first
  const coach = await work.tx
    .selectFrom('assignment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select('a.id')
    .where('a.team_id', '=', teamId)
    .where('a.role', '=', 'coach')
    .where('p.active', '=', true)
    .executeTakeFirst()
  return coach ? 'coach' : 'manager'
}
