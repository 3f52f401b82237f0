import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { MappedRow } from '../../core/import/map-row.ts'
import type { Tx } from '../platform/db.ts'
import type {
  Contact,
  ContactEvent,
  Customer,
  Decision,
  Doubt,
  FactTold,
  Message,
  Rating,
} from '../platform/schema.ts'

type Place = { clientId: string; teamId: string; source: string }

/** Which of these rows are in already. */
export async function findKnown(tx: Tx, { clientId, source }: Place, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('contact')
    .select('source_id')
    .where('client_id', '=', clientId)
    .where('source', '=', source)
    .where('source_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => row.source_id!))
}

/** Adds the customers that are not there yet. @returns the id of each by its id in the source */
export async function insertCustomers(tx: Tx, place: Place, rows: MappedRow[]): Promise<Map<string, string>> {
  const { clientId, source } = place
  const values = rows.map(
    ({ customer }): Insertable<Customer> => ({
      client_id: clientId,
      source,
      source_id: customer.sourceId,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      city: customer.city,
      language: customer.language,
      currency: customer.currency,
      since: customer.since,
      facts: JSON.stringify(customer.facts),
      ...(customer.value && {
        value_minor: customer.value.minor,
        value_currency: customer.value.currency,
        value_source: 'import',
        value_at: new Date(customer.value.at),
      }),
    }),
  )
  const nothingKnown = { value_minor: null, value_currency: null, value_source: null, value_at: null }
  await tx
    .insertInto('customer')
    .values(values.map((value) => ({ ...nothingKnown, ...value })))
    .onConflict((conflict) => conflict.columns(['client_id', 'source', 'source_id']).doNothing())
    .execute()
  const found = await tx
    .selectFrom('customer')
    .select(['id', 'source_id'])
    .where('client_id', '=', clientId)
    .where('source', '=', source)
    .where('source_id', 'in', [...new Set(rows.map((row) => row.customer.sourceId))])
    .execute()
  return new Map(found.map((row) => [row.source_id!, row.id]))
}

/** Adds the contacts that are not there yet. @returns the id of each that was added, by its id in the source */
export async function insertContacts(
  tx: Tx,
  { clientId, teamId, source }: Place,
  rows: MappedRow[],
  customers: Map<string, string>,
): Promise<Map<string, string>> {
  const added = await tx
    .insertInto('contact')
    .values(
      rows.map(
        ({ sourceId, customer, contact, closure }): Insertable<Contact> => ({
          client_id: clientId,
          team_id: teamId,
          customer_id: customers.get(customer.sourceId)!,
          channel: 'import',
          ...{ language: contact.language, touchpoint: contact.touchpoint, subject: contact.subject },
          facts: JSON.stringify(contact.facts),
          state: closure ? 'closed' : 'waiting',
          closure: closure?.as ?? null,
          closed_at: closure ? new Date(closure.at) : null,
          opened_at: new Date(contact.openedAt),
          waiting_since: new Date(contact.openedAt),
          ...{ source, source_id: sourceId },
        }),
      ),
    )
    .onConflict((conflict) => conflict.columns(['client_id', 'source', 'source_id']).doNothing())
    .returning(['id', 'source_id'])
    .execute()
  return new Map(added.map((row) => [row.source_id!, row.id]))
}

/** What belongs to new contacts: messages, doubts, events, decisions, ratings. */
export async function insertParts(
  tx: Tx,
  { clientId: client_id, teamId: team_id, source }: Place,
  rows: (MappedRow & { contactId: string; customerId: string })[],
): Promise<void> {
  const messages: Insertable<Message>[] = []
  const doubts: Insertable<Doubt>[] = []
  const events: Insertable<ContactEvent>[] = []
  const decisions: Insertable<Decision>[] = []
  const ratings: Insertable<Rating>[] = []
  const told: Insertable<FactTold>[] = []
  for (const row of rows) {
    const { contactId: contact_id, sourceId, decision, closure, rating } = row
    row.messages.forEach(({ kind, text, at }, index) => {
      const source_id = `${sourceId}#${index + 1}`
      messages.push({ client_id, contact_id, kind, text, at: new Date(at), source, source_id })
    })
    row.doubts.forEach((doubt, position) => {
      doubts.push({
        ...{ client_id, contact_id, position },
        question: doubt.question,
        answer: doubt.answer,
        answered: doubt.answer !== null && !doubt.unclear,
        answered_at: doubt.answeredAt === null ? null : new Date(doubt.answeredAt),
        state: doubt.clearedAt === null ? 'open' : 'cleared',
        unclear_because: doubt.unclearBecause,
        cleared_at: doubt.clearedAt === null ? null : new Date(doubt.clearedAt),
        created_at: new Date(row.contact.openedAt),
      })
    })
    for (const [about, facts] of [
      [contact_id, row.contact.facts],
      [null, row.customer.facts],
    ] as const)
      for (const [name, value] of Object.entries(facts))
        told.push({
          ...{ client_id, customer_id: row.customerId, contact_id: about, name, source: 'import' },
          value: JSON.stringify(value),
          at: new Date(row.contact.openedAt),
        })
    if (closure) {
      const kind = closure.as === 'confirmed' ? 'closed_confirmed' : 'closed_unconfirmed'
      events.push({ client_id, contact_id, kind, at: new Date(closure.at) })
    }
    if (decision)
      decisions.push({
        ...{ client_id, id: randomUUID(), contact_id, customer_id: row.customerId, team_id },
        ...{ agent_id: null, mandate_id: null, basis: 'imported', guaranteed: false, checks: '[]' },
        power: decision.power,
        amount_minor: decision.amountMinor,
        currency: decision.currency,
        days: decision.days,
        reason: decision.reason,
        at: new Date(decision.at),
        ...{ source, source_id: sourceId },
      })
    if (rating)
      ratings.push({ client_id, contact_id, ...rating, at: new Date(rating.at), source, source_id: sourceId })
  }
  // PostgreSQL takes 65,535 parameters in a statement: 3,000 rows of the widest table here stay below it.
  for (const part of parts(messages)) await tx.insertInto('message').values(part).execute()
  for (const part of parts(doubts)) await tx.insertInto('doubt').values(part).execute()
  for (const part of parts(events)) await tx.insertInto('contact_event').values(part).execute()
  for (const part of parts(decisions)) await tx.insertInto('decision').values(part).execute()
  for (const part of parts(told)) await tx.insertInto('fact_told').values(part).execute()
  for (const part of parts(ratings)) await tx.insertInto('rating').values(part).execute()
}

function* parts<T>(rows: T[], size = 3000): Generator<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}
