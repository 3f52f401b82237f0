import type { TestDatabase } from '../database.ts'
import { type LittleClient, makeContact } from '../world.ts'

export type Work = { client: LittleClient; agentId: string; from: string; minutes: number }

/** A contact that somebody took, answered, and put before the customer. */
export async function workOn(
  { ...base }: TestDatabase,
  { client, agentId, from, minutes }: Work,
): Promise<string> {
  const contactId = await makeContact(base, client, { agentId })
  const begins = Date.parse(from)
  const insert = (kind: string, at: number) =>
    base.owner.query(
      'insert into contact_event (client_id, contact_id, kind, actor_id, at) values ($1, $2, $3, $4, $5)',
      [client.id, contactId, kind, agentId, new Date(at)],
    )
  await insert('taken', begins)
  await base.owner.query(
    `insert into message (client_id, contact_id, kind, author_id, text, at) values ($1, $2, 'reply', $3, 'Ecco', $4)`,
    [client.id, contactId, agentId, new Date(begins + minutes * 30_000)],
  )
  await insert('closure_proposed', begins + minutes * 60_000)
  await base.owner.query(`update contact set state = 'with_customer', closes_at = $2 where id = $1`, [
    contactId,
    new Date(begins + 6 * 86_400_000),
  ])
  return contactId
}

/** More people of a client's team. */
export async function makeAgents(
  { owner }: TestDatabase,
  client: LittleClient,
  count: number,
): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into person (name, email, language)
     select 'Agent ' || n, 'more-' || n || '@example.org', 'it' from generate_series(1, $1::int) n returning id`,
    [count],
  )
  for (const { id } of rows)
    await owner.query(`insert into assignment (person_id, role, team_id) values ($1, 'agent', $2)`, [
      id,
      client.teamId,
    ])
  return rows.map(({ id }) => id)
}
