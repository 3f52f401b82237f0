import { sql } from 'kysely'
import type { Person } from '../../contract/person.ts'
import type { Language } from '../../contract/route.ts'
import type { Assignment } from '../../contract/session.ts'
import type { Tx } from '../platform/db.ts'

export type PersonRow = {
  id: string
  client_id: string | null
  auth_user_id: string | null
  name: string
  email: string
  language: Language
  active: boolean
  created_at: Date
  assignments: Assignment[]
}

const columns = sql`
  p.id, p.client_id, p.auth_user_id, p.name, p.email, p.language, p.active, p.created_at,
  (select coalesce(json_agg(json_build_object('role', a.role, 'teamId', a.team_id, 'teamName', t.name,
      'siteId', a.site_id, 'siteName', s.name, 'clientId', a.client_id, 'clientName', c.name)
      order by a.created_at, a.id), '[]')
    from assignment a left join team t on t.id = a.team_id left join site s on s.id = a.site_id
      left join client c on c.id = a.client_id
    where a.person_id = p.id) as assignments
  from person p`

/** By name. A page goes on after a person, not after a name: a long name would not fit into a cursor. */
export async function listPeople(
  tx: Tx,
  options: { search?: string; afterId?: string; limit: number },
): Promise<PersonRow[]> {
  const like = options.search ? `%${options.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { afterId = null } = options
  const { rows } = await sql<PersonRow>`
    select ${columns}
    where (${like}::text is null or p.name ilike ${like} or p.email ilike ${like})
      and (${afterId}::uuid is null
           or (p.name, p.id) > (select prior.name, prior.id from person prior where prior.id = ${afterId}::uuid))
    order by p.name, p.id limit ${options.limit}`.execute(tx)
  return rows
}

/** A person, locked until commit: two changes of one person follow one another. */
export async function lockPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`select ${columns} where p.id = ${personId} for update of p`.execute(
    tx,
  )
  return rows[0]
}

export async function findPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`select ${columns} where p.id = ${personId}`.execute(tx)
  return rows[0]
}

export function presentPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    active: row.active,
    assignments: row.assignments,
    createdAt: row.created_at.toISOString(),
  }
}
