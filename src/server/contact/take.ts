import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { invariant, Problem } from '../platform/problem.ts'
import { command } from './apply.ts'
import { loadContact, loadContactToWork } from './load.ts'

/** Of two who try at once, the second waits for the first one's commit and then finds it taken. */
export async function takeContact(work: Work, actor: Actor, contactId: string): Promise<void> {
  const contact = await loadContactToWork(work, actor, contactId)
  await command(work, contact, { type: 'take', agentId: actor.personId }, actor)
}

/**
 * Takes who has waited longest, among those in a language of the contact's team or the agent's own; the rest
 * only when there is none of these, so that nobody waits forever. Contacts that somebody else is just taking
 * are skipped, so that two agents who ask at once get two different ones.
 * @throws Problem nobody_waiting
 */
export async function takeNextContact(work: Work, actor: Actor): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select ct.id from contact ct
    join team t on t.id = ct.team_id
    where ct.client_id = any (${actor.clientIds}::uuid[]) and ct.team_id = any (${actor.workTeamIds}::uuid[])
      and ct.state = 'waiting'
    order by (ct.language = any (t.languages) or ct.language = ${actor.language}) desc, ct.waiting_since, ct.id
    limit 1 for update of ct skip locked`.execute(work.tx)
  const next = rows[0]
  if (!next) throw new Problem('nobody_waiting')
  const contact = await loadContact(work, next.id, true)
  invariant(contact, 'a locked contact is there')
  await command(work, contact, { type: 'take', agentId: actor.personId }, actor)
  return next.id
}

export async function releaseContact(work: Work, actor: Actor, contactId: string): Promise<void> {
  const contact = await loadContactToWork(work, actor, contactId)
  await command(work, contact, { type: 'release', agentId: actor.personId }, actor)
}
