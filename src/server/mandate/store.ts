import { CompiledQuery, sql } from 'kysely'
import type { MandateLine, Signature } from '../../contract/mandate.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { OverlayInForce } from '../../core/mandate/overlay.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'

export type MandateRow = {
  client_id: string
  id: string
  number: number
  document: MandateDocument
  hash: string
  in_force_from: Date
  created_at: Date
  client_name: string
  teams: { id: string; name: string }[]
  signatures: Signature[]
  in_force: boolean
  /** a later version is in force for every team this one was for */
  replaced: boolean
}

const columns = sql`
  m.client_id, m.id, m.number, m.document, m.hash, m.in_force_from, m.created_at, c.name as client_name,
  (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]')
     from mandate_team mt join team t on t.id = mt.team_id
    where mt.client_id = m.client_id and mt.mandate_id = m.id) as teams,
  (select coalesce(json_agg(json_build_object('side', s.side, 'personName', coalesce(p.name, ''),
            'at', to_char(s.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'method', s.method) order by s.at), '[]')
     from mandate_signature s left join person p on p.id = s.person_id
    where s.client_id = m.client_id and s.mandate_id = m.id) as signatures`

/** A mandate is in force for a team when both sides have signed, its date has come, and no later one is. */
function standing(now: Date) {
  return sql`
  exists (select 1 from mandate_team mt where mt.client_id = m.client_id and mt.mandate_id = m.id
             and mandate_in_force(m.client_id, mt.team_id, ${now}) = m.id) as in_force,
  (select bool_and(coalesce(later.number, 0) > m.number) from mandate_team mt
     left join mandate later on later.client_id = mt.client_id
       and later.id = mandate_in_force(mt.client_id, mt.team_id, ${now})
    where mt.client_id = m.client_id and mt.mandate_id = m.id) as replaced`
}

export async function listMandates(
  work: Work,
  options: { clientId?: string; beforeAt?: Date; beforeId?: string; limit: number },
): Promise<MandateRow[]> {
  const { clientId, beforeAt, beforeId } = options
  const { rows } = await sql<MandateRow>`
    select ${columns}, ${standing(work.now)}
    from mandate m join client c on c.id = m.client_id
    where (${clientId ?? null}::uuid is null or m.client_id = ${clientId ?? null}::uuid)
      and (${beforeAt ?? null}::timestamptz is null
           or (date_trunc('milliseconds', m.created_at), m.id) < (${beforeAt ?? null}::timestamptz, ${beforeId ?? null}::uuid))
    order by date_trunc('milliseconds', m.created_at) desc, m.id desc limit ${options.limit}`.execute(work.tx)
  return rows
}

export async function findMandate(work: Work, mandateId: string): Promise<MandateRow | undefined> {
  const { rows } = await sql<MandateRow>`
    select ${columns}, ${standing(work.now)}
    from mandate m join client c on c.id = m.client_id where m.id = ${mandateId}`.execute(work.tx)
  return rows[0]
}

/** The exact bytes that are signed. */
export async function findCanonical({ tx }: Work, mandateId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('mandate')
    .select('canonical')
    .where('id', '=', mandateId)
    .executeTakeFirst()
  return row?.canonical
}

export type MandateInForce = {
  id: string
  number: number
  document: MandateDocument
  signed_by_client_at: Date
  time_zone: string
  /** signed by both sides, and whose time it is */
  overlays: OverlayInForce[]
}

/** The mandate that binds a team at a time, with its site's zone; undefined when there is none. */
export async function findMandateInForce(
  tx: Tx,
  clientId: string,
  teamId: string,
  now: Date,
): Promise<MandateInForce | undefined> {
  const text = selectInForce('t.id = $1 and t.client_id = $2', '$3')
  const { rows } = await tx.executeQuery<MandateInForce>(CompiledQuery.raw(text, [teamId, clientId, now]))
  const row = rows[0]
  return row && { ...row, document: await readDocument(tx, row.id) }
}

/** Selects all of a mandate in force but its document, as part of another statement or by itself. */
export function selectInForce(team: string, now: string): string {
  return `select m.id, m.number, s.at as signed_by_client_at, site.time_zone,
      (select coalesce(json_agg(json_build_object('id', o.id, 'document', o.document) order by o.id), '[]')
         from overlay o where o.client_id = m.client_id and o.mandate_id = m.id
          and o.from_at <= ${now} and o.until_at > ${now}
          and (select count(*) from overlay_signature os where os.client_id = o.client_id
                 and os.overlay_id = o.id and os.hash = o.hash) = 2) as overlays
    from team t join site on site.id = t.site_id
    -- by itself, lest it is found again for each mandate that it is compared with
    cross join lateral (select mandate_in_force(t.client_id, t.id, ${now}) as id offset 0) newest
    join mandate m on m.client_id = t.client_id and m.id = newest.id
    join mandate_signature s on s.client_id = m.client_id and s.mandate_id = m.id and s.side = 'client'
    where ${team}`
}

/** Documents kept at most: those of some tens of clients; then all are forgotten, which costs each a query. */
const documentsKept = 100
const documents = new Map<string, MandateDocument>()

/**
 * The document of a mandate that this transaction found by its own means. A version never changes, so that it is sent,
 * parsed and compiled (see core's compile.ts) once, and not for each decision.
 */
export async function readDocument(tx: Tx, mandateId: string): Promise<MandateDocument> {
  const kept = documents.get(mandateId)
  if (kept) return kept
  const row = await tx
    .selectFrom('mandate')
    .select('document')
    .where('id', '=', mandateId)
    .executeTakeFirstOrThrow()
  const document = row.document as unknown as MandateDocument
  if (documents.size >= documentsKept) documents.clear()
  documents.set(mandateId, document)
  return document
}

export function presentMandateLine(row: MandateRow): MandateLine {
  const signed = (side: 'operator' | 'client') => row.signatures.some((signature) => signature.side === side)
  const state = row.in_force
    ? 'in_force'
    : row.replaced
      ? 'replaced'
      : signed('operator') && signed('client')
        ? 'agreed'
        : signed('operator')
          ? 'awaiting_client'
          : signed('client')
            ? 'awaiting_operator'
            : 'draft'
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    number: row.number,
    state,
    teams: row.teams,
    from: row.in_force_from.toISOString(),
    createdAt: row.created_at.toISOString(),
    signatures: row.signatures,
  }
}

/** The side this reader may sign for now, if any. */
export function sideOf(
  row: Pick<MandateRow, 'replaced' | 'signatures'>,
  actor: Actor,
): 'operator' | 'client' | null {
  if (row.replaced) return null
  const side = actor.roles.includes('client_representative')
    ? 'client'
    : actor.roles.some((role) => role === 'administrator' || role === 'manager')
      ? 'operator'
      : null
  if (side === null || row.signatures.some((signature) => signature.side === side)) return null
  return side
}
