import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Work } from '../platform/db.ts'

export async function isDeclined({ tx }: Work, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('letter_declined')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

export async function setDeclined({ tx }: Work, personId: string, declined: boolean): Promise<void> {
  if (declined)
    await tx
      .insertInto('letter_declined')
      .values({ person_id: personId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else await tx.deleteFrom('letter_declined').where('person_id', '=', personId).execute()
}

export type Reader = {
  personId: string
  name: string
  email: string
  language: Language
  siteId: string
  siteName: string
  clientIds: string[]
  /** the Monday that begins this week at the site, and the moments that the week before ran between */
  week: string
  from: Date
  until: Date
}

/** From this hour on Monday of the site's own time. */
const fromHour = 7

/** Who is to have this week's letter and has not: one each, of the site where they work. Monday and Tuesday. */
export async function listReaders({ tx, now }: Work): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    with place as (
      select s.id, s.name, s.time_zone, date_trunc('week', ${now}::timestamptz at time zone s.time_zone) as monday,
        ${now}::timestamptz at time zone s.time_zone as local from site s)
    select distinct on (p.id) p.id as "personId", p.name, p.email, p.language, s.id as "siteId", s.name as "siteName",
      array_agg(distinct t.client_id) as "clientIds", to_char(s.monday, 'YYYY-MM-DD') as week,
      (s.monday - interval '7 days') at time zone s.time_zone as "from", s.monday at time zone s.time_zone as until
    from place s
    join team t on t.site_id = s.id
    join assignment a on (a.role in ('agent', 'coach') and a.team_id = t.id) or (a.role = 'manager' and a.site_id = s.id)
    join person p on p.id = a.person_id and p.active
    where s.local >= s.monday + make_interval(hours => ${fromHour}) and s.local < s.monday + interval '2 days'
      and not exists (select 1 from letter_declined d where d.person_id = p.id)
      and not exists (select 1 from letter_sent l where l.person_id = p.id and l.week = s.monday::date)
    group by p.id, s.id, s.name, s.monday, s.time_zone
    order by p.id, s.name limit 5000`.execute(tx)
  return rows
}

/** @returns whether it was this process that took it */
export async function takeLetter({ tx }: Work, { personId, week }: Reader): Promise<boolean> {
  const row = await tx
    .insertInto('letter_sent')
    .values({ person_id: personId, week })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}
