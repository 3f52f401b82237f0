import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { presentSupportRequest } from '../support/present.ts'
import { listSupportRequests } from '../support/store.ts'
import { periodStart } from './period.ts'

type Team = NonNullable<Home['manager']>['teams'][number]

/** What blocks the front line? At the sites I manage; the clock measured here is the supporters', not the agents'. */
export async function managerHome(work: Work, actor: Actor): Promise<Home['manager']> {
  if (!actor.roles.includes('manager')) return null
  const since = periodStart(work)
  const clients = sql`s.client_id = any (${actor.clientIds}::uuid[])`
  const { rows } = await sql<{ in_time: number; ended: number; stood: number }>`
    select
      count(*) filter (where s.state in ('granted', 'declined', 'solved') and s.answered_at <= s.due_at
        and not passed) as in_time,
      count(*) filter (where s.state <> 'open' or s.due_at < ${work.now} or passed) as ended,
      count(*) filter (where s.state = 'stood') as stood
    from support_request s join team t on t.id = s.team_id
    cross join lateral (select exists (select 1 from support_passing sp
      where sp.client_id = s.client_id and sp.support_request_id = s.id) as passed) p
    where ${clients} and t.site_id = any (${actor.siteIds}::uuid[]) and s.asked_at >= ${since}`.execute(
    work.tx,
  )
  const teams = await sql<Team>`
    select t.id, t.name, c.name as "clientName",
      (select count(*) from contact ct where ct.client_id = t.client_id and ct.team_id = t.id
        and ct.state = 'waiting') as waiting,
      (select count(*) from support_request s where s.client_id = t.client_id and s.team_id = t.id
        and s.state = 'open') as "openSupport"
    from team t join client c on c.id = t.client_id
    where t.site_id = any (${actor.siteIds}::uuid[])
    order by "openSupport" desc, waiting desc, t.name, t.id limit 100`.execute(work.tx)
  const open = await listSupportRequests(work, actor, { view: 'for_me', limit: 100 })
  const present = (row: (typeof open)[number]) => presentSupportRequest(row, actor)
  return {
    // What still stands with a coach is theirs to answer; an obstacle is mine at once, whoever it stands with.
    support: open.filter(({ kind, level }) => kind === 'lift' && level === 'manager').map(present),
    obstacles: open.filter(({ kind }) => kind === 'obstacle').map(present),
    answeredInTime: proportionOf(rows[0]!.in_time, rows[0]!.ended),
    stoodBySilence: rows[0]!.stood,
    teams: teams.rows,
  }
}
