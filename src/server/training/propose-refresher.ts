import { sql } from 'kysely'
import { type Material, type Pattern, proposeRefreshers } from '../../core/training/refresher.ts'
import type { Tx, Work } from '../platform/db.ts'
import { stillAsked } from './refresher-store.ts'

type Team = { id: string; client_id: string }

/** What a team was proposed is not proposed to it again within this time. */
const restDays = 182

/**
 * Proposes to a team what practice may help with: called by the weekly look, in its transaction, with the patterns it
 * found, the weightiest first. Each pattern is answered once, whatever became of the answer.
 */
export async function proposeForPatterns(
  { tx, now }: Work,
  team: Team,
  patterns: readonly Pattern[],
): Promise<void> {
  const fresh = await withoutAnswered(tx, team, patterns)
  if (fresh.length === 0) return
  const { open, languages } = await readTeam(tx, team, now)
  const materials = await listMaterials(tx, team, now)
  for (const { pattern, material } of proposeRefreshers(fresh, materials, { open, languages }))
    await tx
      .insertInto('refresher')
      .values({
        client_id: team.client_id,
        team_id: team.id,
        opportunity_id: pattern.opportunityId,
        course_id: material.kind === 'course' ? material.id : null,
        scenario_id: material.kind === 'scenario' ? material.id : null,
        touchpoint: pattern.subject,
        at: now,
      })
      .execute()
}

async function withoutAnswered(tx: Tx, team: Team, patterns: readonly Pattern[]): Promise<Pattern[]> {
  const { rows } = await sql<{ opportunity_id: string }>`
    select opportunity_id from refresher where client_id = ${team.client_id}
      and opportunity_id = any (${patterns.map(({ opportunityId }) => opportunityId)}::uuid[])`.execute(tx)
  const answered = new Set(rows.map(({ opportunity_id }) => opportunity_id))
  return patterns.filter(({ opportunityId }) => !answered.has(opportunityId))
}

async function readTeam(tx: Tx, team: Team, now: Date): Promise<{ open: number; languages: string[] }> {
  const { rows } = await sql<{ open: number; languages: string[] }>`
    select t.languages, (select count(*)::int from refresher r
      join opportunity o on o.client_id = r.client_id and o.id = r.opportunity_id
      where r.client_id = t.client_id and r.team_id = t.id and ${stillAsked(now)}) as open
    from team t where t.id = ${team.id}`.execute(tx)
  return rows[0]!
}

/** Approved scenarios of the client and published courses, newest first, that the team was not proposed of late. */
async function listMaterials(tx: Tx, team: Team, now: Date): Promise<Material[]> {
  const since = new Date(now.getTime() - restDays * 86_400_000)
  const proposed = sql`(select 1 from refresher r where r.client_id = ${team.client_id}
    and (r.team_id = ${team.id} and r.at > ${since} or r.team_id is null and r.ended_at is null)`
  const scenarios = await sql<Extract<Material, { kind: 'scenario' }>>`
    select 'scenario' as kind, s.id, s.touchpoint, s.language, jsonb_array_length(s.content -> 'steps') as turns
    from scenario s where s.client_id = ${team.client_id} and s.state = 'approved'
      and not exists ${proposed} and r.scenario_id = s.id)
    order by s.approved_at desc, s.id limit 200`.execute(tx)
  const courses = await sql<Extract<Material, { kind: 'course' }>>`
    select 'course' as kind, co.id, co.shipped, jsonb_array_length(co.content -> 'lessons') as lessons
    from course co where co.state = 'published' and not exists ${proposed} and r.course_id = co.id)
    order by co.created_at desc, co.id limit 100`.execute(tx)
  return [...scenarios.rows, ...courses.rows]
}
