import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Role } from '../../core/person/permissions.ts'
import type { Database, Tx } from '../platform/db.ts'

export type SigningIn = {
  id: string
  name: string
  email: string
  language: Language
  active: boolean
  client_id: string | null
}

/** The person of an account, whatever client they belong to. */
export async function findPersonByAccount(db: Database, authUserId: string): Promise<SigningIn | null> {
  const { rows } = await sql<SigningIn>`select * from find_person_by_auth_user(${authUserId})`.execute(
    db.kysely,
  )
  return rows[0] ?? null
}

/** The outsourcer this database is of; null before it is set up. */
export async function findOperator(tx: Tx): Promise<{ name: string; demo: boolean } | null> {
  return (await tx.selectFrom('operator').select(['name', 'demo']).executeTakeFirst()) ?? null
}

export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('assignment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select('a.id')
    .where('a.role', '=', 'administrator')
    .where('p.active', '=', true)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Any constant: who makes or takes away an administrator holds it until commit. */
const administratorLock = 7_103_467

/** Of two who would each leave the other as the last administrator, or both be the first, one waits. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${administratorLock})`.execute(tx)
}

export type DemoRow = {
  id: string
  name: string
  role: Role
  place: string
  languages: Language[]
}

/** Active people with an account, each with their first role. At most 200: a demo world has some thirty. */
export async function listDemoPeople(tx: Tx): Promise<DemoRow[]> {
  const { rows } = await sql<DemoRow>`
    select p.id, p.name, a.role, coalesce(t.name, s.name, c.name, o.name) as place,
      coalesce(t.languages, array[p.language]) as languages
    from person p
    join lateral (select * from assignment where person_id = p.id order by created_at, id limit 1) a on true
    cross join operator o
    left join team t on t.id = a.team_id
    left join site s on s.id = a.site_id
    left join client c on c.id = a.client_id
    where p.active and p.auth_user_id is not null
    order by coalesce(t.name, s.name, c.name, o.name), p.name, p.id limit 200`.execute(tx)
  return rows
}

export async function listClientIds(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
  return rows.map((row) => row.id)
}
