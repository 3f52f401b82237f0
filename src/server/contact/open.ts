import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { invariant } from '../platform/problem.ts'
import { command, publishContact } from './apply.ts'
import { loadContact } from './load.ts'
import { tellOpened } from './tell.ts'

export type NewContact = {
  clientId: string
  teamId: string
  customerId: string
  channel: 'web' | 'mail' | 'phone'
  language: Language
  touchpoint: string
  subject: string
  /** the customer's own words, or what an agent noted of them */
  words: string
  note?: string | undefined
  /** what the customer needs settled, one each */
  doubts: readonly string[]
  /** an agent has it at once; a customer's waits for the team */
  by: Actor | 'customer'
  /** the server's public address: given, the customer gets a confirmation with a private link by mail */
  publicUrl?: string | undefined
}

/** Opens a contact with its first words and doubts. @returns its id */
export async function openContact(work: Work, opening: NewContact): Promise<string> {
  const { tx, now } = work
  const { clientId, by } = opening
  const { id } = await tx
    .insertInto('contact')
    .values({
      client_id: clientId,
      team_id: opening.teamId,
      customer_id: opening.customerId,
      channel: opening.channel,
      language: opening.language,
      touchpoint: opening.touchpoint,
      subject: opening.subject,
      opened_at: now,
      waiting_since: now,
      opened_by: by === 'customer' ? null : by.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const said = { client_id: clientId, contact_id: id, at: now }
  await tx
    .insertInto('message')
    .values({ ...said, kind: 'customer', text: opening.words })
    .execute()
  if (opening.note !== undefined && by !== 'customer')
    await tx
      .insertInto('message')
      .values({ ...said, kind: 'note', author_id: by.personId, text: opening.note })
      .execute()
  if (opening.doubts.length > 0)
    await tx
      .insertInto('doubt')
      .values(
        opening.doubts.map((question, position) => ({
          client_id: clientId,
          contact_id: id,
          position,
          question,
          asked_by: by === 'customer' ? null : by.personId,
          created_at: now,
        })),
      )
      .execute()
  const contact = await loadContact(work, id, true)
  invariant(contact, 'a contact just opened is there')
  if (by !== 'customer') await command(work, contact, { type: 'take', agentId: by.personId }, by)
  else publishContact(work, contact.row)
  if (opening.publicUrl !== undefined) await tellOpened(work, contact.row, opening.publicUrl)
  return id
}

/**
 * The team that a customer's contact goes to: of those that speak the language the one with the fewest
 * waiting, else of all.
 * @returns null when the client has no team yet
 */
export async function chooseTeam({ tx }: Work, clientId: string, language: Language): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id from team t
    where t.client_id = ${clientId}
    order by (${language}::text = any (t.languages)) desc,
      (select count(*) from contact c
        where c.client_id = t.client_id and c.team_id = t.id and c.state = 'waiting'),
      t.created_at, t.id
    limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
