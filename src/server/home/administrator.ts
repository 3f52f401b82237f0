import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

type Named = { id: string; name: string }
type Counts = Omit<NonNullable<Home['administrator']>, 'clientsWithoutMandate' | 'teamsWithoutCoach'>

/** Is anything broken or missing? As it stands now. */
export async function administratorHome({ tx, now }: Work, actor: Actor): Promise<Home['administrator']> {
  if (!actor.roles.includes('administrator')) return null
  const counts = await sql<Counts>`
    select
      (select count(*) from person where active) as people,
      (select count(*) from client) as clients,
      (select count(*) from team) as teams,
      (select count(*) from mail where state = 'kept') as "mailsKept",
      (select count(*) from mail where state = 'failing') as "mailsFailing",
      count_failing_jobs() as "jobsFailing",
      (select count(*) from fulfilment where state = 'failing') as "fulfilmentsFailing"`.execute(tx)
  const clients = await sql<Named>`
    select c.id, c.name from client c where not exists (
      select 1 from team t where t.client_id = c.id and mandate_in_force(c.id, t.id, ${now}) is not null)
    order by c.name, c.id limit 200`.execute(tx)
  const teams = await sql<Named>`
    select t.id, t.name from team t where not exists (
      select 1 from assignment a join person p on p.id = a.person_id
      where a.team_id = t.id and a.role = 'coach' and p.active)
    order by t.name, t.id limit 200`.execute(tx)
  return { ...counts.rows[0]!, clientsWithoutMandate: clients.rows, teamsWithoutCoach: teams.rows }
}
