import { sql } from 'kysely'
import type { OverlayShown } from '../../contract/overlay.ts'
import type { Overlay } from '../../core/mandate/overlay.ts'
import { type MandateRow, sideOf } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type OverlayRow = Pick<MandateRow, 'signatures' | 'replaced'> & {
  client_id: string
  id: string
  mandate_id: string
  document: Overlay
  hash: string
  created_at: Date
  in_force: boolean
}

/** `replaced`: its time is over, so that nobody need sign it any more. */
function columns(now: Date) {
  return sql`
  o.client_id, o.id, o.mandate_id, o.document, o.hash, o.created_at, o.until_at <= ${now} as replaced,
  (o.from_at <= ${now} and o.until_at > ${now} and (select count(*) from overlay_signature s
    where s.client_id = o.client_id and s.overlay_id = o.id and s.hash = o.hash) = 2) as in_force,
  (select coalesce(json_agg(json_build_object('side', s.side, 'personName', coalesce(p.name, ''),
            'at', to_char(s.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'method', s.method) order by s.at), '[]')
     from overlay_signature s left join person p on p.id = s.person_id
    where s.client_id = o.client_id and s.overlay_id = o.id) as signatures
  from overlay o`
}

export async function listOverlays({ tx, now }: Work, mandateId: string): Promise<OverlayRow[]> {
  const { rows } = await sql<OverlayRow>`
    select ${columns(now)} where o.mandate_id = ${mandateId}
    order by o.created_at desc, o.id desc limit 200`.execute(tx)
  return rows
}

export async function findOverlay({ tx, now }: Work, overlayId: string): Promise<OverlayRow | undefined> {
  const { rows } = await sql<OverlayRow>`select ${columns(now)} where o.id = ${overlayId}`.execute(tx)
  return rows[0]
}

export function presentOverlay(row: OverlayRow, reader: Actor): OverlayShown {
  return {
    id: row.id,
    mandateId: row.mandate_id,
    document: row.document,
    hash: row.hash,
    createdAt: row.created_at.toISOString(),
    signatures: row.signatures,
    inForce: row.in_force,
    maySign: sideOf(row, reader),
  }
}
