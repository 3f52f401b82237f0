import { sql } from 'kysely'
import { namesIn } from '../../core/guarantee/assess.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'

/** A team within this person's reach. */
export async function findTeam({ tx }: Work, actor: Actor, teamId: string) {
  return tx
    .selectFrom('team')
    .select(['id', 'client_id', 'site_id', 'name'])
    .where('id', '=', teamId)
    .where('id', 'in', actor.teamIds.length > 0 ? actor.teamIds : [null as unknown as string])
    .executeTakeFirst()
}

/** Those who work in a team: whole names, and by themselves the parts that are called out. */
export async function listNames(work: Work, teamId: string): Promise<string[]> {
  return (await listTeamPeople(work, teamId)).flatMap(({ name }) => [name, ...name.split(/\s+/)])
}

export async function listTeamPeople({ tx }: Work, teamId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from assignment a join person p on p.id = a.person_id
    where a.team_id = ${teamId} and a.role in ('agent', 'coach')`.execute(tx)
  return rows
}

/** @throws Problem names_somebody */
export function refuseNames(text: string, names: readonly string[], path: string): void {
  const named = namesIn(
    text,
    names.filter((name) => name.length >= 3),
  )
  if (named.length > 0)
    throw new Problem('names_somebody', undefined, [{ path, message: `names ${named.join(', ')}` }])
}
