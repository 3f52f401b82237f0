import { sql } from 'kysely'
import type { Criterion } from '../../core/review/rubric.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'

export type RubricRow = {
  client_id: string
  team_id: string
  team_name: string
  version: number
  criteria: Criterion[]
  written_by: string | null
  on: string | null
}

/** The newest rubric of each team; version 0 where there is none yet. */
export async function listRubrics(tx: Tx, teamIds: readonly string[]): Promise<RubricRow[]> {
  const { rows } = await sql<RubricRow>`
    select t.client_id, t.id as team_id, t.name as team_name, coalesce(r.version, 0) as version,
      coalesce(r.criteria, '[]') as criteria, p.name as written_by, (r.at at time zone si.time_zone)::date as on
    from team t join site si on si.id = t.site_id
    left join lateral (select * from review_rubric r where r.client_id = t.client_id and r.team_id = t.id
      order by r.version desc limit 1) r on true
    left join person p on p.id = r.written_by
    where t.id = any (${teamIds}::uuid[]) order by t.name, t.id limit 100`.execute(tx)
  return rows
}

/** What the readers of each calibration saw under a version, without whom it is of or by. */
export async function listCalibrations(
  tx: Tx,
  teamId: string,
  version: number,
): Promise<(number | null)[][][]> {
  const { rows } = await sql<{ levels: (number | null)[][] }>`
    select json_agg(to_json(j.levels) order by j.at, j.reviewer_id) as levels
    from review_judgement j join review_draw d on d.client_id = j.client_id and d.id = j.draw_id
    where d.team_id = ${teamId} and d.version = ${version} and d.calibration
    group by d.id, d.at order by d.at desc, d.id limit 100`.execute(tx)
  return rows.map(({ levels }) => levels)
}

/** What was seen under a version, without whom it is of or by. Calibrations are practice, and stand out of it. */
export async function listLevels(tx: Tx, teamId: string, version: number): Promise<(number | null)[][]> {
  const { rows } = await sql<{ levels: (number | null)[] }>`
    select j.levels from review_judgement j join review_draw d on d.client_id = j.client_id and d.id = j.draw_id
    where d.team_id = ${teamId} and d.version = ${version} and not d.calibration
    order by j.at desc, j.draw_id limit 500`.execute(tx)
  return rows.map(({ levels }) => levels)
}

export type JudgementRow = {
  reviewer_id: string
  reviewer_name: string
  levels: (number | null)[]
  words: string
  /** days of the site */
  on: string
  reply: { kind: 'reply' | 'dispute'; text: string; on: string } | null
}
export type DrawRow = {
  client_id: string
  id: string
  team_id: string
  site_id: string
  contact_id: string
  subject: string
  agent_id: string
  drawn_by: string
  version: number
  criteria: Criterion[]
  calibration: boolean
  on: string
  judgements: JudgementRow[]
}

const dayOf = (column: string) => sql.raw(`(${column} at time zone si.time_zone)::date`)

const columns = sql`
  d.client_id, d.id, d.team_id, t.site_id, d.contact_id, ct.subject, d.agent_id, d.drawn_by, d.version, r.criteria,
  d.calibration, ${dayOf('d.at')} as on,
  (select coalesce(json_agg(json_build_object('reviewer_id', j.reviewer_id, 'reviewer_name', p.name,
      'levels', j.levels, 'words', j.words, 'on', ${dayOf('j.at')},
      'reply', case when y.kind is null then null else json_build_object('kind', y.kind, 'text', y.text,
        'on', ${dayOf('y.at')}) end) order by j.at, j.reviewer_id), '[]')
    from review_judgement j join person p on p.id = j.reviewer_id
    left join review_reply y on y.client_id = j.client_id and y.draw_id = j.draw_id and y.reviewer_id = j.reviewer_id
    where j.client_id = d.client_id and j.draw_id = d.id) as judgements
  from review_draw d
  join team t on t.id = d.team_id join site si on si.id = t.site_id
  join contact ct on ct.client_id = d.client_id and ct.id = d.contact_id
  join review_rubric r on r.client_id = d.client_id and r.team_id = d.team_id and r.version = d.version`

/** Whose conversation it is, once something is written; who drew it; of a calibration the others of the team. */
const mayRead = (actor: Actor) => sql`d.team_id = any (${actor.workTeamIds}::uuid[]) and (
  (d.agent_id = ${actor.personId} and exists (select 1 from review_judgement j
    where j.client_id = d.client_id and j.draw_id = d.id))
  or (d.agent_id <> ${actor.personId} and (d.drawn_by = ${actor.personId} or d.calibration)))`

export async function findDraw(tx: Tx, actor: Actor, drawId: string): Promise<DrawRow | undefined> {
  const { rows } = await sql<DrawRow>`select ${columns} where d.id = ${drawId} and ${mayRead(actor)}`.execute(
    tx,
  )
  return rows[0]
}

export async function listDraws(
  tx: Tx,
  actor: Actor,
  limit: number,
  after: string | null,
): Promise<DrawRow[]> {
  const { rows } = await sql<DrawRow>`
    select ${columns} where ${mayRead(actor)}
      and (${after}::uuid is null or (d.at, d.id) < (select a.at, a.id from review_draw a where a.id = ${after}))
    order by d.at desc, d.id desc limit ${limit + 1}`.execute(tx)
  return rows
}

export type Conversation = {
  messages: { kind: 'customer' | 'reply'; text: string }[]
  sums: { minor: number; currency: string }[]
}

/** What was said, without notes: they were not said to the customer. */
export async function readConversation(tx: Tx, contactId: string): Promise<Conversation> {
  const messages = await sql<Conversation['messages'][number]>`
    select kind, text from message where contact_id = ${contactId} and kind in ('customer', 'reply')
    order by at, id limit 500`.execute(tx)
  const sums = await sql<Conversation['sums'][number]>`
    select amount_minor as minor, currency from decision where contact_id = ${contactId}`.execute(tx)
  return { messages: messages.rows, sums: sums.rows }
}

/**
 * Conversations of a team to draw from: of the last weeks, somebody else's, not drawn before. Neither rating nor
 * closure nor decision plays a part.
 */
export async function listDrawable(
  tx: Tx,
  of: { teamId: string; readerId: string; since: Date },
): Promise<{ id: string; agent_id: string }[]> {
  const { rows } = await sql<{ id: string; agent_id: string }>`
    select ct.id, ct.agent_id from contact ct
    where ct.team_id = ${of.teamId} and ct.state = 'closed' and ct.closed_at >= ${of.since}
      and ct.agent_id <> ${of.readerId}
      and exists (select 1 from message m where m.client_id = ct.client_id and m.contact_id = ct.id and m.kind = 'reply')
      and not exists (select 1 from review_draw d where d.client_id = ct.client_id and d.contact_id = ct.id)
    order by ct.id limit 5000`.execute(tx)
  return rows
}
