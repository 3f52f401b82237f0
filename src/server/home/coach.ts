import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { presentSupportRequest } from '../support/present.ts'
import { listOpenRefusals, listSupportRequests } from '../support/store.ts'
import { happyFrom, periodStart } from './period.ts'

type Pattern = { touchpoint: string; contacts: number; of: number }

/** A customer's rating up to which we call them unhappy: the lower two of five. */
const unhappyUpTo = 2

/** Fewer contacts than this, or a single one of them, is an anecdote: a pattern asks for more. */
const patternFrom = { of: 5, contacts: 2 }

/** Whom can I help with what? Patterns of the teams I coach by touchpoint, never of a person. */
export async function coachHome(work: Work, actor: Actor): Promise<Home['coach']> {
  if (!actor.roles.includes('coach')) return null
  const since = periodStart(work)
  const teams = sql`ct.client_id = any (${actor.clientIds}::uuid[]) and ct.team_id = any (${actor.coachTeamIds}::uuid[])`
  const { rows } = await sql<{ closed: number; confirmed: number }>`
    select count(*) as closed, count(*) filter (where ct.closure = 'confirmed') as confirmed
    from contact ct where ${teams} and ct.closed_at >= ${since}`.execute(work.tx)
  const { closed, confirmed } = rows[0]!
  const support = await listSupportRequests(work, actor, { view: 'for_me', limit: 20 })
  return {
    support: support
      .filter((row) => actor.coachTeamIds.includes(row.team_id))
      .map((row) => presentSupportRequest(row, actor)),
    refused: (await listOpenRefusals(work, sql`s.team_id = any (${actor.coachTeamIds}::uuid[])`)).map((row) =>
      presentSupportRequest(row, actor),
    ),
    closed,
    confirmed: proportionOf(confirmed, closed),
    unclear: await listUnclear(work.tx, teams, since),
    unused: await listUnused(work.tx, teams, since),
    praise: await listPraise(work.tx, teams, since),
  }
}

type Condition = ReturnType<typeof sql>

/** Of the contacts put before the customer or closed in the period: those that came back, or were not clear. */
async function listUnclear(tx: Tx, teams: Condition, since: Date): Promise<Pattern[]> {
  const { rows } = await sql<Pattern>`
    select touchpoint, count(*) filter (where unclear) as contacts, count(*) as of from (
      select ct.touchpoint,
        exists (select 1 from contact_event e where e.client_id = ct.client_id and e.contact_id = ct.id
          and e.kind in ('returned_to_agent', 'reopened') and e.at >= ${since})
        or exists (select 1 from doubt d join doubt_verdict v on v.client_id = d.client_id and v.doubt_id = d.id
          where d.client_id = ct.client_id and d.contact_id = ct.id and not v.clear and v.at >= ${since}) as unclear
      from contact ct where ${teams} and (ct.closed_at >= ${since}
        or exists (select 1 from contact_event e where e.client_id = ct.client_id and e.contact_id = ct.id
          and e.kind = 'closure_proposed' and e.at >= ${since}))) seen
    group by touchpoint having count(*) >= ${patternFrom.of} and count(*) filter (where unclear) >= ${patternFrom.contacts}
    order by contacts desc, of, touchpoint limit 10`.execute(tx)
  return rows
}

/**
 * Of the contacts closed in the period: those that left a customer unhappy (rated low, or unconfirmed with
 * something not clear) without a decision, though the mandate then in force had a power for their currency.
 */
async function listUnused(tx: Tx, teams: Condition, since: Date): Promise<Pattern[]> {
  const { rows } = await sql<Pattern>`
    select touchpoint, count(*) filter (where unused) as contacts, count(*) as of from (
      select ct.touchpoint,
        (exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id
            and r.csat <= ${unhappyUpTo})
          or (ct.closure = 'unconfirmed' and exists (select 1 from doubt d
            left join doubt_verdict v on v.client_id = d.client_id and v.doubt_id = d.id and not v.clear
            where d.client_id = ct.client_id and d.contact_id = ct.id and d.state = 'open'
              and (v.id is not null or d.unclear_because is not null))))
        and not exists (select 1 from decision dn where dn.client_id = ct.client_id and dn.contact_id = ct.id)
        and exists (select 1 from mandate m join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id,
            jsonb_array_elements(m.document -> 'powers') p
          where m.client_id = ct.client_id and m.id = mandate_in_force(ct.client_id, ct.team_id, ct.closed_at)
            and not exists (select 1 from jsonb_array_elements(p -> 'limits') l
              where l ->> 'measure' = 'money' and not l -> 'bounds' ? cu.currency)) as unused
      from contact ct where ${teams} and ct.closed_at >= ${since}) seen
    group by touchpoint having count(*) >= ${patternFrom.of} and count(*) filter (where unused) >= ${patternFrom.contacts}
    order by contacts desc, of, touchpoint limit 10`.execute(tx)
  return rows
}

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
