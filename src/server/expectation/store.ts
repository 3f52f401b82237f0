import { sql } from 'kysely'
import type { MeasureKind } from '../../core/expectation/measure.ts'
import type { Side } from '../../core/expectation/terms.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'

export type TermRow = {
  number: number
  result: string
  measure: MeasureKind
  measure_words: string
  aim: number
  from_date: string
  review_date: string
  goal: { id: string; words: string } | null
  ends: boolean
  written_by: string
  at: string
  agreements: { side: Side; personName: string; agrees: boolean; words: string | null; at: string }[]
}

export type ExpectationRow = {
  client_id: string
  id: string
  team_id: string
  team_name: string
  time_zone: string
  bearer_id: string | null
  bearer_name: string | null
  counterpart_id: string
  counterpart_name: string
  runs: 'down' | 'up'
  terms: TermRow[]
}

const instantOf = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

const columns = sql`
  e.client_id, e.id, e.team_id, t.name as team_name, s.time_zone, e.bearer_id, b.name as bearer_name,
  e.counterpart_id, coalesce(c.name, '') as counterpart_name, e.runs,
  (select json_agg(json_build_object('number', x.number, 'result', x.result, 'measure', x.measure,
      'measure_words', x.measure_words, 'aim', x.aim, 'from_date', x.from_date, 'review_date', x.review_date,
      'goal', case when g.id is null then null else json_build_object('id', g.id, 'words', g.words) end,
      'ends', x.ends, 'written_by', coalesce(w.name, ''), 'at', ${instantOf('x.at')},
      'agreements', (select coalesce(json_agg(json_build_object('side', a.side, 'personName', coalesce(p.name, ''),
          'agrees', a.agrees, 'words', a.words, 'at', ${instantOf('a.at')}) order by a.at), '[]')
        from expectation_agreement a left join person p on p.id = a.person_id
        where a.client_id = x.client_id and a.expectation_id = x.expectation_id and a.number = x.number))
      order by x.number)
    from expectation_term x left join goal g on g.id = x.goal_id left join person w on w.id = x.written_by
    where x.client_id = e.client_id and x.expectation_id = e.id) as terms
  from expectation e
  join team t on t.id = e.team_id join site s on s.id = t.site_id
  left join person b on b.id = e.bearer_id left join person c on c.id = e.counterpart_id`

/** Both sides', and for the whole team's: its people. Nobody else reads it, above or beside. */
const mayRead = (actor: Actor) => sql`(e.bearer_id = ${actor.personId} or e.counterpart_id = ${actor.personId}
  or (e.bearer_id is null and e.team_id = any (${actor.workTeamIds}::uuid[])))`

export async function listExpectations(tx: Tx, actor: Actor): Promise<ExpectationRow[]> {
  const { rows } = await sql<ExpectationRow>`
    select ${columns} where ${mayRead(actor)} order by e.created_at desc, e.id desc limit 200`.execute(tx)
  return rows
}

export async function findExpectation(
  tx: Tx,
  actor: Actor,
  expectationId: string,
): Promise<ExpectationRow | undefined> {
  const { rows } = await sql<ExpectationRow>`
    select ${columns} where e.id = ${expectationId} and ${mayRead(actor)}`.execute(tx)
  return rows[0]
}

/** Who answers while another writes: one after the other. */
export async function lockExpectation(tx: Tx, expectationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${expectationId}, 20))`.execute(tx)
}

export type TeamPerson = { id: string; name: string; role: 'agent' | 'coach' | 'manager'; team_id: string }

/** The people of some teams: agents, coaches, and the managers of the teams' sites. */
export async function listTeamPeople(tx: Tx, teamIds: readonly string[]): Promise<TeamPerson[]> {
  const { rows } = await sql<TeamPerson>`
    select distinct p.id, p.name, a.role, t.id as team_id
    from team t
    join assignment a on (a.role in ('agent', 'coach') and a.team_id = t.id) or (a.role = 'manager' and a.site_id = t.site_id)
    join person p on p.id = a.person_id and p.active
    where t.id = any (${teamIds}::uuid[])
    order by p.name, p.id limit 2000`.execute(tx)
  return rows
}

export type TeamRow = { id: string; name: string; client_id: string }

export async function listTeams(tx: Tx, teamIds: readonly string[]): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select id, name, client_id from team where id = any (${teamIds}::uuid[]) order by name limit 500`.execute(
    tx,
  )
  return rows
}
