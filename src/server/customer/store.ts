import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { pastContact, pastDecision, pastDecline } from '../../contract/customer.ts'
import { openedFor } from '../contact/present.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { CustomerRow } from './present.ts'

/** Newest of each, as the contract says. */
const shownPast = 50

const columns = sql`cu.client_id, cu.id, cu.name, cu.email, cu.phone, cu.city, cu.language, cu.currency, cu.since,
  cu.value_minor, cu.value_low_minor, cu.value_high_minor, cu.value_currency, cu.value_source, cu.value_at`

export async function findCustomer({ tx }: Work, customerId: string): Promise<CustomerRow | undefined> {
  const { rows } = await sql<CustomerRow>`
    select ${columns} from customer cu where cu.id = ${customerId}`.execute(tx)
  return rows[0]
}

/** A customer of a client that the actor's teams serve. */
export async function findServedCustomer(
  { tx }: Work,
  actor: Actor,
  customerId: string,
): Promise<CustomerRow | undefined> {
  const { rows } = await sql<CustomerRow>`
    select ${columns} from customer cu where cu.id = ${customerId} and ${servedBy(actor)}`.execute(tx)
  return rows[0]
}

/** The oldest customer of a client with this address, whatever its case. */
export async function findCustomerByEmail(
  { tx }: Work,
  clientId: string,
  email: string,
): Promise<CustomerRow | undefined> {
  const { rows } = await sql<CustomerRow>`
    select ${columns} from customer cu
    where cu.client_id = ${clientId} and lower(cu.email) = lower(${email})
    order by cu.created_at, cu.id limit 1`.execute(tx)
  return rows[0]
}

/** By name; `afterId` is the last customer of the page before. */
export async function listCustomers(
  { tx }: Work,
  actor: Actor,
  options: {
    clientId?: string | undefined
    search?: string | undefined
    afterId: string | null
    limit: number
  },
): Promise<CustomerRow[]> {
  const { clientId, afterId } = options
  const { rows } = await sql<CustomerRow>`
    select ${columns} from customer cu
    where ${servedBy(actor)}
      and (${clientId ?? null}::uuid is null or cu.client_id = ${clientId ?? null}::uuid)
      and ${matches(options.search)}
      and (${afterId}::uuid is null
           or (cu.name, cu.id) > (select l.name, l.id from customer l where l.id = ${afterId}::uuid))
    order by cu.name, cu.id limit ${options.limit}`.execute(tx)
  return rows
}

export async function insertCustomer(
  { tx, now }: Work,
  customer: {
    clientId: string
    name: string
    language: string
    currency: string
    email?: string | undefined
    phone?: string | undefined
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('customer')
    .values({
      client_id: customer.clientId,
      name: customer.name,
      language: customer.language,
      currency: customer.currency,
      email: customer.email ?? null,
      phone: customer.phone ?? null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Past contacts in the actor's teams, newest first. */
export async function listPastContacts(
  { tx }: Work,
  actor: Actor,
  customer: CustomerRow,
): Promise<z.output<typeof pastContact>[]> {
  const rows = await tx
    .selectFrom('contact as ct')
    .innerJoin('team as t', 't.id', 'ct.team_id')
    .innerJoin('site as s', 's.id', 't.site_id')
    .select([
      'ct.id',
      'ct.subject',
      'ct.touchpoint',
      'ct.opened_at',
      'ct.opened_by',
      'ct.state',
      'ct.closure',
    ])
    .select('s.time_zone')
    .where('ct.client_id', '=', customer.client_id)
    .where('ct.customer_id', '=', customer.id)
    .where(sql<SqlBool>`ct.team_id = any (${actor.teamIds}::uuid[])`)
    .orderBy('ct.opened_at', 'desc')
    .orderBy('ct.id', 'desc')
    .limit(shownPast)
    .execute()
  return rows.map(
    ({ opened_at, opened_by, time_zone, ...row }) =>
      ({
        ...row,
        ...openedFor({ opened_at, opened_by, time_zone }, actor),
      }) as z.output<typeof pastContact>,
  )
}

export async function listPastDecisions(
  { tx }: Work,
  actor: Actor,
  customer: CustomerRow,
): Promise<z.output<typeof pastDecision>[]> {
  const rows = await tx
    .selectFrom('decision')
    .select(['id', 'contact_id', 'power', 'amount_minor', 'currency', 'days', 'reason', 'at'])
    .where('client_id', '=', customer.client_id)
    .where('customer_id', '=', customer.id)
    .where(sql<SqlBool>`team_id = any (${actor.teamIds}::uuid[])`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(shownPast)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    power: row.power,
    amount: { minor: row.amount_minor, currency: row.currency },
    days: row.days,
    reason: row.reason,
    at: row.at.toISOString(),
  }))
}

/** Declined support requests with the reason that was given: the customer's record keeps it (law 2). */
export async function listPastDeclines(
  { tx }: Work,
  actor: Actor,
  customer: CustomerRow,
): Promise<z.output<typeof pastDecline>[]> {
  const rows = await tx
    .selectFrom('support_request as s')
    .innerJoin('contact as ct', (join) =>
      join.onRef('ct.client_id', '=', 's.client_id').onRef('ct.id', '=', 's.contact_id'),
    )
    .select(['s.id', 's.contact_id', 's.power', 's.answer', 's.answered_at'])
    .where('s.client_id', '=', customer.client_id)
    .where('ct.customer_id', '=', customer.id)
    .where(sql<SqlBool>`s.team_id = any (${actor.teamIds}::uuid[])`)
    .where('s.state', '=', 'declined')
    .orderBy('s.answered_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(shownPast)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    power: row.power,
    reason: row.answer ?? '',
    at: row.answered_at!.toISOString(),
  }))
}

/** Customers of the clients that the actor's teams serve: a sponsor's reach over all clients is not a reader's. */
function servedBy(actor: Actor) {
  return sql<SqlBool>`cu.client_id in (select t.client_id from team t where t.id = any (${actor.teamIds}::uuid[]))`
}

function matches(search: string | undefined) {
  const wanted = search?.trim()
  if (!wanted) return sql<SqlBool>`true`
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
  return sql<SqlBool>`(cu.name ilike ${pattern} or cu.email ilike ${pattern} or cu.phone ilike ${pattern})`
}
