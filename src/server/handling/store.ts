import { sql } from 'kysely'
import type { PublishedMonth } from '../../core/handling/publish.ts'
import type { Act } from '../../core/handling/span.ts'
import type { Tx, Work } from '../platform/db.ts'

type ActRow = {
  contact_id: string
  at: Date
  ends: boolean
  touchpoint: string
  channel: string
  site_id: string
  time_zone: string
  open: boolean
}
export type OwnContact = {
  id: string
  touchpoint: string
  channel: string
  siteId: string
  timeZone: string
  open: boolean
}

/**
 * What one person did on contacts, in a transaction of Database.own: row-level security gives the times of taking
 * and giving back to them alone. Decisions that a grant or silence made for them are not acts of theirs.
 */
export async function listOwnActs(
  tx: Tx,
  personId: string,
  { since, until }: { since: Date; until: Date },
): Promise<{ acts: Act[]; contacts: OwnContact[] }> {
  const { rows } = await sql<ActRow>`
    with act as (
      select client_id, contact_id, at, kind in ('released', 'closure_proposed') as ends
        from contact_event where client_id = any ((select app_clients())::uuid[]) and actor_id = ${personId}
          and at >= ${since} and at < ${until}
      union all select client_id, contact_id, at, false from message
        where client_id = any ((select app_clients())::uuid[]) and author_id = ${personId} and at >= ${since} and at < ${until}
      union all select client_id, contact_id, created_at, false from doubt
        where asked_by = ${personId} and created_at >= ${since} and created_at < ${until}
      union all select client_id, contact_id, answered_at, false from doubt
        where answered_by = ${personId} and answered_at >= ${since} and answered_at < ${until}
      union all select client_id, contact_id, at, false from decision
        where client_id = any ((select app_clients())::uuid[]) and agent_id = ${personId}
          and support_request_id is null and at >= ${since} and at < ${until}
      union all select client_id, contact_id, asked_at, false from support_request
        where agent_id = ${personId} and asked_at >= ${since} and asked_at < ${until})
    select act.contact_id, act.at, act.ends, ct.touchpoint, ct.channel, t.site_id, s.time_zone,
      ct.agent_id = ${personId} and ct.state = 'with_agent' as open
    from act
    join contact ct on ct.client_id = act.client_id and ct.id = act.contact_id
    join team t on t.id = ct.team_id
    join site s on s.id = t.site_id`.execute(tx)
  const contacts = new Map<string, OwnContact>()
  for (const row of rows)
    contacts.set(row.contact_id, {
      id: row.contact_id,
      touchpoint: row.touchpoint,
      channel: row.channel,
      siteId: row.site_id,
      timeZone: row.time_zone,
      open: row.open ?? false,
    })
  return {
    acts: rows.map(({ contact_id, at, ends }) => ({ contactId: contact_id, at: at.getTime(), ends })),
    contacts: [...contacts.values()],
  }
}

export type AimRow = { minutes: number; words: string | null; at: Date }

/** In a transaction of Database.own: there is no other's aim to find. */
export async function findAim(tx: Tx): Promise<AimRow | null> {
  const row = await tx.selectFrom('handling_aim').select(['minutes', 'words', 'at']).executeTakeFirst()
  return row ?? null
}

export async function writeAim(
  { tx, now }: Work,
  personId: string,
  aim: { minutes: number; words: string | null } | null,
): Promise<void> {
  if (!aim) {
    await tx.deleteFrom('handling_aim').where('person_id', '=', personId).execute()
    return
  }
  await tx
    .insertInto('handling_aim')
    .values({ person_id: personId, ...aim, at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ ...aim, at: now }))
    .execute()
}

export type MonthRow = {
  site_id: string | null
  site_name: string | null
  month: string
  contacts: number | null
  minutes: number | null
  median_seconds: number | null
  rate_minor: number | null
  currency: string | null
}

/** Published months, newest first; `siteIds` null: all sites, and what they are together. */
export async function listMonths(tx: Tx, siteIds: readonly string[] | null): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select m.site_id, s.name as site_name, m.month, m.contacts, m.minutes, m.median_seconds,
      r.minor as rate_minor, r.currency
    from handling_month m left join site s on s.id = m.site_id left join site_rate r on r.site_id = m.site_id
    where (${siteIds}::uuid[] is null or m.site_id = any (${siteIds}::uuid[]))
      -- a month in which nobody worked has nothing to say, and nothing to withhold
      and exists (select 1 from handling_month w where w.month = m.month and w.site_id is not null)
      and m.month in (select distinct month from handling_month order by month desc limit 24)
    order by m.month desc, s.name nulls first, m.site_id`.execute(tx)
  return rows
}

export async function listPublished(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('handling_month').select('month').where('site_id', 'is', null).execute()
  return rows.map(({ month }) => String(month))
}

/** Once: whoever publishes a month first has published it. */
export async function insertMonths(
  { tx, now }: Work,
  month: string,
  told: readonly PublishedMonth[],
): Promise<void> {
  const row = (siteId: string | null, figures: PublishedMonth['figures']) => ({
    site_id: siteId,
    month,
    contacts: figures?.contacts ?? null,
    minutes: figures?.minutes ?? null,
    median_seconds: figures?.medianSeconds ?? null,
    published_at: now,
  })
  const whole = told.find(({ siteId }) => siteId === null)
  const first = await tx
    .insertInto('handling_month')
    .values(row(null, whole?.figures ?? null))
    .onConflict((conflict) => conflict.columns(['site_id', 'month']).doNothing())
    .returning('month')
    .executeTakeFirst()
  const sites = told.filter(({ siteId }) => siteId !== null)
  if (!first || sites.length === 0) return
  await tx
    .insertInto('handling_month')
    .values(sites.map(({ siteId, figures }) => row(siteId, figures)))
    .execute()
}

/** The operator's people, whoever may have worked on a contact; the site calendars; since when there is anything. */
export async function findPublishing(
  tx: Tx,
): Promise<{ people: string[]; zones: string[]; since: Date | null }> {
  const people = await tx.selectFrom('person').select('id').where('client_id', 'is', null).execute()
  const zones = await tx.selectFrom('site').select('time_zone').distinct().execute()
  const operator = await tx.selectFrom('operator').select('created_at').executeTakeFirst()
  return {
    people: people.map(({ id }) => id),
    zones: zones.map(({ time_zone }) => time_zone),
    since: operator?.created_at ?? null,
  }
}
