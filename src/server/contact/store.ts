import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Contact, ContactRow, DoubtRow } from './load.ts'
import type { ContactLineRow, EventRow, MessageRow, RatingRow } from './present.ts'

/** More would not be read on one screen; the newest count. */
const shownMessages = 500
const shownEvents = 500

export async function insertMessage(
  { tx, now }: Work,
  row: ContactRow,
  message: { kind: 'customer' | 'reply' | 'note'; authorId: string | null; text: string },
): Promise<Omit<MessageRow, 'author_name'>> {
  const inserted = await tx
    .insertInto('message')
    .values({
      client_id: row.client_id,
      contact_id: row.id,
      kind: message.kind,
      author_id: message.authorId,
      text: message.text,
      at: now,
    })
    .returning(['id', 'kind', 'author_id', 'text', 'at'])
    .executeTakeFirstOrThrow()
  return inserted as Omit<MessageRow, 'author_name'>
}

/** The contact's newest messages, oldest of them first. */
export async function listMessages({ tx }: Work, row: ContactRow): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select m.id, m.kind, m.author_id, m.text, m.at, p.name as author_name
    from message m left join person p on p.id = m.author_id
    where m.client_id = ${row.client_id} and m.contact_id = ${row.id}
    order by m.at desc, m.id desc limit ${shownMessages}`.execute(tx)
  return rows.reverse()
}

export async function insertDoubt(
  { tx, now }: Work,
  { row, doubts }: Contact,
  doubt: { question: string; askedBy: string | null },
): Promise<DoubtRow> {
  const inserted = await tx
    .insertInto('doubt')
    .values({
      client_id: row.client_id,
      contact_id: row.id,
      position: (doubts.at(-1)?.position ?? -1) + 1,
      question: doubt.question,
      asked_by: doubt.askedBy,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return inserted as DoubtRow
}

/**
 * What happened, oldest first. When somebody took a contact or gave it back is told to them alone: from those
 * times a colleague or coach could read a handling time, which is the agent's own (law 6). Row-level security says
 * so too: without Database.own nobody's are there.
 */
export async function listEvents(
  { tx }: Work,
  row: ContactRow,
  readerId: string | null,
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.kind, e.at, e.actor_id, p.name as actor_name
    from contact_event e left join person p on p.id = e.actor_id
    where e.client_id = ${row.client_id} and e.contact_id = ${row.id}
      and (e.kind not in ('taken', 'released') or e.actor_id = ${readerId}::uuid)
    order by e.at desc, e.id desc limit ${shownEvents}`.execute(tx)
  return rows.reverse()
}

export async function findRating({ tx }: Work, row: ContactRow): Promise<RatingRow | undefined> {
  const rating = await tx
    .selectFrom('rating')
    .select(['csat', 'effort', 'words', 'at'])
    .where('client_id', '=', row.client_id)
    .where('contact_id', '=', row.id)
    .executeTakeFirst()
  return rating
}

/** Ratings after a reopening take the place of those before. */
export async function upsertRating(
  { tx, now }: Work,
  row: ContactRow,
  rating: { csat: number | null; effort: number | null; words: string | null },
): Promise<void> {
  await tx
    .insertInto('rating')
    .values({ client_id: row.client_id, contact_id: row.id, ...rating, at: now })
    .onConflict((conflict) =>
      conflict.columns(['client_id', 'contact_id']).doUpdateSet({ ...rating, at: now }),
    )
    .execute()
}

export type ContactFilter = {
  view: 'waiting' | 'mine' | 'all'
  state?: string | undefined
  touchpoint?: string | undefined
  search?: string | undefined
}

/**
 * The last line of the page before: its sort key in `mine` (see `orderOf`), its id in the others. A cursor is
 * readable, and of another's contact its moments are not to be read there (law 6).
 */
export type ContactKey = { rank: number; at: string; id: string } | { id: string }

