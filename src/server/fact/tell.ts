import type { ToldFact } from '../../contract/fact.ts'
import type { Money } from '../../contract/route.ts'
import type { CustomFact, Facts } from '../../core/mandate/condition.ts'
import { findToldFault, listTellable, mergeTold, type ToldValue } from '../../core/mandate/tell.ts'
import { findContactForAgent } from '../decision/store.ts'
import { recordEntries } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { listDeclaredFacts, listTold } from './store.ts'

type Told = Readonly<Record<string, ToldValue | null>>

/**
 * An agent tells what they know of a matter, so that what the mandate asks for is known. The decision that follows
 * is weighed on it; that it was told, and by whom, stays.
 * @throws Problem not_found, contact_closed, not_yours, no_mandate, fact_unknown, invalid_input
 */
export async function tellOfContact(
  work: Work,
  actor: Actor,
  { contactId, facts }: { contactId: string; facts: Told },
): Promise<ToldFact[]> {
  const contact = found(await findContactForAgent(work.tx, contactId, actor.workTeamIds))
  if (contact.state === 'closed') throw new Problem('contact_closed')
  if (contact.agent_id !== actor.personId) throw new Problem('not_yours')
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')
  refuseFaults(facts, mandate.document.facts ?? [])
  const place = { clientId: contact.client_id, customerId: contact.customer_id, contactId: contact.id }
  // The row orders those who tell at once, so that neither's fact is lost.
  const row = await work.tx
    .selectFrom('contact')
    .select('facts')
    .where('client_id', '=', place.clientId)
    .where('id', '=', contact.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await work.tx
    .updateTable('contact')
    .set({ facts: JSON.stringify(mergeTold(row.facts as Facts, facts)) })
    .where('client_id', '=', place.clientId)
    .where('id', '=', contact.id)
    .execute()
  await keepTold(work, actor, place, facts, 'agent')
  work.publish({
    topic: 'contact',
    id: contact.id,
    clientId: contact.client_id,
    teamId: contact.team_id,
  })
  return listTold(work, actor, place)
}

/** What the client's own systems know of a customer. @throws Problem not_found, fact_unknown, invalid_input */
export async function tellOfCustomer(
  work: Work,
  actor: Actor,
  input: {
    customerId: string
    since?: string | null | undefined
    value?: Money | null | undefined
    facts: Told
  },
): Promise<ToldFact[]> {
  const { since, value, facts } = input
  const customer = found(
    await work.tx
      .selectFrom('customer')
      .select(['client_id', 'id', 'facts'])
      .where('id', '=', input.customerId)
      .forUpdate()
      .executeTakeFirst(),
  )
  const { client_id: clientId, id: customerId } = customer
  refuseFaults(facts, await listDeclaredFacts(work.tx, clientId))
  if (since && since > work.now.toISOString().slice(0, 10))
    throw new Problem('invalid_input', undefined, [{ path: 'body.since', message: 'it lies in the future' }])
  await work.tx
    .updateTable('customer')
    .set({
      facts: JSON.stringify(mergeTold(customer.facts as Facts, facts)),
      ...(since === undefined ? {} : { since }),
      ...(value === undefined ? {} : valueColumns(value, work.now)),
    })
    .where('client_id', '=', clientId)
    .where('id', '=', customerId)
    .execute()
  await keepTold(work, actor, { clientId, customerId, contactId: null }, facts, 'client_file')
  return listTold(work, actor, { clientId, customerId, contactId: null })
}

/** A value counts only with its source and date; its interval is not known here. */
function valueColumns(value: Money | null, now: Date) {
  return {
    value_minor: value?.minor ?? null,
    value_currency: value?.currency ?? null,
    value_source: value ? 'client_file' : null,
    value_at: value ? now : null,
    value_low_minor: null,
    value_high_minor: null,
  }
}

/** What was told stays, with who told it; the ledger has the name of the fact, and a hash of what it was. */
async function keepTold(
  work: Work,
  actor: Actor,
  place: { clientId: string; customerId: string; contactId: string | null },
  facts: Told,
  source: 'agent' | 'client_file',
): Promise<void> {
  const told = Object.entries(facts)
  if (told.length === 0) return
  await work.tx
    .insertInto('fact_told')
    .values(
      told.map(([name, value]) => ({
        client_id: place.clientId,
        customer_id: place.customerId,
        contact_id: place.contactId,
        name,
        value: value === null ? null : JSON.stringify(value),
        source,
        person_id: actor.personId,
        at: work.now,
      })),
    )
    .execute()
  await recordEntries(
    work,
    told.map(([name, value]) => ({
      clientId: place.clientId,
      kind: 'fact.told' as const,
      actor: actor.personId,
      facts: { customer: place.customerId, contact: place.contactId, fact: name, source },
      texts: { value: JSON.stringify(value) },
    })),
  )
}

const expected = {
  not_a_whole_number: 'a whole number is needed',
  not_a_code: 'a short code is needed: letters, digits, dot, dash or underscore, at most 40',
  not_yes_or_no: 'true or false is needed',
}

function refuseFaults(facts: Told, custom: readonly CustomFact[]): void {
  const errors: { path: string; message: string }[] = []
  let unknown = false
  for (const [name, value] of Object.entries(facts)) {
    // What is forgotten must be a fact that could have been told.
    const fault = findToldFault(name, value ?? '', custom)
    if (fault === null || (value === null && fault !== 'unknown_fact')) continue
    if (fault === 'unknown_fact') {
      unknown = true
      const names = listTellable(custom).map((fact) => fact.name)
      errors.push({ path: `body.facts.${name}`, message: `can be told: ${names.join(', ')}` })
    } else errors.push({ path: `body.facts.${name}`, message: expected[fault] })
  }
  if (errors.length > 0) throw new Problem(unknown ? 'fact_unknown' : 'invalid_input', undefined, errors)
}
