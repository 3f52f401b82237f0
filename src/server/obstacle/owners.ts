import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { seenBy } from './store.ts'

type OwnerRow = { owner_id: string | null; owner_name: string; awaited: boolean }

/** Who may own an obstacle of the reader's sites: people first, then departments, each by name. */
export async function listOwners({ tx }: Work, actor: Actor): Promise<OwnerRow[]> {
  const { rows } = await sql<OwnerRow>`
    with near as (
      select o.owner_id, o.owner_name, o.state from obstacle o where ${seenBy(actor)}
    )
    select * from (select p.id as owner_id, p.name as owner_name,
      exists (select 1 from near n where n.owner_id = p.id and n.state = 'open') as awaited
    from person p
    where (p.active and exists (select 1 from assignment a where a.person_id = p.id and ${answersAt(sitesOf(actor))}))
      or exists (select 1 from near n where n.owner_id = p.id and n.state = 'open')
    union all
    select null, n.owner_name, bool_or(n.state = 'open') from near n where n.owner_id is null group by n.owner_name) owners
    order by owner_id is null, owner_name limit 200`.execute(tx)
  return rows
}

/** @returns the person's name @throws Problem invalid_input for somebody who removes nothing at this site */
export async function findOwnerName({ tx }: Work, personId: string, siteId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select p.name from person p where p.id = ${personId} and p.active
      and exists (select 1 from assignment a where a.person_id = p.id and ${answersAt(sql`= ${siteId}`)})`.execute(
    tx,
  )
  if (!rows[0])
    throw new Problem('invalid_input', undefined, [
      { path: 'body.ownerId', message: 'a manager of that site or an administrator is needed' },
    ])
  return rows[0].name
}

/** Managers of the sites, and administrators: whoever may take an obstacle out of the way (permission obstacle.write). */
function answersAt(sites: ReturnType<typeof sitesOf>) {
  return sql`(a.role = 'administrator' or (a.role = 'manager' and a.site_id ${sites}))`
}

function sitesOf(actor: Actor) {
  return actor.roles.includes('administrator')
    ? sql`is not null`
    : sql`in (select unnest(${actor.siteIds}::uuid[]) union
        select t.site_id from team t where t.id = any (${actor.teamIds}::uuid[]))`
}
