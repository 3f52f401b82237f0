import { sql } from 'kysely'
import type { Work } from '../platform/db.ts'
import { openStory, say, tell } from './celebrate.ts'
import type { Celebrated } from './store.ts'

export type Thanks = 'open' | 'said' | null

/** Whether a customer may still say thanks: after a rating, on a contact that somebody closed with them; once. */
export async function thanksOf({ tx }: Work, contactId: string): Promise<Thanks> {
  const { rows } = await sql<{ said: boolean }>`
    select exists (select 1 from story s join story_words w on w.client_id = s.client_id and w.story_id = s.id
        and w.said_as = 'customer'
      where s.client_id = ct.client_id and s.contact_id = ct.id) as said
    from contact ct where ct.id = ${contactId} and ct.closure = 'confirmed' and ct.agent_id is not null
      and exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id)`.execute(
    tx,
  )
  if (!rows[0]) return null
  return rows[0].said ? 'said' : 'open'
}

/** The customer thanks whoever was with them. Said twice, or out of time, nothing happens. */
export async function hearThanks(work: Work, contactId: string, words: string | null): Promise<void> {
  if ((await thanksOf(work, contactId)) !== 'open') return
  const { rows } = await sql<Celebrated>`
    select ct.client_id, ct.team_id, t.site_id, ct.agent_id, ct.id as contact_id, null as decision_id
    from contact ct join team t on t.id = ct.team_id where ct.id = ${contactId}`.execute(work.tx)
  const what = rows[0]!
  const id = await openStory(work, what)
  await say(work, { clientId: what.client_id, storyId: id }, 'customer', null, words)
  tell(work, what, id)
}