/** Contacts of the actor's teams in the order of a view, after a key. */
export async function listContacts(
  work: Work,
  actor: Actor,
  filter: ContactFilter,
  after: ContactKey | null,
  limit: number,
): Promise<ContactLineRow[]> {
  const { rows } = await sql<ContactLineRow>`
    select ${lineColumns}, ${keyAt} as key_at, ${rank} as key_rank
    ${lineTables}
    where ct.client_id = any (${actor.clientIds}::uuid[]) and ct.team_id = any (${actor.teamIds}::uuid[])
      and ${inView(filter, actor)}
      and (${filter.state ?? null}::text is null or ct.state = ${filter.state ?? null}::text)
      and (${filter.touchpoint ?? null}::text is null or ct.touchpoint = ${filter.touchpoint ?? null}::text)
      and ${matches(filter.search)}
      and ${after ? afterKey(filter.view, after) : sql<SqlBool>`true`}
    order by ${orderOf(filter.view)} limit ${limit}`.execute(work.tx)
  return rows
}

/** One contact as a line, whosever team it is: the caller has checked. */
export async function findContactLine(work: Work, row: ContactRow): Promise<ContactLineRow | undefined> {
  const { rows } = await sql<ContactLineRow>`
    select ${lineColumns}, ${keyAt} as key_at, 0 as key_rank ${lineTables}
    where ct.client_id = ${row.client_id} and ct.id = ${row.id}`.execute(work.tx)
  return rows[0]
}

const lineColumns = sql`
  ct.client_id, ct.id, ct.team_id, ct.customer_id, ct.language, ct.channel, ct.touchpoint, ct.subject, ct.state,
  ct.closure, ct.agent_id, ct.returned, ct.opened_at, ct.opened_by,
  s.time_zone, cu.name as customer_name, p.name as agent_name,
  left(m.text, 200) as latest_words, m.at as latest_at, d.open as doubts_open, d.cleared as doubts_cleared`
const lineTables = sql`
  from contact ct
  join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
  join team t on t.id = ct.team_id
  join site s on s.id = t.site_id
  left join person p on p.id = ct.agent_id
  left join lateral (select m.text, m.at from message m
    where m.client_id = ct.client_id and m.contact_id = ct.id and m.kind = 'customer'
    order by m.at desc, m.id desc limit 1) m on true
  left join lateral (select count(*) filter (where d.state = 'open')::int as open,
      count(*) filter (where d.state = 'cleared')::int as cleared
    from doubt d where d.client_id = ct.client_id and d.contact_id = ct.id) d on true`

/** One's own: what the customer gave back first, then what one works on, then what waits for the customer. */
const rank = sql`(case when ct.returned then 0 when ct.state = 'with_agent' then 1 else 2 end)`

// As text to the microsecond: a cursor that loses digits would skip or repeat.
const keyAt = sql`to_char(ct.waiting_since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

function orderOf(view: ContactFilter['view']) {
  if (view === 'all') return sql`ct.opened_at desc, ct.id desc`
  return view === 'mine' ? sql`${rank}, ct.waiting_since, ct.id` : sql`ct.waiting_since, ct.id`
}

function afterKey(view: ContactFilter['view'], after: ContactKey) {
  if (view === 'mine' && 'rank' in after)
    return sql<SqlBool>`(${rank}, ct.waiting_since, ct.id) > (${after.rank}::int, ${after.at}::timestamptz, ${after.id}::uuid)`
  const last = (column: string) =>
    sql`(select ${sql.ref(column)}, l.id from contact l where l.id = ${after.id}::uuid)`
  if (view === 'all') return sql<SqlBool>`(ct.opened_at, ct.id) < ${last('l.opened_at')}`
  return sql<SqlBool>`(ct.waiting_since, ct.id) > ${last('l.waiting_since')}`
}

function inView({ view, state }: ContactFilter, actor: Actor) {
  if (view === 'all') return sql<SqlBool>`true`
  if (view === 'waiting') return sql<SqlBool>`ct.state = 'waiting'`
  const own = sql`ct.agent_id = ${actor.personId}`
  return state === 'closed' ? sql<SqlBool>`${own}` : sql<SqlBool>`(${own} and ct.state <> 'closed')`
}

function matches(search: string | undefined) {
  const wanted = search?.trim()
  if (!wanted) return sql<SqlBool>`true`
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
  return sql<SqlBool>`(ct.subject ilike ${pattern} or cu.name ilike ${pattern} or cu.email ilike ${pattern})`
}
