import { sql } from 'kysely'
import type { OpportunityState } from '../../core/coaching/state.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findOpportunity } from './store.ts'

/**
 * What a coach makes of a pattern of their team.
 * @throws Problem already_shared: what others were told stays told
 */
export async function moveOpportunity(
  work: Work,
  actor: Actor,
  input: { id: string; state: Exclude<OpportunityState, 'new'>; words: string | null },
): Promise<void> {
  await sql`select 1 from opportunity where id = ${input.id} for update`.execute(work.tx)
  const row = found(await findOpportunity(work.tx, actor, input.id))
  if (!actor.coachTeamIds.includes(row.team_id)) throw new Problem('not_permitted')
  if (row.state === 'shared') throw new Problem('already_shared')
  await work.tx
    .updateTable('opportunity')
    .set({ state: input.state, words: input.words, moved_by: actor.personId, moved_at: work.now })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  const event = { topic: 'opportunity', id: row.id, clientId: row.client_id } as const
  // what is shared is told to all teams of the client
  work.publish(input.state === 'shared' ? event : { ...event, teamId: row.team_id })
}
