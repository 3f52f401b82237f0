import { sql } from 'kysely'
import {
  askAgainstOthers,
  askAgainstSame,
  enoughElsewhere,
  fewestPeople,
  type Group,
  type OpportunityKind,
  opportunityKinds,
  type Question,
} from '../../core/coaching/question.ts'
import { chooseWindow, type WindowWeeks, windowWeeks } from '../../core/coaching/window.ts'
import type { Tx } from '../platform/db.ts'
import { casesOf, type Scope } from './cases.ts'
import { startOf, weeksBefore } from './weeks.ts'

export type LookedTeam = { id: string; client_id: string; name: string; time_zone: string }

/** The contacts that a week's questions are about: whole weeks before its Monday. */
export function scopeOf(
  team: Omit<LookedTeam, 'name'>,
  week: string,
  weeks: number,
): Scope & { teamId: string } {
  return {
    clientId: team.client_id,
    teamId: team.id,
    since: startOf(weeksBefore(week, weeks), team.time_zone),
    until: startOf(week, team.time_zone),
  }
}

/** Everything that is asked of a team in a week. SQL counts; core says what is asked of the counts. */
export async function askTeam(
  tx: Tx,
  team: LookedTeam,
  week: string,
): Promise<{ weeks: WindowWeeks; questions: Question[] }> {
  const weeks = chooseWindow(await countClosed(tx, team, week))
  const scope = scopeOf(team, week, weeks)
  const questions: Question[] = []
  for (const kind of opportunityKinds) {
    const groups = await countGroups(tx, kind, scope)
    questions.push(
      ...(kind === 'done_well'
        ? await askDoneWell(tx, team, { week, weeks, scope }, groups)
        : askAgainstOthers(kind, groups)),
    )
  }
  return { weeks, questions }
}

/** What is done well is done better than by others who do the same; by a team alone, better than before. */
async function askDoneWell(
  tx: Tx,
  team: LookedTeam,
  { week, weeks, scope }: { week: string; weeks: number; scope: Scope },
  groups: readonly Group[],
): Promise<Question[]> {
  const teams = await countGroups(tx, 'done_well', { ...scope, teamId: null, notTeamId: team.id })
  if (teams.reduce((sum, { of }) => sum + of, 0) >= enoughElsewhere)
    return askAgainstSame('done_well', groups, teams, 'teams')
  const before = await countGroups(tx, 'done_well', scopeOf(team, weeksBefore(week, weeks), weeks))
  return askAgainstSame('done_well', groups, before, 'before')
}

async function countGroups(tx: Tx, kind: OpportunityKind, scope: Scope): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select subject, count(*) filter (where hit) as count, count(*) as of,
      count(distinct agent_id) filter (where hit) >= ${fewestPeople[kind]} as many
    from (${casesOf(kind, scope)}) cases group by subject order by subject limit 500`.execute(tx)
  return rows
}

async function countClosed(tx: Tx, team: LookedTeam, week: string): Promise<Record<WindowWeeks, number>> {
  const counted = {} as Record<WindowWeeks, number>
  for (const weeks of windowWeeks) {
    const { clientId, teamId, since, until } = scopeOf(team, week, weeks)
    const { rows } = await sql<{ closed: number }>`
      select count(*) as closed from contact ct where ct.client_id = ${clientId} and ct.team_id = ${teamId}
        and ct.channel <> 'import' and ct.closed_at >= ${since} and ct.closed_at < ${until}`.execute(tx)
    counted[weeks] = rows[0]!.closed
  }
  return counted
}
