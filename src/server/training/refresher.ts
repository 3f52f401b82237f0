import { sql } from 'kysely'
import type { Refresher } from '../../contract/training.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { type Course, wordsIn } from '../../core/training/course.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'

type Row = {
  client_id: string
  client_name: string
  id: string
  course_id: string | null
  scenario_id: string | null
  course: Course | null
  scenario_title: string | null
  power: PowerKind | null
  touchpoint: string | null
  why: string
  at: Date
}

const columns = sql`
  select r.client_id, c.name as client_name, r.id, r.course_id, r.scenario_id, co.content as course,
    s.content ->> 'title' as scenario_title, r.power, r.touchpoint, r.why, r.at
  from refresher r
  join client c on c.id = r.client_id
  left join course co on co.id = r.course_id
  left join scenario s on s.client_id = r.client_id and s.id = r.scenario_id
  where r.ended_at is null and (s.id is null or s.state = 'approved')`

/** What is proposed now to the people of some clients: of nobody in particular. */
export async function listRefreshers({ tx }: Work, actor: Actor, mine: boolean): Promise<Refresher[]> {
  const where = mine
    ? sql`r.client_id in (select t.client_id from team t where t.id = any (${actor.workTeamIds}::uuid[]))`
    : sql`true`
  const { rows } =
    await sql<Row>`${columns} and ${where} order by r.at desc, r.id desc limit ${mine ? 5 : 100}`.execute(tx)
  return rows.map((row) => present(row, actor))
}

export async function createRefresher(
  work: Work,
  actor: Actor,
  input: {
    clientId: string
    courseId: string | null
    scenarioId: string | null
    power: PowerKind | null
    touchpoint: string | null
    why: string
  },
): Promise<Refresher> {
  if (!actor.clientIds.includes(input.clientId)) throw new Problem('not_found')
  const { rows: there } = await sql`
    select 1 where exists (select 1 from course where id = ${input.courseId} and state = 'published')
      or exists (select 1 from scenario where client_id = ${input.clientId} and id = ${input.scenarioId} and state = 'approved')`.execute(
    work.tx,
  )
  found(there[0])
  const { id } = await work.tx
    .insertInto('refresher')
    .values({
      client_id: input.clientId,
      course_id: input.courseId,
      scenario_id: input.scenarioId,
      power: input.power,
      touchpoint: input.touchpoint,
      why: input.why,
      author_id: actor.personId,
      at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql<Row>`${columns} and r.id = ${id}`.execute(work.tx)
  invariant(rows[0], 'a refresher just written is there')
  return present(rows[0], actor)
}

export async function endRefresher(work: Work, refresherId: string): Promise<void> {
  const ended = await work.tx
    .updateTable('refresher')
    .set({ ended_at: work.now })
    .where('id', '=', refresherId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  found(ended)
}

const present = (row: Row, reader: Actor): Refresher => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  courseId: row.course_id,
  scenarioId: row.scenario_id,
  title: row.course ? wordsIn(row.course.title, reader.language) : (row.scenario_title ?? ''),
  power: row.power,
  touchpoint: row.touchpoint,
  why: row.why,
  at: row.at.toISOString(),
})
