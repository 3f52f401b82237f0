import { sql } from 'kysely'
import type { ToldFact } from '../../contract/fact.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import type { Tx, Work } from '../platform/db.ts'

/** The facts of the client's own that its mandates declare; of two types for one name the newest version's. */
export async function listDeclaredFacts(tx: Tx, clientId: string): Promise<CustomFact[]> {
  const { rows } = await sql<CustomFact>`
    select distinct on (f ->> 'name') f ->> 'name' as name, f ->> 'type' as type
    from mandate m, jsonb_array_elements(m.document -> 'facts') f
    where m.client_id = ${clientId} and jsonb_typeof(m.document -> 'facts') = 'array'
    order by f ->> 'name', m.number desc limit 200`.execute(tx)
  return rows
}

/** What was told of a customer and, where it is named, of one of their contacts: the newest of each. */
export async function listTold(
  { tx }: Work,
  of: { clientId: string; customerId: string; contactId: string | null },
): Promise<ToldFact[]> {
  const { rows } = await sql<Omit<ToldFact, 'at'> & { at: Date }>`
    select name, value, about, source, at from (
      select distinct on (name, contact_id) name, value, source, at,
        case when contact_id is null then 'customer' else 'contact' end as about
      from fact_told
      where client_id = ${of.clientId} and customer_id = ${of.customerId}
        and (contact_id is null or contact_id = ${of.contactId}::uuid)
      order by name, contact_id, arrival desc) newest
    where value is not null order by name, about limit 200`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
