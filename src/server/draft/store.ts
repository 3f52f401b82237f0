import { sql } from 'kysely'
import type { DraftDetail, DraftLine } from '../../contract/draft.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { DraftDocument } from '../../core/mandate/draft.ts'
import type { Work } from '../platform/db.ts'

export type DraftRow = {
  client_id: string
  id: string
  client_name: string
  teams: { id: string; name: string }[]
  from_date: string | null
  document: DraftDocument
  based_on: { id: string; number: number } | null
  revision: number
  updated_by_name: string
  updated_at: Date
  created_at: Date
}

const columns = sql`
  d.client_id, d.id, c.name as client_name, d.from_date, d.document, d.revision,
  coalesce(p.name, '') as updated_by_name, d.updated_at, d.created_at,
  (select json_build_object('id', m.id, 'number', m.number) from mandate m
    where m.client_id = d.client_id and m.id = d.based_on) as based_on,
  (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]')
     from team t where t.client_id = d.client_id and t.id = any (d.team_ids)) as teams
  from mandate_draft d join client c on c.id = d.client_id left join person p on p.id = d.updated_by`

export async function listDrafts(
  { tx }: Work,
  options: { clientId?: string; beforeAt?: Date; beforeId?: string; limit: number },
): Promise<DraftRow[]> {
  const { clientId = null, beforeAt = null, beforeId = null } = options
  const { rows } = await sql<DraftRow>`
    select ${columns}
    where (${clientId}::uuid is null or d.client_id = ${clientId}::uuid)
      and (${beforeAt}::timestamptz is null
           or (date_trunc('milliseconds', d.created_at), d.id) < (${beforeAt}::timestamptz, ${beforeId}::uuid))
    order by date_trunc('milliseconds', d.created_at) desc, d.id desc limit ${options.limit}`.execute(tx)
  return rows
}

export async function findDraft({ tx }: Work, draftId: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`select ${columns} where d.id = ${draftId}`.execute(tx)
  return rows[0]
}

/** Held until the transaction ends, so that two saves at once come one after the other. */
export async function lockDraft(
  { tx }: Work,
  draftId: string,
): Promise<{ client_id: string; revision: number } | undefined> {
  return tx
    .selectFrom('mandate_draft')
    .select(['client_id', 'revision'])
    .where('id', '=', draftId)
    .forUpdate()
    .executeTakeFirst()
}

/** The zone in which a draft's date begins: of the first of its teams by name. */
export async function findDraftZone({ tx }: Work, draftId: string): Promise<string | undefined> {
  const { rows } = await sql<{ time_zone: string }>`
    select s.time_zone from mandate_draft d
    join team t on t.client_id = d.client_id and t.id = any (d.team_ids) join site s on s.id = t.site_id
    where d.id = ${draftId} order by t.name, t.id limit 1`.execute(tx)
  return rows[0]?.time_zone
}

/** The newest version in force for any of the draft's teams; of its client while it names none. */
export async function findReplaced({ tx, now }: Work, draftId: string): Promise<DraftDetail['inForce']> {
  const { rows } = await sql<{ id: string; number: number; document: MandateDocument }>`
    select m.id, m.number, m.document from mandate_draft d
    join team t on t.client_id = d.client_id and (cardinality(d.team_ids) = 0 or t.id = any (d.team_ids))
    join mandate m on m.client_id = d.client_id and m.id = mandate_in_force(d.client_id, t.id, ${now})
    where d.id = ${draftId} order by m.number desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export function presentDraftLine(row: DraftRow): DraftLine {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    teams: row.teams,
    from: row.from_date,
    basedOn: row.based_on,
    revision: row.revision,
    updatedBy: row.updated_by_name,
    updatedAt: row.updated_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  }
}
