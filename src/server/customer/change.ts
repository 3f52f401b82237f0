import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { lockAddress } from './create.ts'
import type { CustomerRow } from './present.ts'
import { findCustomer, findCustomerByEmail, findServedCustomer } from './store.ts'

/**
 * Corrects how a customer is called or reached. Their screens hear of it, and so do the contacts under way.
 * @throws Problem not_found, already_exists when another customer of the client has this address
 */
export async function changeCustomer(
  work: Work,
  actor: Actor,
  customerId: string,
  change: { name?: string; language?: Language; email?: string; phone?: string },
): Promise<CustomerRow> {
  const customer = found(await findServedCustomer(work, actor, customerId))
  if (change.email !== undefined) {
    await lockAddress(work, customer.client_id, change.email)
    const same = await findCustomerByEmail(work, customer.client_id, change.email)
    if (same && same.id !== customer.id) throw new Problem('already_exists')
  }
  const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (Object.keys(fields).length > 0)
    await work.tx
      .updateTable('customer')
      .set(fields)
      .where('client_id', '=', customer.client_id)
      .where('id', '=', customer.id)
      .execute()
  await publishContactsOf(work, customer)
  const changed = await findCustomer(work, customer.id)
  invariant(changed, 'a customer just changed is there')
  return changed
}

async function publishContactsOf(work: Work, customer: CustomerRow): Promise<void> {
  const { rows } = await sql<{ id: string; team_id: string }>`
    select id, team_id from contact
    where client_id = ${customer.client_id} and customer_id = ${customer.id} and state <> 'closed' limit 20`.execute(
    work.tx,
  )
  for (const { id, team_id } of rows)
    work.publish({ topic: 'contact', id, clientId: customer.client_id, teamId: team_id })
}
