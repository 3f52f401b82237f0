import { toBase64 } from '../../core/ledger/bytes.ts'
import type { Tx } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findLatestSeal, findSeal, findSealOver, type Seal } from './seal-store.ts'
import { proveConsistency, proveInclusion } from './tree.ts'

export type PresentedSeal = { size: number; root: string; note: string; at: string }

export function presentSeal({ size, root, note, at }: Seal): PresentedSeal {
  return { size, root: toBase64(root), note, at: at.toISOString() }
}

/**
 * The way from an entry to the root of the first checkpoint over it, or of another one.
 * @throws Problem not_found: no such entry, no such checkpoint, or one that is older than the entry
 */
export async function proveEntry(
  tx: Tx,
  clientId: string,
  entryId: string,
  size: number | undefined,
): Promise<{ entry: string; index: number; proof: string[]; checkpoint: PresentedSeal }> {
  const entry = found(
    await tx
      .selectFrom('ledger_position as p')
      .innerJoin('ledger_entry as e', (join) =>
        join.onRef('e.client_id', '=', 'p.client_id').onRef('e.id', '=', 'p.entry_id'),
      )
      .select(['p.seq', 'e.body'])
      .where('p.client_id', '=', clientId)
      .where('p.entry_id', '=', entryId)
      .executeTakeFirst(),
  )
  const seal = found(
    size === undefined ? await findSealOver(tx, clientId, entry.seq) : await findSeal(tx, clientId, size),
  )
  if (seal.size < entry.seq) throw new Problem('not_found')
  const proof = await proveInclusion(tx, clientId, entry.seq - 1, seal.size)
  return {
    entry: entry.body,
    index: entry.seq - 1,
    proof: proof.map(toBase64),
    checkpoint: presentSeal(seal),
  }
}

/**
 * That one checkpoint's tree is the beginning of another's.
 * @throws Problem not_found: there is no checkpoint of one of the sizes, or the older is the larger
 */
export async function proveCheckpoint(
  tx: Tx,
  clientId: string,
  from: number,
  size: number | undefined,
): Promise<{ from: PresentedSeal; to: PresentedSeal; proof: string[] }> {
  const older = found(await findSeal(tx, clientId, from))
  const newer = found(
    size === undefined ? await findLatestSeal(tx, clientId) : await findSeal(tx, clientId, size),
  )
  if (older.size > newer.size) throw new Problem('not_found')
  const proof = await proveConsistency(tx, clientId, older.size, newer.size)
  return { from: presentSeal(older), to: presentSeal(newer), proof: proof.map(toBase64) }
}
