import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import { hashToken } from '../contact/link.ts'
import type { Database, Work } from '../platform/db.ts'

/** What anybody may know of a client. */
export type OpenClient = {
  id: string
  slug: string
  name: string
  languages: Language[]
  currencies: string[]
  touchpoints: string[]
}

export async function findClientBySlug(db: Database, slug: string): Promise<OpenClient | undefined> {
  const { rows } = await sql<OpenClient>`select * from find_client_by_slug(${slug})`.execute(db.kysely)
  return rows[0]
}

const token = /^[A-Za-z0-9_-]{43}$/
export function isToken(text: string): boolean {
  return token.test(text)
}

/** The contact behind a private link of this client. */
export async function findLinkedContact(
  db: Database,
  client: OpenClient,
  wanted: string,
): Promise<string | undefined> {
  if (!isToken(wanted)) return undefined
  const { rows } = await sql<{ client_id: string; contact_id: string }>`
    select * from find_link(${hashToken(wanted)})`.execute(db.kysely)
  return rows.find((row) => row.client_id === client.id)?.contact_id
}

export type ToldDecision = {
  id: string
  power: string
  amount_minor: number
  currency: string
  days: number | null
  at: Date
  /** whether its receipt can be had: some seconds after it was made */
  sealed: boolean
}

/** What was decided for the customer in this contact: no names, no reasons, no limits. */
export async function listToldDecisions(
  { tx }: Work,
  clientId: string,
  contactId: string,
): Promise<ToldDecision[]> {
  return tx
    .selectFrom('decision as d')
    .select(['d.id', 'd.power', 'd.amount_minor', 'd.currency', 'd.days', 'd.at'])
    .select(
      sql<boolean>`exists (
        select 1 from decision_entry de
        join ledger_position p on p.client_id = de.client_id and p.entry_id = de.entry_id
        where de.client_id = d.client_id and de.decision_id = d.id
          and p.seq <= (select max(s.size) from ledger_seal s where s.client_id = d.client_id))`.as('sealed'),
    )
    .where('d.client_id', '=', clientId)
    .where('d.contact_id', '=', contactId)
    .orderBy('d.at')
    .orderBy('d.id')
    .limit(200)
    .execute()
}

/** The words a contact was opened with. */
export async function findFirstWords(
  { tx }: Work,
  clientId: string,
  contactId: string,
): Promise<string | undefined> {
  const first = await tx
    .selectFrom('message')
    .select('text')
    .where('client_id', '=', clientId)
    .where('contact_id', '=', contactId)
    .where('kind', '=', 'customer')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.text
}
