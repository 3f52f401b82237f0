import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import type { CustomerRow } from './present.ts'
import { findCustomer, findCustomerByEmail, insertCustomer } from './store.ts'

/**
 * Adds a customer to a client that the actor works for.
 * @throws Problem not_found, invalid_input, already_exists when the client has a customer with this address:
 *   two of one person would split their value, and double what may be decided for them
 */
export async function createCustomer(
  work: Work,
  actor: Actor,
  input: {
    clientId: string
    name: string
    language: Language
    currency: string
    email?: string | undefined
    phone?: string | undefined
  },
): Promise<CustomerRow> {
  const client = found(
    await work.tx
      .selectFrom('team')
      .innerJoin('client', 'client.id', 'team.client_id')
      .select('client.currencies')
      .where('team.client_id', '=', input.clientId)
      .where(sql<boolean>`team.id = any (${actor.workTeamIds}::uuid[])`)
      .executeTakeFirst(),
  )
  if (!client.currencies.includes(input.currency))
    throw new Problem('invalid_input', undefined, [
      { path: 'body.currency', message: "not one of the client's currencies" },
    ])
  if (input.email !== undefined) {
    await lockAddress(work, input.clientId, input.email)
    if (await findCustomerByEmail(work, input.clientId, input.email)) throw new Problem('already_exists')
  }
  const customer = await findCustomer(work, await insertCustomer(work, input))
  invariant(customer, 'a customer just added is there')
  return customer
}

/**
 * The customer who writes on the public page: the one with this address, or a new one. An existing one is left
 * exactly as it is, because nobody has proved to be that person.
 */
export async function findOrCreateCustomer(
  work: Work,
  input: { clientId: string; name: string; language: Language; currency: string; email?: string | undefined },
): Promise<string> {
  if (input.email === undefined) return insertCustomer(work, input)
  await lockAddress(work, input.clientId, input.email)
  const existing = await findCustomerByEmail(work, input.clientId, input.email)
  return existing?.id ?? insertCustomer(work, input)
}

/** Two who add the same address at once wait for one another. */
export async function lockAddress({ tx }: Work, clientId: string, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${clientId} ${email.toLowerCase()}`}, 0))`.execute(
    tx,
  )
}
