import { CompiledQuery, sql } from 'kysely'
import type { Decision, Refusal } from '../../contract/decision.ts'
import type { Language } from '../../contract/route.ts'
import { type CounterKey, counterKey } from '../../core/mandate/evaluate.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { type DecisionRow, presentDecision } from './present.ts'

/** What a decision needs to know of its contact. */
export type ContactForDecision = {
  client_id: string
  id: string
  team_id: string
  customer_id: string
  agent_id: string | null
  state: string
  language: Language
  subject: string
  slug: string
  client_name: string
  currency: string
  customer_name: string
  customer_email: string | null
  channel: string
  touchpoint: string
  /** facts that the client's systems told about the contact, and about the customer */
  facts: Record<string, unknown>
  customer_facts: Record<string, unknown>
  since: string | null
  value_minor: number | null
  value_currency: string | null
}

/** What is selected for it. */
export const contactForDecision = `ct.client_id, ct.id, ct.team_id, ct.customer_id, ct.agent_id, ct.state, ct.language,
    ct.subject, cl.slug, cl.name as client_name, cu.currency, cu.name as customer_name, cu.email as customer_email,
    ct.channel, ct.touchpoint, ct.facts, cu.facts as customer_facts, cu.since, cu.value_minor, cu.value_currency`
export const fromContact = `from contact ct join client cl on cl.id = ct.client_id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id`

/** A contact of these teams; undefined when there is none, or it is somebody else's business. */
export async function findContactForAgent(
  tx: Tx,
  contactId: string,
  teamIds: readonly string[],
): Promise<ContactForDecision | undefined> {
  const { rows } = await sql<ContactForDecision>`
    select ${sql.raw(contactForDecision)} ${sql.raw(fromContact)}
    where ct.id = ${contactId} and ct.team_id = any (${teamIds}::uuid[])`.execute(tx)
  return rows[0]
}

/**
 * Locks the counters a decision must add to, making those that are not there yet, and reads them. All writers
 * lock in the same order (that of `countersOf`: agent, customer, team), so that they wait for one another instead
 * of dying. A team's counter is a hot row: it is there only for a power whose mandate names a team limit, and
 * comes last, to be held for the shortest time.
 */
export async function lockCounters(
  tx: Tx,
  clientId: string,
  subjects: Record<CounterKey['scope'], string>,
  keys: readonly CounterKey[],
): Promise<Record<string, number>> {
  if (keys.length === 0) return {}
  const { rows } = await tx.executeQuery<LockedCounter>(
    CompiledQuery.raw(lockText, [
      clientId,
      keys.map(({ scope }) => scope),
      keys.map(({ scope }) => subjects[scope]),
      keys.map(({ power }) => power),
      keys.map(({ measure }) => measure),
      keys.map(({ window }) => window),
      keys.map(({ windowStart }) => windowStart),
    ]),
  )
  return Object.fromEntries(
    rows.map((row) => [counterKey({ ...row, windowStart: row.window_start }), row.used]),
  )
}

type LockedCounter = Omit<CounterKey, 'windowStart'> & { window_start: string; used: number }

/** `unnest` gives the keys in their order, and `on conflict` finds each by its key, however many a client has. */
const lockText = `
  insert into budget (client_id, scope, subject_id, power, measure, "window", window_start, used)
  select $1, *, 0 from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[])
  on conflict (client_id, subject_id, scope, power, measure, "window", window_start) do update set used = budget.used
  returning scope, power, measure, "window", window_start, used`

const columns = sql`
  d.client_id, d.id, d.contact_id, d.power, d.amount_minor, d.currency, d.days, d.reason, d.basis, d.agent_id,
  d.team_id, d.guaranteed, d.at, d.checks, d.facts, d.conditions, d.corrects,
  exists (select 1 from fulfilment_refusal r join decision x on x.client_id = r.client_id and x.id = r.decision_id
    where r.client_id = d.client_id and coalesce(x.corrects, x.id) = coalesce(d.corrects, d.id)) as refused,
  m.number as mandate_number, cu.name as customer_name, p.name as agent_name,
  f.state as fulfilment
  from decision d
  join customer cu on cu.client_id = d.client_id and cu.id = d.customer_id
  left join mandate m on m.client_id = d.client_id and m.id = d.mandate_id
  left join person p on p.id = d.agent_id
  left join fulfilment f on f.client_id = d.client_id and f.decision_id = d.id`

