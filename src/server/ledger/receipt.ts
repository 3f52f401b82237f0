import { toBase64 } from '../../core/ledger/bytes.ts'
import { writeVerifierKey } from '../../core/ledger/note.ts'
import { type Receipt, receiptFormat } from '../../core/ledger/receipt.ts'
import type { Tx } from '../platform/db.ts'
import { sha256Bytes } from './crypto.ts'
import { findSealOver, keyFor, listSealKeys } from './seal-store.ts'
import { proveInclusion } from './tree.ts'

/**
 * The receipt of a decision: its entry, and the way to the first seal over it, so that it is the same whenever
 * one asks. Null until it is sealed, some seconds after the decision; and for imported history, which has no entry.
 */
export async function makeReceipt(tx: Tx, clientId: string, decisionId: string): Promise<Receipt | null> {
  const entry = await tx
    .selectFrom('decision_entry as d')
    .innerJoin('ledger_entry as e', (join) =>
      join.onRef('e.client_id', '=', 'd.client_id').onRef('e.id', '=', 'd.entry_id'),
    )
    .innerJoin('ledger_position as p', (join) =>
      join.onRef('p.client_id', '=', 'd.client_id').onRef('p.entry_id', '=', 'd.entry_id'),
    )
    .select(['p.seq', 'e.body'])
    .where('d.client_id', '=', clientId)
    .where('d.decision_id', '=', decisionId)
    .executeTakeFirst()
  if (!entry) return null
  const seal = await findSealOver(tx, clientId, entry.seq)
  const key = seal && keyFor(await listSealKeys(tx, clientId), seal.size)
  if (!seal || !key) return null
  const index = entry.seq - 1
  const proof = await proveInclusion(tx, clientId, index, seal.size)
  return {
    format: receiptFormat,
    client: clientId,
    decision: decisionId,
    entry: entry.body,
    index,
    size: seal.size,
    proof: proof.map(toBase64),
    checkpoint: seal.note,
    key: writeVerifierKey(sha256Bytes, key),
  }
}
