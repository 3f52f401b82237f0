import { sql } from 'kysely'
import type { Verdict } from '../../core/contact/contact.ts'
import { sha256 } from '../ledger/record.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { applyEvents, command, publishContact } from './apply.ts'
import { maxDoubts } from './doubt.ts'
import { type Contact, loadContact } from './load.ts'
import { insertDoubt, insertMessage, upsertRating } from './store.ts'

/** A second click within this time is the same message, not another one. */
const sameMessageMs = 120_000

/** The customer writes more: an open contact goes on, a proposed closure goes back, a closed contact reopens. */
export async function hearMessage(work: Work, contactId: string, text: string): Promise<void> {
  const contact = found(await loadContact(work, contactId, true))
  if (await saidJustNow(work, contact, text)) return
  await insertMessage(work, contact.row, { kind: 'customer', authorId: null, text })
  await customerWrote(work, contact, [])
}

/** The customer adds what is unclear. @throws Problem invalid_input when there are too many already */
export async function hearDoubt(work: Work, contactId: string, question: string): Promise<void> {
  const contact = found(await loadContact(work, contactId, true))
  if (contact.doubts.some((doubt) => doubt.state === 'open' && doubt.question === question)) return
  if (contact.doubts.length >= maxDoubts) throw new Problem('invalid_input')
  await customerWrote(work, contact, [])
  await insertDoubt(work, contact, { question, askedBy: null })
}

/** The customer comes back on doubts that were settled, with or without words. @throws Problem not_found */
export async function hearReturn(
  work: Work,
  contactId: string,
  input: { doubtIds: string[]; words: string | null },
): Promise<void> {
  const contact = found(await loadContact(work, contactId, true))
  if (input.words !== null && !(await saidJustNow(work, contact, input.words)))
    await insertMessage(work, contact.row, { kind: 'customer', authorId: null, text: input.words })
  // Already open again (a second click): there is nothing left to come back on.
  const closed = contact.state.state === 'closed'
  const settled = contact.doubts.filter((doubt) => doubt.state === 'cleared').map(({ id }) => id)
  await customerWrote(
    work,
    contact,
    closed ? input.doubtIds : input.doubtIds.filter((id) => settled.includes(id)),
  )
}

/** What the customer was shown: changes with every answer, so that no one confirms an answer they never saw. */
export function proposalDigest(doubts: Contact['doubts']): string {
  const shown = doubts.map(({ id, answer, answered_at }) => [id, answer, answered_at?.toISOString() ?? null])
  return sha256(JSON.stringify(shown)).slice(0, 22)
}

/**
 * The customer's word on a proposed closure, and a rating if they give one.
 * @returns `changed` when the answers are not those they were shown; nothing is written then
 * @throws Problem contact_closed, closure_not_proposed, not_found
 */
export async function hearVerdicts(
  work: Work,
  contactId: string,
  input: {
    seen: string
    verdicts: Verdict[]
    rating: { csat: number | null; effort: number | null; words: string | null }
  },
): Promise<'heard' | 'changed'> {
  const contact = found(await loadContact(work, contactId, true))
  if (contact.state.state === 'with_customer' && proposalDigest(contact.doubts) !== input.seen)
    return 'changed'
  await command(work, contact, { type: 'answer_doubts', verdicts: input.verdicts }, 'customer')
  await giveToTeamIfGone(work, contact)
  const { csat, effort, words } = input.rating
  if (csat !== null || effort !== null || words !== null) await upsertRating(work, contact.row, input.rating)
  return 'heard'
}

async function customerWrote(work: Work, contact: Contact, doubtIds: string[]): Promise<void> {
  const events = await command(work, contact, { type: 'customer_wrote', doubtIds }, 'customer')
  await giveToTeamIfGone(work, contact)
  if (events.length === 0) publishContact(work, contact.row)
}

/** What comes back to an agent who has left the team goes to the team: nobody waits for someone who is gone. */
async function giveToTeamIfGone(work: Work, contact: Contact): Promise<void> {
  const { state, agentId } = contact.state
  if (state !== 'with_agent' || agentId === null || !contact.state.returned) return
  const { rows } = await sql`
    select 1 from person p join assignment a on a.person_id = p.id
    where p.id = ${agentId} and p.active and a.team_id = ${contact.row.team_id}
      and a.role in ('agent', 'coach')`.execute(work.tx)
  if (rows.length === 0) await applyEvents(work, contact, [{ type: 'released' }], 'system')
}

async function saidJustNow({ tx, now }: Work, { row }: Contact, text: string): Promise<boolean> {
  const same = await tx
    .selectFrom('message')
    .select('id')
    .where('client_id', '=', row.client_id)
    .where('contact_id', '=', row.id)
    .where('kind', '=', 'customer')
    .where('text', '=', text)
    .where('at', '>', new Date(now.getTime() - sameMessageMs))
    .limit(1)
    .executeTakeFirst()
  return same !== undefined
}
