import { type RawBuilder, sql } from 'kysely'
import type { Refresher } from '../../contract/training.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { type Course, wordsIn } from '../../core/training/course.ts'
import { minutesFor, type RefreshedKind } from '../../core/training/refresher.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type RefresherRow = {
  client_id: string
  client_name: string
  id: string
  team_id: string | null
  team_name: string | null
  course_id: string | null
  scenario_id: string | null
  course: Course | null
  scenario_title: string | null
  turns: number | null
  power: PowerKind | null
  touchpoint: string | null
  why: string | null
  kind: RefreshedKind | null
  confirmed_by_name: string | null
  at: Date
  /** the reader's own */
  answer: 'taken_up' | 'declined' | null
}

/** Where nobody confirms it, it goes as its pattern does: see server/coaching/store.ts. */
const fadedDays = 56

/** Of a refresher `r` that came of a pattern `o`: neither ended, nor set aside, nor passed by itself. */
export const stillAsked = (now: Date): RawBuilder<boolean> => {
  const faded = new Date(now.getTime() - fadedDays * 86_400_000)
  return sql`(r.ended_at is null and o.state <> 'set_aside' and (o.week > ${faded}::date or r.confirmed_at > ${faded}))`
}

const columns = (reader: Actor, now: Date) => sql`
  select r.client_id, c.name as client_name, r.id, r.team_id, t.name as team_name, r.course_id, r.scenario_id,
    co.content as course, s.content ->> 'title' as scenario_title, jsonb_array_length(s.content -> 'steps') as turns,
    r.power, r.touchpoint, r.why, o.kind, p.name as confirmed_by_name, r.at, a.answer
  from refresher r
  join client c on c.id = r.client_id
  left join team t on t.id = r.team_id
  left join opportunity o on o.client_id = r.client_id and o.id = r.opportunity_id
  left join course co on co.id = r.course_id
  left join scenario s on s.client_id = r.client_id and s.id = r.scenario_id
  left join person p on p.id = r.confirmed_by
  left join refresher_answer a on a.client_id = r.client_id and a.refresher_id = r.id
    and a.person_id = ${reader.personId}
  where r.ended_at is null and (s.id is null or s.state = 'approved') and (co.id is null or co.state = 'published')
    and (o.id is null or ${stillAsked(now)})`

/** Of the clients and teams that the reader works for. */
const forTeams = ({ workTeamIds }: Actor) => sql`(r.team_id = any (${workTeamIds}::uuid[])
  or (r.team_id is null and r.client_id in (select client_id from team where id = any (${workTeamIds}::uuid[]))))`

/** What the reader has been through since; a course read before needs no reading again. */
const through = ({
  personId,
}: Actor) => sql`(exists (select 1 from practice pr where pr.client_id = r.client_id
    and pr.scenario_id = r.scenario_id and pr.person_id = ${personId} and pr.finished_at > r.at)
  or (co.id is not null and (select count(*) from lesson_done l where l.course_id = co.id and l.person_id = ${personId}
    and l.lesson < jsonb_array_length(co.content -> 'lessons')) = jsonb_array_length(co.content -> 'lessons')))`

/**
 * What is proposed where the reader works, without what they declined or have been through. A coach sees what their
 * team is proposed as long as it is: they say whether there is time for it.
 */
export async function listProposed({ tx, now }: Work, actor: Actor): Promise<RefresherRow[]> {
  const { rows } = await sql<RefresherRow>`${columns(actor, now)} and ${forTeams(actor)}
    and (r.team_id = any (${actor.coachTeamIds}::uuid[])
      or (a.answer is distinct from 'declined' and not ${through(actor)}))
    order by r.at desc, r.id desc limit 5`.execute(tx)
  return rows
}

/** All that is proposed now, for trainers: of nobody in particular. */
export async function listAllProposed({ tx, now }: Work, actor: Actor): Promise<RefresherRow[]> {
  const { rows } =
    await sql<RefresherRow>`${columns(actor, now)} order by r.at desc, r.id desc limit 100`.execute(tx)
  return rows
}

/** One that is proposed, wherever the reader may see it: where they work, or anywhere for a trainer. */
export async function findRefresher(
  { tx, now }: Work,
  actor: Actor,
  refresherId: string,
): Promise<RefresherRow | undefined> {
  const { rows } = await sql<RefresherRow>`${columns(actor, now)} and r.id = ${refresherId}
    and (${actor.roles.includes('trainer')} or ${forTeams(actor)})`.execute(tx)
  return rows[0]
}

/** Whether it is the reader's to confirm or end: a trainer's, and a coach's where it is of their team. */
export function maySettle(row: Pick<RefresherRow, 'team_id'>, actor: Actor): boolean {
  return actor.roles.includes('trainer') || (row.team_id !== null && actor.coachTeamIds.includes(row.team_id))
}

export function presentRefresher(row: RefresherRow, actor: Actor): Refresher {
  const coaches = row.team_id !== null && actor.coachTeamIds.includes(row.team_id)
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    teamName: row.team_name,
    courseId: row.course_id,
    scenarioId: row.scenario_id,
    title: row.course ? wordsIn(row.course.title, actor.language) : (row.scenario_title ?? ''),
    minutes: minutesFor(row.course ? { lessons: row.course.lessons.length } : { turns: row.turns ?? 0 }),
    power: row.power,
    touchpoint: row.touchpoint,
    why: row.why,
    pattern: row.kind,
    confirmedByName: row.confirmed_by_name,
    takenUp: row.answer === 'taken_up',
    at: row.at.toISOString(),
    mayAnswer: actor.workTeamIds.length > 0 && !coaches,
    mayConfirm: row.kind !== null && row.confirmed_by_name === null && maySettle(row, actor),
    mayEnd: maySettle(row, actor),
  }
}
