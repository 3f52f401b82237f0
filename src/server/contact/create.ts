import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { publishContact } from './apply.ts'
import { loadContactToWork } from './load.ts'
import { openContact } from './open.ts'

/** An agent opens a contact by hand; it is theirs at once. @throws Problem not_found, invalid_input */
export async function createContact(
  work: Work,
  actor: Actor,
  input: {
    customerId: string
    teamId: string
    channel: 'phone' | 'mail' | 'web'
    touchpoint: string
    subject: string
    words: string
    note?: string | undefined
    doubts: readonly string[]
    publicUrl: string
  },
): Promise<string> {
  if (!actor.workTeamIds.includes(input.teamId)) throw new Problem('not_found')
  const team = found(
    await work.tx
      .selectFrom('team')
      .innerJoin('client', 'client.id', 'team.client_id')
      .select(['team.client_id', 'client.touchpoints'])
      .where('team.id', '=', input.teamId)
      .executeTakeFirst(),
  )
  const customer = found(
    await work.tx
      .selectFrom('customer')
      .select('language')
      .where('client_id', '=', team.client_id)
      .where('id', '=', input.customerId)
      .executeTakeFirst(),
  )
  refuseUnknownTouchpoint(input.touchpoint, team.touchpoints)
  return openContact(work, {
    ...input,
    clientId: team.client_id,
    language: customer.language as Actor['language'],
    by: actor,
  })
}

/** Names the matter, or its touchpoint. @throws Problem not_found, not_yours, invalid_input */
export async function updateContact(
  work: Work,
  actor: Actor,
  contactId: string,
  fields: { subject?: string | undefined; touchpoint?: string | undefined },
): Promise<void> {
  const { row } = await loadContactToWork(work, actor, contactId)
  if (row.agent_id !== null && row.agent_id !== actor.personId) throw new Problem('not_yours')
  if (fields.touchpoint !== undefined) refuseUnknownTouchpoint(fields.touchpoint, row.touchpoints)
  if (fields.subject === undefined && fields.touchpoint === undefined) return
  await work.tx
    .updateTable('contact')
    .set({ subject: fields.subject ?? row.subject, touchpoint: fields.touchpoint ?? row.touchpoint })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  publishContact(work, row)
}

function refuseUnknownTouchpoint(touchpoint: string, known: readonly string[]): void {
  if (!known.includes(touchpoint))
    throw new Problem('invalid_input', undefined, [
      { path: 'body.touchpoint', message: "not one of the client's touchpoints" },
    ])
}
