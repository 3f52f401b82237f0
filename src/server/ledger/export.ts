import { sql } from 'kysely'
import {
  type ExportedMandate,
  type ExportedOverlay,
  type ExportedSignature,
  type ExportHeader,
  exportFormat,
  writeCheckpointLine,
  writeEntryLine,
  writeHeader,
  writeMandateLine,
  writeOverlayLine,
} from '../../core/ledger/export.ts'
import { writeVerifierKey } from '../../core/ledger/note.ts'
import type { Assertion } from '../../core/passkey/assertion.ts'
import type { Database, Tx } from '../platform/db.ts'
import { sha256Bytes } from './crypto.ts'
import { readLedger, readSeals } from './read.ts'
import { countSealsUpTo, findLatestSeal, listSealKeys } from './seal-store.ts'

/**
 * A client's record up to its newest seal, line by line (core/ledger/export.ts says of what form).
 * @returns null when nothing is sealed though there are entries
 */
export async function exportLedger(
  db: Database,
  clientId: string,
): Promise<{ header: ExportHeader; lines: AsyncGenerator<string> } | null> {
  const head = await db.work([clientId], async ({ tx }) => {
    const size = (await findLatestSeal(tx, clientId))?.size ?? 0
    if (size === 0 && (await hasEntries(tx, clientId))) return null
    const keys = (await listSealKeys(tx, clientId)).filter(({ from }) => from !== null && from <= size)
    const mandates = await listSignedMandates(tx, clientId, size)
    const overlays = await listSignedOverlays(tx, clientId, size)
    const header: ExportHeader = {
      format: exportFormat,
      client: clientId,
      origin: keys[0]?.name ?? null,
      entries: size,
      checkpoints: await countSealsUpTo(tx, clientId, size),
      mandates: mandates.length,
      overlays: overlays.length,
      keys: keys.map((key) => writeVerifierKey(sha256Bytes, key)),
    }
    return { header, mandates, overlays }
  })
  return head && { header: head.header, lines: linesOf(db, head) }
}

async function* linesOf(
  db: Database,
  {
    header,
    mandates,
    overlays,
  }: { header: ExportHeader; mandates: ExportedMandate[]; overlays: ExportedOverlay[] },
): AsyncGenerator<string> {
  yield writeHeader(header)
  const seals = readSeals(db, header.client)
  let seal = (await seals.next()).value
  if (header.entries > 0)
    for await (const line of readLedger(db, header.client)) {
      yield writeEntryLine(line)
      if (seal?.size === line.seq) {
        yield writeCheckpointLine(seal.note)
        seal = (await seals.next()).value
      }
      if (line.seq === header.entries) break
    }
  for (const mandate of mandates) yield writeMandateLine(mandate)
  for (const overlay of overlays) yield writeOverlayLine(overlay)
}

async function hasEntries(tx: Tx, clientId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('ledger_entry')
    .select('id')
    .where('client_id', '=', clientId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

type SignedRow = {
  id: string
  canonical: string
  seq: number
  side: string
  method: string
  person_id: string
  at: Date
  assertion: Assertion | null
}

/** Mandates with the signatures whose entries are among these; those nobody signed are drafts, and stay at home. */
async function listSignedMandates(tx: Tx, clientId: string, size: number): Promise<ExportedMandate[]> {
  const { rows } = await sql<SignedRow & { number: number; in_force_from: Date; teams: string[] }>`
    select m.id, m.number, m.in_force_from, m.canonical, p.seq, s.side, s.method, s.person_id, s.at, s.assertion,
      array(select mt.team_id::text from mandate_team mt
             where mt.client_id = m.client_id and mt.mandate_id = m.id order by 1) as teams
    from ledger_entry e
    join ledger_position p on p.client_id = e.client_id and p.entry_id = e.id and p.seq <= ${size}
    join mandate m on m.client_id = e.client_id and m.id = (e.body::jsonb -> 'facts' ->> 'mandate')::uuid
    join mandate_signature s on s.client_id = m.client_id and s.mandate_id = m.id
      and s.side = e.body::jsonb -> 'facts' ->> 'side'
    where e.client_id = ${clientId} and e.kind = 'mandate.signed'
    order by m.number, p.seq`.execute(tx)
  return grouped(rows, ({ id, number, in_force_from, teams, canonical: document }) => ({
    ...{ id, number, from: in_force_from.toISOString(), teams, document },
    signatures: [],
  }))
}

async function listSignedOverlays(tx: Tx, clientId: string, size: number): Promise<ExportedOverlay[]> {
  const { rows } = await sql<SignedRow & { mandate_id: string; document: { from: string; until: string } }>`
    select o.id, o.mandate_id, o.document, o.canonical, p.seq, s.side, s.method, s.person_id, s.at, s.assertion
    from ledger_entry e
    join ledger_position p on p.client_id = e.client_id and p.entry_id = e.id and p.seq <= ${size}
    join overlay o on o.client_id = e.client_id and o.id = (e.body::jsonb -> 'facts' ->> 'overlay')::uuid
    join overlay_signature s on s.client_id = o.client_id and s.overlay_id = o.id
      and s.side = e.body::jsonb -> 'facts' ->> 'side'
    where e.client_id = ${clientId} and e.kind = 'overlay.signed'
    order by o.created_at, o.id, p.seq`.execute(tx)
  return grouped(rows, ({ id, mandate_id: mandate, document: { from, until }, canonical: document }) => ({
    ...{ id, mandate, from, until, document },
    signatures: [],
  }))
}

/** One document for the rows of its signatures, in their order. */
function grouped<Row extends SignedRow, Document extends { signatures: ExportedSignature[] }>(
  rows: Row[],
  begin: (row: Row) => Document,
): Document[] {
  const documents = new Map<string, Document>()
  for (const row of rows) {
    const document = documents.get(row.id) ?? begin(row)
    const { seq, side, method, person_id: person, assertion } = row
    document.signatures.push({
      ...{ seq, side, method, person, at: row.at.toISOString() },
      ...(assertion ? { assertion } : {}),
    })
    documents.set(row.id, document)
  }
  return [...documents.values()]
}
