import { sql } from 'kysely'
import type { z } from 'zod'
import type { Client, site, team } from '../../contract/organisation.ts'
import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'

export type ClientRow = {
  id: string
  slug: string
  name: string
  languages: string[]
  currencies: string[]
  touchpoints: string[]
  closing_days: number
  fulfilment_url: string | null
}
const clientColumns = [
  'id',
  'slug',
  'name',
  'languages',
  'currencies',
  'touchpoints',
  'closing_days',
  'fulfilment_url',
] as const

export function listClients(tx: Tx): Promise<ClientRow[]> {
  return tx.selectFrom('client').select(clientColumns).orderBy('name').orderBy('id').limit(200).execute()
}

export function findClient(tx: Tx, clientId: string): Promise<ClientRow | undefined> {
  return tx.selectFrom('client').select(clientColumns).where('id', '=', clientId).executeTakeFirst()
}

/** Read by itself: it is in no other answer. */
export function findWebhookSecret(
  tx: Tx,
  clientId: string,
): Promise<{ fulfilment_secret: string | null; fulfilment_secret_before_until: Date | null } | undefined> {
  return tx
    .selectFrom('client')
    .select(['fulfilment_secret', 'fulfilment_secret_before_until'])
    .where('id', '=', clientId)
    .executeTakeFirst()
}

/**
 * The sites a reader may know of: all for the operator's own wide roles, otherwise their own and those with a
 * team of their clients. A client need not learn where the operator serves others (law 9).
 */
export async function listSites(tx: Tx, actor: Actor): Promise<z.infer<typeof site>[]> {
  const all = actor.roles.some((role) => role === 'administrator' || role === 'sponsor' || role === 'trainer')
  const { rows } = await sql<{ id: string; name: string; time_zone: string }>`
    select s.id, s.name, s.time_zone from site s
    where ${all} or s.id = any (${actor.siteIds}::uuid[]) or exists (select 1 from team t where t.site_id = s.id)
    order by s.name, s.id limit 200`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, timeZone: row.time_zone }))
}

export async function listTeams(tx: Tx, teamId?: string): Promise<z.infer<typeof team>[]> {
  let select = tx
    .selectFrom('team as t')
    .innerJoin('client as c', 'c.id', 't.client_id')
    .innerJoin('site as s', 's.id', 't.site_id')
    .select([
      't.id',
      't.name',
      't.client_id',
      'c.name as client_name',
      't.site_id',
      's.name as site_name',
      't.languages',
    ])
    .orderBy('t.name')
    .orderBy('t.id')
    .limit(500)
  if (teamId) select = select.where('t.id', '=', teamId)
  const rows = await select.execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    clientId: row.client_id,
    clientName: row.client_name,
    siteId: row.site_id,
    siteName: row.site_name,
    languages: row.languages as Language[],
  }))
}

/** The webhook's address may hold a secret of the client's: only administrators are shown it. */
export function presentClient(row: ClientRow, reader: Actor): Client {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    languages: row.languages as Language[],
    currencies: row.currencies,
    touchpoints: row.touchpoints,
    closingDays: row.closing_days,
    fulfilmentUrl: reader.roles.includes('administrator') ? row.fulfilment_url : null,
  }
}
