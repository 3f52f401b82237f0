import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Database } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { type Guarded, guardWriting } from './guard.ts'

/**
 * Law 3 for words beside a contact that are no feedback: notes, answers to support requests. In a transaction of its
 * own, since what was refused stays on the record while what was asked for does not happen.
 * @throws Problem guarantee_holds; a contact that is not the writer's to see is left to whoever writes there
 */
export async function guardBeside(
  db: Database,
  actor: Actor,
  input: { place: Guarded['place']; contactId: string; text: string },
): Promise<void> {
  const refusal = await db.work(actor.clientIds, async (work) => {
    const { rows } = await sql<{ client_id: string; team_id: string; site_id: string }>`
      select ct.client_id, ct.team_id, t.site_id from contact ct join team t on t.id = ct.team_id
      where ct.id = ${input.contactId}
        and (ct.team_id = any (${actor.teamIds}::uuid[]) or ${actor.roles.includes('administrator')})`.execute(
      work.tx,
    )
    const contact = rows[0]
    if (!contact) return null
    return guardWriting(work, actor, {
      place: input.place,
      clientId: contact.client_id,
      teamId: contact.team_id,
      siteId: contact.site_id,
      aboutIds: [],
      written: {
        kind: 'note',
        text: input.text,
        contactId: input.contactId,
        decisionId: null,
        pay: null,
        covers: [],
      },
    })
  })
  if (refusal) throw new Problem('guarantee_holds', refusal.breachId ?? undefined)
}
