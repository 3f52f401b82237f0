import type { ParsedOf } from '../../contract/route.ts'
import type { supportRoutes } from '../../contract/support.ts'
import type { SupportLevel } from '../../core/support/chain.ts'
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
  if (contact.state === 'closed') throw new Problem('contact_closed')
  if (contact.agent_id !== actor.personId) throw new Problem('not_yours')
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')

  let withinStretch = false
  let asAsked: { known: string; agent_level: string | null; rule: string; reached: boolean } | null = null
  if (asked.kind === 'lift') {
    const request = { power: asked.power, amount: asked.amount, days: asked.days }
    const { evaluation, facts, known, agentLevel } = await weighRequest(work, {
      ...{ contact, agentId: actor.personId, mandate, request },
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
  const lift = asked.kind === 'lift' ? asked : null
  const { id } = await work.tx
    .insertInto('support_request')
    .values({
      client_id: contact.client_id,
      contact_id: contact.id,
      team_id: contact.team_id,
      agent_id: actor.personId,
      kind: asked.kind,
      mandate_id: mandate.id,
      power: lift?.power ?? null,
      amount_minor: lift?.amount.minor ?? null,
      currency: lift?.amount.currency ?? null,
      days: lift?.days ?? null,
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
        power: lift?.power ?? null,
        amount_minor: lift?.amount.minor ?? null,
        currency: lift?.amount.currency ?? null,
        days: lift?.days ?? null,
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