/**
 * Decisions a reader may see, newest first: their own, those of teams they coach or manage, those of clients
 * they represent, and all of the operator's for a sponsor.
 */
export async function listDecisions(
  work: Work,
  actor: Actor,
  options: { power?: string; clientId?: string; beforeAt?: Date; beforeId?: string; limit: number },
): Promise<DecisionRow[]> {
  const { power, clientId, beforeAt, beforeId } = options
  const { rows } = await sql<DecisionRow>`
    select ${columns}
    where ${visibleTo(actor)}
      and (${clientId ?? null}::uuid is null or d.client_id = ${clientId ?? null}::uuid)
      and (${power ?? null}::text is null or d.power = ${power ?? null}::text)
      and (${beforeAt ?? null}::timestamptz is null
           or (date_trunc('milliseconds', d.at), d.id) < (${beforeAt ?? null}::timestamptz, ${beforeId ?? null}::uuid))
    order by date_trunc('milliseconds', d.at) desc, d.id desc limit ${options.limit}`.execute(work.tx)
  return rows
}

export async function findDecision(
  work: Work,
  actor: Actor,
  decisionId: string,
): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${columns} where ${visibleTo(actor)} and d.id = ${decisionId}`.execute(work.tx)
  return rows[0]
}

/** The decisions of a contact the reader already may see, oldest first. */
export async function listDecisionsOfContact(
  work: Work,
  contactId: string,
  actor: Actor,
): Promise<Decision[]> {
  const { rows } = await sql<DecisionRow>`
    select ${columns} where d.contact_id = ${contactId} order by d.at, d.id limit 200`.execute(work.tx)
  return rows.map((row) => presentDecision(row, actor))
}

/** The decision with those that it adds to or that add to it, oldest first, for a reader who sees one of them. */
export async function listChain(work: Work, row: DecisionRow, actor: Actor): Promise<Decision[]> {
  const first = row.corrects ?? row.id
  const { rows } = await sql<DecisionRow>`
    select ${columns} where d.client_id = ${row.client_id} and (d.id = ${first} or d.corrects = ${first})
    order by d.corrects is not null, d.at, d.id limit 200`.execute(work.tx)
  return rows.map((one) => presentDecision(one, actor))
}

/** Of a decision's chain, oldest first. */
export async function listRefusals(work: Work, clientId: string, decisionIds: string[]): Promise<Refusal[]> {
  const rows = await work.tx
    .selectFrom('fulfilment_refusal')
    .select(['decision_id', 'reason', 'person_id', 'at'])
    .where('client_id', '=', clientId)
    .where('decision_id', 'in', decisionIds)
    .orderBy('at')
    .execute()
  return rows.map(({ decision_id, reason, person_id, at }) => ({
    decisionId: decision_id,
    reason,
    by: person_id === null ? 'system' : 'representative',
    at: at.toISOString(),
  }))
}

/** The entry that tells a decision, and its place once it has one. */
export async function findDecisionEntry(work: Work, clientId: string, decisionId: string) {
  const { rows } = await sql<{ id: string; hash: string; seq: number | null; sealed: boolean }>`
    select e.id, e.hash, p.seq,
      coalesce(p.seq <= (select max(s.size) from ledger_seal s where s.client_id = de.client_id), false) as sealed
    from decision_entry de
    join ledger_entry e on e.client_id = de.client_id and e.id = de.entry_id
    left join ledger_position p on p.client_id = e.client_id and p.entry_id = e.id
    where de.client_id = ${clientId} and de.decision_id = ${decisionId}`.execute(work.tx)
  return rows[0] ?? null
}

function visibleTo(actor: Actor) {
  const teams = actor.roles.includes('manager') ? actor.teamIds : actor.coachTeamIds
  const represented = actor.assignments.flatMap(({ role, clientId }) =>
    role === 'client_representative' && clientId ? [clientId] : [],
  )
  return sql`(d.agent_id = ${actor.personId} or d.team_id = any (${teams}::uuid[])
    or d.client_id = any (${represented}::uuid[]) or ${actor.roles.includes('sponsor')})`
}
