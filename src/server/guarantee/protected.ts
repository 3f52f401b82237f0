import { sql } from 'kysely'
import type { ProtectedDecision } from '../../core/guarantee/assess.ts'
import type { Work } from '../platform/db.ts'

export type ProtectedRow = ProtectedDecision & { clientId: string; teamId: string; agentId: string }

const dayMs = 86_400_000
/** How far back a text's words and amounts are compared: beyond it a decision is reached by link, id or contact only. */
const comparedDays = 400
/** A deduction of the very amount of a decision this recent is taken for its charge. */
const recentDays = 60
/** Some ten decisions a day for four hundred days: nobody makes more. */
const mostCompared = 5000

/**
 * The protected decisions that a text could reach: those of the people it is about, those of a contact, and those that
 * ids name (of decisions, contacts or ledger entries). Never the writer's own: one may say of oneself what one likes.
 */
export async function listProtected(
  { tx, now }: Work,
  input: {
    authorId: string
    aboutIds: readonly string[]
    contactId: string | null
    decisionId: string | null
    ids: readonly string[]
  },
): Promise<ProtectedRow[]> {
  const ids = [...input.ids, ...(input.decisionId ? [input.decisionId] : [])]
  const contacts = [...input.ids, ...(input.contactId ? [input.contactId] : [])]
  const since = new Date(now.getTime() - comparedDays * dayMs)
  const { rows } = await sql<{
    client_id: string
    team_id: string
    agent_id: string
    id: string
    contact_id: string
    amount_minor: number
    currency: string
    at: Date
    entry_id: string | null
    hash: string | null
    customer_name: string
    agent_name: string
  }>`
    select d.client_id, d.team_id, d.agent_id, d.id, d.contact_id, d.amount_minor, d.currency, d.at,
      de.entry_id, e.hash, cu.name as customer_name, p.name as agent_name
    from decision d
    join customer cu on cu.client_id = d.client_id and cu.id = d.customer_id
    join person p on p.id = d.agent_id
    left join decision_entry de on de.client_id = d.client_id and de.decision_id = d.id
    left join ledger_entry e on e.client_id = de.client_id and e.id = de.entry_id
    where d.guaranteed and d.agent_id <> ${input.authorId} and (d.client_id, d.id) in (
      select client_id, id from decision where agent_id = any (${input.aboutIds}::uuid[]) and at > ${since}
      union select client_id, id from decision where id = any (${ids}::uuid[])
      union select client_id, id from decision where contact_id = any (${contacts}::uuid[])
      union select client_id, decision_id from decision_entry where entry_id = any (${ids}::uuid[]))
    order by d.at desc, d.id limit ${mostCompared}`.execute(tx)
  return rows.map((row) => ({
    clientId: row.client_id,
    teamId: row.team_id,
    agentId: row.agent_id,
    id: row.id,
    contactId: row.contact_id,
    amount: { minor: row.amount_minor, currency: row.currency },
    recent: now.getTime() - row.at.getTime() < recentDays * dayMs,
    entryId: row.entry_id,
    entryHash: row.hash,
    customerName: row.customer_name,
    agentName: row.agent_name,
  }))
}
