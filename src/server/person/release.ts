import { sql } from 'kysely'
import { command } from '../contact/apply.ts'
import { loadContact } from '../contact/load.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

/**
 * Gives back to their teams the contacts of somebody who no longer works there: a customer must not wait for
 * an agent who won't come.
 */
export async function releaseLostContacts(work: Work, administrator: Actor, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select ct.id from contact ct
    where ct.agent_id = ${personId} and ct.state in ('with_agent', 'with_customer')
      and not exists (select 1 from assignment a join person p on p.id = a.person_id
        where a.person_id = ${personId} and p.active and a.role in ('agent', 'coach') and a.team_id = ct.team_id)
    order by ct.id`.execute(work.tx)
  for (const { id } of rows) {
    const contact = await loadContact(work, id, true)
    if (contact?.state.agentId === personId && contact.state.state !== 'closed')
      await command(work, contact, { type: 'release', agentId: personId }, administrator)
  }
}
