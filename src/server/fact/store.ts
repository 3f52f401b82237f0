import { sql } from 'kysely'
import type { ToldFact } from '../../contract/fact.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import { exactly, toTheDay } from '../contact/told.ts'
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

/**
 * What was told of a customer and, where it is named, of one of their contacts: the newest of each. When another of
 * us noted it at the desk is told by the day of the site.
 */
export async function listTold(
  { tx }: Work,
  reader: { personId: string },
  of: { clientId: string; customerId: string; contactId: string | null },
): Promise<ToldFact[]> {
  const { rows } = await sql<ToldRow>`
    select name, value, about, source, at, person_id, time_zone from (
      select distinct on (f.name, f.contact_id) f.name, f.value, f.source, f.at, f.person_id, s.time_zone,
        case when f.contact_id is null then 'customer' else 'contact' end as about
      from fact_told f
      left join contact ct on ct.client_id = f.client_id and ct.id = f.contact_id
      left join team t on t.client_id = ct.client_id and t.id = ct.team_id
      left join site s on s.id = t.site_id
      where f.client_id = ${of.clientId} and f.customer_id = ${of.customerId}
        and (f.contact_id is null or f.contact_id = ${of.contactId}::uuid)
      order by f.name, f.contact_id, f.arrival desc) newest
    where value is not null order by name, about limit 200`.execute(tx)
  return rows.map(({ name, value, about, source, ...row }) => {
    const veiled = source === 'agent' && row.time_zone !== null && row.person_id !== reader.personId
    const told = veiled ? toTheDay(row.at, row.time_zone!) : exactly(row.at)
    return { name, value, about, source, ...told }
  })
}

type ToldRow = Omit<ToldFact, 'at' | 'day'> & { at: Date; person_id: string | null; time_zone: string | null }
