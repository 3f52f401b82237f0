import type { coachingSessionRoutes } from '../../contract/coaching-session.ts'
import type { ParsedOf } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { type Bringable, countBringable, insertEvent, listPartners } from './store.ts'

export type Asked = ParsedOf<(typeof coachingSessionRoutes)['coaching.create']>['body']

/**
 * An agent or a coach asks the other for a session. The agent's words are its preparation already.
 * @throws Problem not_found for somebody who is not one's coach or coached by one, or a contact that is not the agent's
 */
export async function askSession(work: Work, actor: Actor, input: Asked): Promise<string> {
  const { tx, now } = work
  const partner = found(
    (await listPartners(tx, actor)).find(
      (one) => one.person_id === input.personId && one.team_id === input.teamId,
    ),
  )
  const team = found(
    await tx.selectFrom('team').select('client_id').where('id', '=', input.teamId).executeTakeFirst(),
  )
  const agentId = partner.me === 'agent' ? actor.personId : partner.person_id
  // the agent speaks first, and chooses first what to look at
  if (partner.me === 'coach' && input.contactIds.length > 0)
    throw new Problem('coaching_not_now', undefined, [{ path: 'body.contactIds', message: 'agent_first' }])
  await refuseForeignContacts(work, input.contactIds, { teamId: input.teamId, agentId, by: 'agent' })
  const { id } = await tx
    .insertInto('coaching_session')
    .values({
      client_id: team.client_id,
      team_id: input.teamId,
      agent_id: agentId,
      coach_id: partner.me === 'agent' ? partner.person_id : actor.personId,
      asked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const session = { client_id: team.client_id, id }
  const said = { side: partner.me, text: input.text, contactIds: input.contactIds }
  if (partner.me === 'agent') {
    await insertEvent(work, session, 1, { kind: 'asked', side: 'agent' })
    await insertEvent(work, session, 2, { kind: 'prepared', ...said })
  } else await insertEvent(work, session, 1, { kind: 'asked', ...said })
  for (const personId of [actor.personId, partner.person_id])
    work.publish({ topic: 'coaching_session', id, clientId: team.client_id, personId })
  return id
}

/** What is looked at together is the agent's own work. */
export async function refuseForeignContacts(
  work: Work,
  contactIds: readonly string[],
  of: Bringable,
): Promise<void> {
  const wanted = new Set(contactIds).size
  if (wanted > 0 && (await countBringable(work, contactIds, of)) !== wanted)
    throw new Problem('not_found', undefined, [
      {
        path: 'body.contactIds',
        message: 'a contact of the agent; brought by the coach, one that is over since last week',
      },
    ])
}
