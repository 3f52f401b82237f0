import { sql } from 'kysely'
import type { Refresher } from '../../contract/training.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findRefresher, maySettle, presentRefresher, type RefresherRow } from './refresher-store.ts'

/** A trainer proposes something to those who work for a client. */
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
  return presentRefresher(found(await findRefresher(work, actor, id)), actor)
}

/**
 * What the reader makes of it. Nobody else ever reads it: the row is theirs alone, by the database's own rule, and
 * nothing is published.
 * @throws Problem not_found where it is not proposed to them
 */
export async function answerRefresher(
  work: Work,
  actor: Actor,
  refresherId: string,
  answer: 'taken_up' | 'declined',
): Promise<void> {
  const row = found(await findRefresher(work, actor, refresherId))
  if (actor.workTeamIds.length === 0) throw new Problem('not_found')
  await sql`
    insert into refresher_answer (client_id, refresher_id, person_id, answer, at)
    values (${row.client_id}, ${row.id}, ${actor.personId}, ${answer}, ${work.now})
    on conflict (client_id, refresher_id, person_id) do update set answer = excluded.answer, at = excluded.at`.execute(
    work.tx,
  )
}

/** Somebody who coaches or trains says that there is time for it. @throws Problem not_found, already_answered */
export async function confirmRefresher(work: Work, actor: Actor, refresherId: string): Promise<void> {
  const row = await settled(work, actor, refresherId)
  if (row.kind === null || row.confirmed_by_name !== null) throw new Problem('already_answered')
  await work.tx
    .updateTable('refresher')
    .set({ confirmed_by: actor.personId, confirmed_at: work.now })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  tell(work, row)
}

/** It is proposed no longer; with the same evidence it does not come back. @throws Problem not_found */
export async function endRefresher(work: Work, actor: Actor, refresherId: string): Promise<void> {
  const row = await settled(work, actor, refresherId)
  await work.tx
    .updateTable('refresher')
    .set({ ended_at: work.now })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  tell(work, row)
}

async function settled(work: Work, actor: Actor, refresherId: string): Promise<RefresherRow> {
  await sql`select 1 from refresher where id = ${refresherId} for update`.execute(work.tx)
  const row = found(await findRefresher(work, actor, refresherId))
  if (!maySettle(row, actor)) throw new Problem('not_found')
  return row
}

/** The team's screens read it again; so do those of the whole client for one of no team. */
function tell(work: Work, row: RefresherRow): void {
  if (row.team_id) work.publish({ topic: 'opportunity', clientId: row.client_id, teamId: row.team_id })
}
