import type { namings } from '../../contract/story.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'

/** The agent's choice, at any time. @throws Problem not_found for a story of somebody else's */
export async function nameStory(
  work: Work,
  actor: Actor,
  storyId: string,
  naming: (typeof namings)[number],
): Promise<void> {
  const changed = await work.tx
    .updateTable('story')
    .set({ naming })
    .where('id', '=', storyId)
    .where('agent_id', '=', actor.personId)
    .returning(['id', 'client_id'])
    .executeTakeFirst()
  if (!changed) throw new Problem('not_found')
  work.publish({ topic: 'culture', id: storyId, clientId: changed.client_id })
}
