import { sameBytes } from '../../core/ledger/bytes.ts'
import { openCheckpoint } from '../../core/ledger/checkpoint.ts'
import { appendLeaf, type Frontier, hashLeaf, rootOf } from '../../core/ledger/merkle.ts'
import type { LedgerLine, LedgerReport } from '../../core/ledger/verify.ts'
import { verifyLedger } from '../../core/ledger/verify.ts'
import type { Database } from '../platform/db.ts'
import { sha256Bytes, verifier } from './crypto.ts'
import { sha256 } from './record.ts'
import { findLatestSeal, keyFor, listSealKeys, listSealsAfter, type Seal } from './seal-store.ts'

/** Lines read from the database at a time: bounded memory for a ledger of any length. */
const page = 2000

/** A client's ledger in order, from its first entry. */
export async function* readLedger(db: Database, clientId: string): AsyncGenerator<LedgerLine> {
  let after = 0
  for (;;) {
    const lines = await db.work([clientId], ({ tx }) =>
      tx
        .selectFrom('ledger_position as p')
        .innerJoin('ledger_entry as e', (join) =>
          join.onRef('e.client_id', '=', 'p.client_id').onRef('e.id', '=', 'p.entry_id'),
        )
        .select(['p.seq', 'e.body', 'e.hash', 'p.link'])
        .where('p.client_id', '=', clientId)
        .where('p.seq', '>', after)
        .orderBy('p.seq')
        .limit(page)
        .execute(),
    )
    yield* lines
    if (lines.length < page) return
    after = lines.at(-1)!.seq
  }
}

/**
 * Verifies all of a client's ledger, and that it is what its seals say; the entries of the last seconds may not
 * have their place or their seal yet. Each seal's root is computed anew; of the signatures, the newest is checked
 * here, all of them in an export.
 */
export async function verifyClientLedger(db: Database, clientId: string): Promise<LedgerReport> {
  const frontier: Frontier = { size: 0, hashes: [] }
  const seals = readSeals(db, clientId)
  let seal = (await seals.next()).value
  let broken: LedgerReport['fault'] = null
  async function* compared(): AsyncGenerator<LedgerLine> {
    for await (const line of readLedger(db, clientId)) {
      // Taken back only when the line itself was found good.
      yield line
      appendLeaf(sha256Bytes, frontier, hashLeaf(sha256Bytes, Buffer.from(line.body, 'utf8')))
      if (seal?.size !== line.seq) continue
      if (!sameBytes(rootOf(sha256Bytes, frontier), seal.root)) {
        broken = { seq: line.seq, entryId: null, fault: 'seal' }
        return
      }
      seal = (await seals.next()).value
    }
  }
  const report = await verifyLedger(clientId, compared(), sha256)
  if (report.fault || broken) return { ...report, fault: report.fault ?? broken }
  if (seal) return { ...report, fault: { seq: seal.size, entryId: null, fault: 'seal' } }
  return { ...report, fault: await checkNewestSignature(db, clientId) }
}

function checkNewestSignature(db: Database, clientId: string): Promise<LedgerReport['fault']> {
  return db.work([clientId], async ({ tx }) => {
    const newest = await findLatestSeal(tx, clientId)
    if (!newest) return null
    const key = keyFor(await listSealKeys(tx, clientId), newest.size)
    const checkpoint = key ? openCheckpoint(newest.note, key, verifier) : null
    const same = checkpoint?.size === newest.size && sameBytes(checkpoint.root, newest.root)
    return same ? null : { seq: newest.size, entryId: null, fault: 'seal' as const }
  })
}

/** A client's seals, oldest first. */
export async function* readSeals(db: Database, clientId: string): AsyncGenerator<Seal, undefined> {
  let after = 0
  for (;;) {
    const found = await db.work([clientId], ({ tx }) => listSealsAfter(tx, clientId, after, page))
    yield* found
    if (found.length < page) return
    after = found.at(-1)!.size
  }
}
