import { sql } from 'kysely'
import { happyFrom } from '../../core/contact/happy.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'

/** The sites at which a person works: in a team, or as its manager. */
export async function sitesOf(tx: Tx, { teamIds, siteIds }: Actor): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct s.id, s.name from site s
    where s.id = any (${siteIds}::uuid[]) or s.id in (select t.site_id from team t where t.id = any (${teamIds}::uuid[]))
    order by s.name, s.id limit 50`.execute(tx)
  return rows
}

export async function hasDrawn(tx: Tx, personId: string, round: number): Promise<boolean> {
  const row = await tx
    .selectFrom('pulse_draw')
    .select('round')
    .where('round', '=', round)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

export type TallyRow = {
  round: number
  site_id: string
  site_name: string
  question: string
  counts: number[]
}

/** The newest rounds that were counted: a year of them. */
export async function listTallies(tx: Tx): Promise<TallyRow[]> {
  const { rows } = await sql<TallyRow>`
    select t.round, t.site_id, s.name as site_name, t.question, json_agg(t.count order by t.value) as counts
    from pulse_tally t join site s on s.id = t.site_id
    where t.round > (select coalesce(max(round), 0) - 13 from pulse_tally)
    group by t.round, t.site_id, s.name, t.question order by t.round desc, s.name limit 20000`.execute(tx)
  return rows
}

/** Ratings given at each site between two instants, of the clients in reach. */
export async function countRatings(
  tx: Tx,
  since: Date,
  until: Date,
): Promise<{ site_id: string; happy: number; rated: number }[]> {
  const { rows } = await sql<{ site_id: string; happy: number; rated: number }>`
    select t.site_id, count(*) filter (where r.csat >= ${happyFrom}) as happy, count(*) as rated
    from rating r join contact ct on ct.client_id = r.client_id and ct.id = r.contact_id join team t on t.id = ct.team_id
    where r.csat is not null and r.at >= ${since} and r.at < ${until} group by t.site_id`.execute(tx)
  return rows
}
