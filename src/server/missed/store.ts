import { sql } from 'kysely'
import type { PowerKind } from '../../core/mandate/document.ts'
import { before, type Keyset } from '../guarantee/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { closedWithUs, leftUndecided, unused } from './unused.ts'

export type MissedCount = {
  client_id: string
  client_name: string
  team_id: string
  team_name: string
  touchpoint: string
  month: string
  closed: number
  decided: number
  missed: number
}

/** Teams whose figures this person reads: their own, or all of their clients for who reads on a client's behalf. */
function teamsOf(actor: Actor) {
  const wide = actor.roles.some((role) => role === 'client_representative' || role === 'sponsor')
  const own = actor.roles.includes('manager') ? actor.teamIds : actor.coachTeamIds
  return sql`(${wide} or ct.team_id = any (${own}::uuid[]))`
}

const month = sql`to_char(ct.closed_at at time zone s.time_zone, 'YYYY-MM')`

/** Counts of the contacts closed in these calendar months and the present one, by team, touchpoint and month. */
export async function countMissed(work: Work, actor: Actor, months: number): Promise<MissedCount[]> {
  const { rows } = await sql<MissedCount>`
    select ct.client_id, c.name as client_name, ct.team_id, t.name as team_name, ct.touchpoint, ${month} as month,
      count(*) as closed,
      count(*) filter (where exists (select 1 from decision d
        where d.client_id = ct.client_id and d.contact_id = ct.id)) as decided,
      count(*) filter (where ${unused}) as missed
    from contact ct
    join client c on c.id = ct.client_id
    join team t on t.id = ct.team_id
    join site s on s.id = t.site_id
    where ${closedWithUs} and ${teamsOf(actor)}
      and ct.closed_at at time zone s.time_zone
        >= date_trunc('month', ${work.now}::timestamptz at time zone s.time_zone) - make_interval(months => ${months - 1})
    group by ct.client_id, c.name, ct.team_id, t.name, ct.touchpoint, 6
    order by month desc, missed desc, closed desc, team_name, touchpoint limit 2000`.execute(work.tx)
  return rows
}

/** Unhappy contacts without a decision that nobody has weighed yet; 1000 stands for "many". */
export async function countUnweighed(work: Work, actor: Actor): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from contact ct
      left join missed_authority m on m.client_id = ct.client_id and m.contact_id = ct.id and m.closed_at = ct.closed_at
      where ${closedWithUs} and ct.closed_at > ${new Date(work.now.getTime() - 400 * 86_400_000)}
        and m.contact_id is null and ${teamsOf(actor)} and ${leftUndecided}
      limit 1000) waiting`.execute(work.tx)
  return rows[0]!.count
}

export type MissedContact = {
  id: string
  at: Date
  subject: string
  customer_name: string
  why: 'rated_low' | 'not_clear' | 'came_back'
  powers: PowerKind[]
}

/** The contacts of one figure, for who may open them; nothing of a figure that is too small to be shown. */
export async function listMissedContacts(
  work: Work,
  actor: Actor,
  cell: { teamId: string; touchpoint: string; month: string; fewest: number },
  keyset: Keyset,
): Promise<MissedContact[]> {
  const { rows } = await sql<MissedContact>`
    with cell as (
      select ct.* from contact ct
      join team t on t.id = ct.team_id
      join site s on s.id = t.site_id
      where ${closedWithUs} and ct.team_id = ${cell.teamId} and ct.team_id = any (${actor.teamIds}::uuid[])
        and ${teamsOf(actor)} and ct.touchpoint = ${cell.touchpoint} and ${month} = ${cell.month})
    select ct.id, ct.closed_at as at, ct.subject, cu.name as customer_name, ma.powers,
      case when exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id and r.csat <= 2)
          then 'rated_low'
        when exists (select 1 from contact_event e where e.client_id = ct.client_id and e.contact_id = ct.id
          and e.kind = 'reopened') then 'came_back'
        else 'not_clear' end as why
    from contact ct
    join missed_authority ma on ma.client_id = ct.client_id and ma.contact_id = ct.id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    where ct.id in (select id from cell) and (select count(*) from cell) >= ${cell.fewest} and ${unused}
      and ${before(sql`ct.closed_at`, sql`ct.id`, keyset)}
    order by date_trunc('milliseconds', ct.closed_at) desc, ct.id desc limit ${keyset.limit}`.execute(work.tx)
  return rows
}
