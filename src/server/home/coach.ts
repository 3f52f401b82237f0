import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import { presentOpportunity } from '../coaching/present.ts'
import { listOpportunities } from '../coaching/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { presentSupportRequest } from '../support/present.ts'
import { listOpenRefusals, listSupportRequests } from '../support/store.ts'
import { periodStart } from './period.ts'

/** More patterns than a coach can work on at once would be a list, not an answer. */
const atOnce = 3

/** Whom can I help with what? What stands out in the teams I coach (server/coaching), never of a person. */
export async function coachHome(work: Work, actor: Actor): Promise<Home['coach']> {
  if (!actor.roles.includes('coach')) return null
  const since = periodStart(work)
  const teams = sql`ct.client_id = any (${actor.clientIds}::uuid[]) and ct.team_id = any (${actor.coachTeamIds}::uuid[])`
  const { rows } = await sql<{ closed: number; confirmed: number }>`
    select count(*) as closed, count(*) filter (where ct.closure = 'confirmed') as confirmed
    from contact ct where ${teams} and ct.closed_at >= ${since}`.execute(work.tx)
  const { closed, confirmed } = rows[0]!
  const support = await listSupportRequests(work, actor, { view: 'for_me', limit: 20 })
  const opportunities = await listOpportunities(work, actor, 'open', { limit: atOnce })
  return {
    support: support
      .filter((row) => actor.coachTeamIds.includes(row.team_id))
      .map((row) => presentSupportRequest(row, actor)),
    refused: (await listOpenRefusals(work, sql`s.team_id = any (${actor.coachTeamIds}::uuid[])`)).map((row) =>
      presentSupportRequest(row, actor),
    ),
    closed,
    confirmed: proportionOf(confirmed, closed),
    opportunities: opportunities.map((row) => presentOpportunity(row, actor)),
    praise: await listPraise(work.tx, teams, since),
  }
}

type Condition = ReturnType<typeof sql>

async function listPraise(tx: Tx, teams: Condition, since: Date) {
  const { rows } = await sql<{ contactId: string; customerName: string; words: string }>`
    select r.contact_id as "contactId", cu.name as "customerName", r.words
    from rating r
    join contact ct on ct.client_id = r.client_id and ct.id = r.contact_id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    where ${teams} and r.at >= ${since} and r.words is not null and r.csat >= ${happyFrom}
    order by r.at desc, r.id desc limit 5`.execute(tx)
  return rows
}
