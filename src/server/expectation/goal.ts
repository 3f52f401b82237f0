import { sql } from 'kysely'
import type { Goal } from '../../contract/expectation.ts'
import { findActivity } from '../../core/expectation/activity.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

type GoalRow = {
  id: string
  client_id: string | null
  client_name: string | null
  words: string
  because: string
  written_by: string
  created_at: Date
  retired: boolean
  theirs: string[]
}

export async function listGoals(tx: Tx, goalId: string | null = null): Promise<GoalRow[]> {
  const { rows } = await sql<GoalRow>`
    select g.id, g.client_id, c.name as client_name, g.words, g.because, coalesce(p.name, '') as written_by, g.created_at,
      g.retired_at is not null as retired,
      (select coalesce(json_agg(name order by name), '[]') from (
        select distinct coalesce(b.name, t.name) as name from expectation e
        join team t on t.id = e.team_id left join person b on b.id = e.bearer_id
        where exists (select 1 from expectation_term x where x.client_id = e.client_id and x.expectation_id = e.id
          and x.goal_id = g.id and not x.ends
          -- the one that holds: the newest that both agreed on
          and x.number = (select max(y.number) from expectation_term y where y.client_id = e.client_id and y.expectation_id = e.id
            and 2 = (select count(*) from expectation_agreement a where a.client_id = y.client_id
              and a.expectation_id = y.expectation_id and a.number = y.number and a.agrees)))
        order by name limit 50) made) as theirs
    from goal g left join client c on c.id = g.client_id left join person p on p.id = g.written_by
    where ${goalId}::uuid is null or g.id = ${goalId}
    order by g.retired_at is not null, g.created_at, g.id limit 100`.execute(tx)
  return rows
}

export function presentGoal(row: GoalRow): Goal {
  return {
    id: row.id,
    clientName: row.client_name,
    words: row.words,
    because: row.because,
    writtenBy: row.written_by,
    at: row.created_at.toISOString(),
    retired: row.retired,
    madeTheirsBy: row.theirs,
  }
}

/** @throws Problem names_an_activity: a goal is a result, as what serves it */
export async function createGoal(
  { tx, now, publish }: Work,
  actor: Actor,
  { clientId, words, because }: { clientId: string | null; words: string; because: string },
): Promise<string> {
  const activity = findActivity(words)
  if (activity)
    throw new Problem('names_an_activity', undefined, [{ path: 'body.words', message: activity.kind }])
  if (clientId !== null && !actor.clientIds.includes(clientId)) throw new Problem('not_found')
  const { id } = await tx
    .insertInto('goal')
    .values({ client_id: clientId, words, because, written_by: actor.personId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const one of actor.clientIds) publish({ topic: 'expectation', id, clientId: one })
  return id
}

export async function retireGoal({ tx, now, publish }: Work, actor: Actor, goalId: string): Promise<void> {
  const goal = await tx
    .updateTable('goal')
    .set((e) => ({ retired_at: e.fn.coalesce('retired_at', e.val(now)) }))
    .where('id', '=', goalId)
    .returning('id')
    .executeTakeFirst()
  found(goal)
  for (const clientId of actor.clientIds) publish({ topic: 'expectation', id: goalId, clientId })
}
