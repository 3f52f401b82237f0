import { sql } from 'kysely'
import {
  type ExportedMandate,
  type ExportHeader,
  exportFormat,
  writeCheckpointLine,
  writeEntryLine,
  writeHeader,
  writeMandateLine,
} from '../../core/ledger/export.ts'
import { writeVerifierKey } from '../../core/ledger/note.ts'
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
    const header: ExportHeader = {
      format: exportFormat,
      client: clientId,
      origin: keys[0]?.name ?? null,
      entries: size,
      checkpoints: await countSealsUpTo(tx, clientId, size),
      mandates: mandates.length,
      keys: keys.map((key) => writeVerifierKey(sha256Bytes, key)),
    }
    return { header, mandates }
  })
  return head && { header: head.header, lines: linesOf(db, head) }
}

async function* linesOf(
  db: Database,
  { header, mandates }: { header: ExportHeader; mandates: ExportedMandate[] },
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

/** Mandates with the signatures whose entries are among these; those nobody signed are drafts, and stay at home. */
async function listSignedMandates(tx: Tx, clientId: string, size: number): Promise<ExportedMandate[]> {
  const { rows } = await sql<{
    id: string
    number: number
    in_force_from: Date
    canonical: string
    teams: string[]
    seq: number
    side: string
    method: string
    person_id: string
    at: Date
  }>`
    select m.id, m.number, m.in_force_from, m.canonical, p.seq, s.side, s.method, s.person_id, s.at,
      array(select mt.team_id::text from mandate_team mt
             where mt.client_id = m.client_id and mt.mandate_id = m.id order by 1) as teams
    from ledger_entry e
    join ledger_position p on p.client_id = e.client_id and p.entry_id = e.id and p.seq <= ${size}
    join mandate m on m.client_id = e.client_id and m.id = (e.body::jsonb -> 'facts' ->> 'mandate')::uuid
    join mandate_signature s on s.client_id = m.client_id and s.mandate_id = m.id
      and s.side = e.body::jsonb -> 'facts' ->> 'side'
    where e.client_id = ${clientId} and e.kind = 'mandate.signed'
    order by m.number, p.seq`.execute(tx)
  const mandates = new Map<string, ExportedMandate>()
  for (const row of rows) {
    const { id, number, teams, canonical: document, seq, side, method, person_id: person } = row
    const mandate = mandates.get(id) ?? {
      ...{ id, number, from: row.in_force_from.toISOString(), teams, document },
      signatures: [],
    }
    mandate.signatures.push({ seq, side, method, person, at: row.at.toISOString() })
    mandates.set(id, mandate)
  }
  return [...mandates.values()]
}
