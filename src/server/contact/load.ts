import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { ContactState } from '../../core/contact/contact.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

export type ContactRow = {
  client_id: string
  id: string
  team_id: string
  customer_id: string
  channel: 'web' | 'mail' | 'phone' | 'import'
  language: Language
  touchpoint: string
  subject: string
  state: ContactState['state']
  agent_id: string | null
  closure: ContactState['closure']
  closes_at: Date | null
  returned: boolean
  opened_at: Date
  opened_by: string | null
  closed_at: Date | null
  slug: string
  client_name: string
  closing_days: number
  touchpoints: string[]
  team_name: string
  time_zone: string
  customer_name: string
  customer_email: string | null
  agent_name: string | null
}

export type DoubtRow = {
  id: string
  position: number
  question: string
  asked_by: string | null
  answer: string | null
  answered: boolean
  answered_at: Date | null
  state: 'open' | 'cleared'
  unclear_because: string | null
  cleared_at: Date | null
}

/** A contact as stored (`row`, `doubts`) and as the core sees it (`state`). */
export type Contact = { row: ContactRow; doubts: DoubtRow[]; state: ContactState }

/**
 * The one loader. With `lock`, whoever else changes this contact waits until this transaction ends, so that
 * what is decided here is decided on what is true.
 */
export async function loadContact(work: Work, contactId: string, lock: boolean): Promise<Contact | null> {
  // By itself, before reading: a join that waits for the lock gives this row as it is now, but the rows joined
  // to it (its agent) as they were before the wait.
  if (lock) await sql`select 1 from contact where id = ${contactId} for update`.execute(work.tx)
  const { rows } = await sql<ContactRow>`
    select ct.client_id, ct.id, ct.team_id, ct.customer_id, ct.channel, ct.language, ct.touchpoint, ct.subject,
      ct.state, ct.agent_id, ct.closure, ct.closes_at, ct.returned, ct.opened_at, ct.opened_by, ct.closed_at,
      cl.slug, cl.name as client_name, cl.closing_days, cl.touchpoints, t.name as team_name, s.time_zone,
      cu.name as customer_name, cu.email as customer_email, p.name as agent_name
    from contact ct
    join client cl on cl.id = ct.client_id
    join team t on t.id = ct.team_id
    join site s on s.id = t.site_id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    left join person p on p.id = ct.agent_id
    where ct.id = ${contactId}`.execute(work.tx)
  const row = rows[0]
  if (!row) return null
  const doubts = await listDoubts(work.tx, row.client_id, row.id)
  return { row, doubts, state: stateOf(row, doubts) }
}

/** The contact, for somebody who works in its team; locked. @throws Problem not_found */
export async function loadContactToWork(work: Work, actor: Actor, contactId: string): Promise<Contact> {
  const contact = found(await loadContact(work, contactId, true))
  if (!actor.workTeamIds.includes(contact.row.team_id)) throw new Problem('not_found')
  return contact
}

/** The contact, for the agent who has it; locked. @throws Problem not_found, contact_closed, not_yours */
export async function loadOwnContact(work: Work, actor: Actor, contactId: string): Promise<Contact> {
  const contact = await loadContactToWork(work, actor, contactId)
  if (contact.row.state === 'closed') throw new Problem('contact_closed')
  if (contact.row.agent_id !== actor.personId) throw new Problem('not_yours')
  return contact
}

async function listDoubts(tx: Tx, clientId: string, contactId: string): Promise<DoubtRow[]> {
  const rows = await tx
    .selectFrom('doubt')
    .select([
      'id',
      'position',
      'question',
      'asked_by',
      'answer',
      'answered',
      'answered_at',
      'state',
      'unclear_because',
      'cleared_at',
    ])
    .where('client_id', '=', clientId)
    .where('contact_id', '=', contactId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as DoubtRow[]
}

function stateOf(row: ContactRow, doubts: DoubtRow[]): ContactState {
  return {
    state: row.state,
    agentId: row.agent_id,
    closure: row.closure,
    closesAt: row.closes_at?.getTime() ?? null,
    returned: row.returned,
    doubts: doubts.map(({ id, state, answered }) => ({ id, state, answered })),
  }
}
