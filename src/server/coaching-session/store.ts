import { sql } from 'kysely'
import type { SessionEvent, SessionEventKind, Side } from '../../core/coaching-session/session.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx, Work } from '../platform/db.ts'

/**
 * Runs a script for one of two who talk: the database shows a session to them alone. Not `Database.own`: nobody's own
 * time can be read here, their own neither (law 6).
 */
export function talkWork<T>(db: Database, actor: Actor, script: (work: Work) => Promise<T>): Promise<T> {
  return db.work(actor.clientIds, async (work) => {
    await talkAs(work.tx, actor.personId)
    return script(work)
  })
}

/** Whose sessions are open from here on, until the transaction ends. */
export async function talkAs(tx: Tx, personId: string): Promise<void> {
  await sql`select set_config('app.talker', ${personId}, true)`.execute(tx)
}

export type EventRow = {
  number: number
  kind: SessionEventKind
  side: Side | null
  text: string | null
  contacts: { id: string; subject: string; customerName: string }[]
  objects_to: number | null
  /** UTC, ISO 8601 */
  starts_at: string | null
  minutes: number | null
  follow_up_on: string | null
  /** the day of the site: a minute would tell when somebody was at work */
  on: string
}

export type SessionRow = {
  client_id: string
  id: string
  team_id: string
  team_name: string
  site_id: string
  time_zone: string
  agent_id: string
  agent_name: string
  coach_id: string
  coach_name: string
  asked_on: string
  events: EventRow[]
}

const instantOf = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const columns = sql`
  s.client_id, s.id, s.team_id, t.name as team_name, t.site_id, si.time_zone, s.agent_id, a.name as agent_name,
  s.coach_id, c.name as coach_name, (s.asked_at at time zone si.time_zone)::date as asked_on,
  (select json_agg(json_build_object('number', e.number, 'kind', e.kind, 'side', e.side, 'text', e.text,
      'contacts', (select coalesce(json_agg(json_build_object('id', ct.id, 'subject', ct.subject,
          'customerName', cu.name) order by ct.opened_at, ct.id), '[]')
        from contact ct join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
        where ct.client_id = e.client_id and ct.id = any (e.contact_ids)),
      'objects_to', e.objects_to, 'starts_at', ${instantOf('e.starts_at')}, 'minutes', e.minutes,
      'follow_up_on', e.follow_up_on, 'on', (e.at at time zone si.time_zone)::date) order by e.number)
    from coaching_event e where e.client_id = s.client_id and e.session_id = s.id) as events
  from coaching_session s
  join team t on t.id = s.team_id join site si on si.id = t.site_id
  join person a on a.id = s.agent_id join person c on c.id = s.coach_id`

const isOver = sql`exists (select 1 from coaching_event e where e.client_id = s.client_id and e.session_id = s.id
  and e.kind in ('followed_up', 'withdrawn'))`

/** A person's own sessions, newest first, after one of them. */
export async function listSessions(
  tx: Tx,
  personId: string,
  query: { view: 'open' | 'over'; limit: number },
  after: string | null,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select ${columns}
    where (s.agent_id = ${personId} or s.coach_id = ${personId})
      and ${isOver} = ${query.view === 'over'}
      and (${after}::uuid is null or (s.asked_at, s.id) < (select a.asked_at, a.id from coaching_session a where a.id = ${after}))
    order by s.asked_at desc, s.id desc limit ${query.limit + 1}`.execute(tx)
  return rows
}

/** Undefined for everybody but its two people. */
export async function findSession(
  tx: Tx,
  personId: string,
  sessionId: string,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select ${columns} where s.id = ${sessionId}
      and (s.agent_id = ${personId} or s.coach_id = ${personId})`.execute(tx)
  return rows[0]
}

/** One after the other: what somebody does rests on what the other did. */
export async function lockSession(tx: Tx, sessionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sessionId}, 23))`.execute(tx)
}

export type NewEvent = {
  kind: SessionEventKind
  side: Side | null
  text?: string | null
  contactIds?: readonly string[]
  objectsTo?: number
  startsAt?: Date
  minutes?: number
  followUpOn?: string | null
}

export async function insertEvent(
  { tx, now }: Work,
  session: { client_id: string; id: string },
  number: number,
  event: NewEvent,
): Promise<void> {
  await tx
    .insertInto('coaching_event')
    .values({
      client_id: session.client_id,
      session_id: session.id,
      number,
      kind: event.kind,
      side: event.side,
      text: event.text ?? null,
      contact_ids: [...(event.contactIds ?? [])],
      objects_to: event.objectsTo ?? null,
      starts_at: event.startsAt ?? null,
      minutes: event.minutes ?? null,
      follow_up_on: event.followUpOn ?? null,
      at: now,
    })
    .execute()
}

export type Partner = { person_id: string; name: string; team_id: string; team_name: string; me: Side }

/** Whom somebody can hold a session with: their coach, and the agents whom they coach. */
export async function listPartners(tx: Tx, actor: Actor): Promise<Partner[]> {
  const { rows } = await sql<Partner>`
    select distinct p.id as person_id, p.name, t.id as team_id, t.name as team_name,
      case a.role when 'coach' then 'agent' else 'coach' end as me
    from team t join assignment a on a.team_id = t.id join person p on p.id = a.person_id and p.active
    where p.id <> ${actor.personId} and (
      (a.role = 'agent' and t.id = any (${actor.coachTeamIds}::uuid[]))
      or (a.role = 'coach' and t.id = any (${actor.workTeamIds}::uuid[]) and not t.id = any (${actor.coachTeamIds}::uuid[])))
    order by p.name, p.id limit 500`.execute(tx)
  return rows
}

/** Whose contacts two people may look at, and which of the two asks. */
export type Bringable = { teamId: string; agentId: string; by: Side }

/**
 * An agent brings any contact of theirs; the coach one that was over before this week began, so that asking again and again
 * tells nothing of the agent's day (law 6).
 */
const bringable = (of: Bringable, now: Date) => sql`ct.team_id = ${of.teamId} and ct.agent_id = ${of.agentId}
  and (${of.by === 'agent'} or ct.closed_at < (select date_trunc('week', ${now}::timestamptz at time zone si.time_zone)
    at time zone si.time_zone from team t join site si on si.id = t.site_id where t.id = ${of.teamId}))`

/** How many of some contacts are among those. */
export async function countBringable(
  { tx, now }: Work,
  ids: readonly string[],
  of: Bringable,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct ct.id) as n from contact ct where ct.id = any (${ids}::uuid[]) and ${bringable(of, now)}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** The newest of them, to choose from: no times, no counts. */
export async function listBringable({ tx, now }: Work, of: Bringable): Promise<EventRow['contacts']> {
  const { rows } = await sql<EventRow['contacts'][number]>`
    select ct.id, ct.subject, cu.name as "customerName"
    from contact ct join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    where ${bringable(of, now)} order by ct.opened_at desc, ct.id limit 30`.execute(tx)
  return rows
}

/** What the core folds. */
export function eventsOf(rows: readonly EventRow[]): SessionEvent[] {
  return rows.map(({ kind, side, starts_at, minutes, objects_to }): SessionEvent => {
    const by = side ?? 'agent'
    if (kind === 'reminded') return { kind }
    if (kind === 'objected') return { kind, side: by, to: objects_to ?? 0 }
    if (kind === 'date_proposed' || kind === 'date_agreed')
      return { kind, side: by, slot: { startsAt: Date.parse(starts_at ?? ''), minutes: minutes ?? 0 } }
    return { kind, side: by }
  })
}
