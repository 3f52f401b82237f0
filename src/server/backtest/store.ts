import { sql } from 'kysely'
import type { Facts } from '../../core/mandate/condition.ts'
import type { Level, MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import type { OverlayInForce } from '../../core/mandate/overlay.ts'
import type { Tx } from '../platform/db.ts'

/** Something that was asked for in the past: a decision, or a request for a lift that led to none. */
export type PastAsk = {
  kind: 'decision' | 'lift'
  id: string
  at: Date
  contact_id: string
  customer_id: string
  /** null for imported history, which does not tell */
  agent_id: string | null
  team_id: string
  mandate_id: string | null
  power: PowerKind
  amount_minor: number
  currency: string
  days: number | null
  /** a decision's basis, or how the request stands */
  outcome: string
  /** with this power: as it was written down, or else as it is today */
  agent_level: Level
  /** everything known then; null where it was not written down yet */
  known: Facts | null
  /** what the verdict then hung on; null for requests, whose `known` has it */
  facts: Facts | null
  // as they are today, for what was not written down
  touchpoint: string
  channel: string
  language: string
  told: Record<string, unknown>
  customer_told: Record<string, unknown>
  since: string | null
  value_minor: number | null
  value_currency: string | null
  customer_currency: string
  refunds: number
  refunds_minor: Record<string, number>
  // what that customer did next
  reopened: boolean
  closure: 'confirmed' | 'unconfirmed' | null
  csat: number | null
  back: boolean
}

/** Rows fetched at once: some megabytes, whatever the history's length. */
const batchRows = 2000

/**
 * The `newest` asks of these teams in order of time, from a cursor: one snapshot, and no more in memory than a batch.
 * What was given on top later counts with the decision that it corrected. `back`: the customer opened another contact within ninety days of this ask.
 */
export async function* readPastAsks(
  tx: Tx,
  clientId: string,
  teamIds: readonly string[],
  newest: number,
): AsyncGenerator<PastAsk[]> {
  // a whole client's past may take longer than any request should
  await sql`set local statement_timeout = '10min'`.execute(tx)
  await sql`declare past_asks no scroll cursor for
    with ask as (
      select 'decision' as kind, d.client_id, d.id, d.at, d.contact_id, d.customer_id, d.agent_id, d.team_id, d.mandate_id,
        d.power,
        (d.amount_minor + coalesce((select sum(c.amount_minor) from decision c
          where c.client_id = d.client_id and c.corrects = d.id), 0))::bigint as amount_minor, d.currency,
        (d.days + coalesce((select sum(c.days) from decision c where c.client_id = d.client_id and c.corrects = d.id), 0))::int
          as days, d.basis as outcome, d.agent_level, d.known,
        d.facts, e.arrival
      from decision d
      left join decision_entry de on de.client_id = d.client_id and de.decision_id = d.id
      left join ledger_entry e on e.client_id = de.client_id and e.id = de.entry_id
      where d.client_id = ${clientId} and d.team_id = any (${teamIds}::uuid[]) and d.corrects is null
      union all
      select 'lift', s.client_id, s.id, s.asked_at, s.contact_id, ct.customer_id, s.agent_id, s.team_id, s.mandate_id,
        s.power, s.amount_minor, s.currency, s.days, s.state, s.agent_level, s.known, null, null
      from support_request s join contact ct on ct.client_id = s.client_id and ct.id = s.contact_id
      where s.client_id = ${clientId} and s.team_id = any (${teamIds}::uuid[]) and s.kind = 'lift'
        and s.corrects is null and s.state not in ('granted', 'stood')
    ), newest as (select * from ask order by at desc, id limit ${newest})
    select a.kind, a.id, a.at, a.contact_id, a.customer_id, a.agent_id, a.team_id, a.mandate_id, a.power, a.amount_minor,
      a.currency, a.days, a.outcome, a.known, a.facts, coalesce(a.agent_level, pl.level, 'full') as agent_level,
      ct.touchpoint, ct.channel, ct.language, ct.facts as told, cu.facts as customer_told, cu.since,
      cu.value_minor, cu.value_currency, cu.currency as customer_currency, r.refunds, r.refunds_minor,
      ct.closure, rt.csat,
      exists (select 1 from contact_event ev where ev.client_id = a.client_id and ev.contact_id = a.contact_id
        and ev.kind = 'reopened' and ev.at > a.at) as reopened,
      exists (select 1 from contact later where later.client_id = a.client_id and later.customer_id = a.customer_id
        and later.id <> a.contact_id and later.opened_at > a.at
        and later.opened_at <= a.at + interval '90 days') as back
    from newest a
    join contact ct on ct.client_id = a.client_id and ct.id = a.contact_id
    join customer cu on cu.client_id = a.client_id and cu.id = a.customer_id
    left join person_level pl on pl.person_id = a.agent_id and pl.power = a.power
    left join rating rt on rt.client_id = a.client_id and rt.contact_id = a.contact_id and rt.at > a.at
    cross join lateral (
      select coalesce(sum(n), 0)::bigint as refunds, coalesce(json_object_agg(currency, minor), '{}') as refunds_minor
      from (select d.currency, count(*) filter (where d.corrects is null)::bigint as n, sum(d.amount_minor)::bigint as minor from decision d
        where d.client_id = a.client_id and d.customer_id = a.customer_id and d.power = 'refund' and d.id <> a.id
          and d.at <= a.at
          and d.at at time zone 'utc' > date_trunc('milliseconds', a.at at time zone 'utc') - interval '1 year'
        group by d.currency) of_currency) r
    order by date_trunc('milliseconds', a.at), a.arrival nulls first, a.kind desc, a.id`.execute(tx)
  for (;;) {
    const { rows } = await sql<PastAsk>`fetch ${sql.lit(batchRows)} from past_asks`.execute(tx)
    if (rows.length > 0) yield rows
    if (rows.length < batchRows) break
  }
  await sql`close past_asks`.execute(tx)
}

export type PastTeam = { id: string; name: string; time_zone: string }

export async function listPastTeams(tx: Tx, clientId: string): Promise<PastTeam[]> {
  const { rows } = await sql<PastTeam>`
    select t.id, t.name, s.time_zone from team t join site s on s.id = t.site_id
    where t.client_id = ${clientId} order by t.name, t.id`.execute(tx)
  return rows
}

export type PastMandate = {
  id: string
  number: number
  document: MandateDocument
  overlays: OverlayInForce[]
}

/** Every version that decisions stand on, with its overlays that both sides signed. */
export async function listPastMandates(tx: Tx, clientId: string): Promise<PastMandate[]> {
  const { rows } = await sql<PastMandate>`
    select m.id, m.number, m.document,
      (select coalesce(json_agg(json_build_object('id', o.id, 'document', o.document) order by o.id), '[]')
         from overlay o where o.client_id = m.client_id and o.mandate_id = m.id
          and (select count(*) from overlay_signature os where os.client_id = o.client_id
                 and os.overlay_id = o.id and os.hash = o.hash) = 2) as overlays
    from mandate m where m.client_id = ${clientId} order by m.number`.execute(tx)
  return rows
}

/** The version that is in force for most of a client's teams; the newer of two that share them. */
export async function findDocumentInForce(
  tx: Tx,
  clientId: string,
  now: Date,
): Promise<MandateDocument | null> {
  const { rows } = await sql<{ document: MandateDocument }>`
    select m.document from team t
    join mandate m on m.client_id = t.client_id and m.id = mandate_in_force(t.client_id, t.id, ${now})
    where t.client_id = ${clientId}
    group by m.id, m.number, m.document order by count(*) desc, m.number desc limit 1`.execute(tx)
  return rows[0]?.document ?? null
}

/**
 * What changes with each ask, answer and import: the newest of each, found by their indexes. (What customers did
 * next goes on changing; it is as of the newest ask.)
 */
export async function findPastMark(tx: Tx, clientId: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ',
      (select at || ' ' || count(*) from decision where client_id = ${clientId}
        and at = (select max(at) from decision where client_id = ${clientId}) group by at),
      (select asked_at || ' ' || count(*) from support_request where client_id = ${clientId}
        and asked_at = (select max(asked_at) from support_request where client_id = ${clientId}) group by asked_at),
      (select answered_at || ' ' || count(*) from support_request where client_id = ${clientId}
        and answered_at = (select max(answered_at) from support_request where client_id = ${clientId})
        group by answered_at),
      (select id from import_run where client_id = ${clientId} order by at desc, id desc limit 1)) as mark`.execute(
    tx,
  )
  return rows[0]!.mark
}
