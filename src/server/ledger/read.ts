import type { LedgerLine, LedgerReport } from '../../core/ledger/verify.ts'
import { verifyLedger } from '../../core/ledger/verify.ts'
import type { Database } from '../platform/db.ts'
import { sha256 } from './record.ts'

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

/** Verifies all of a client's ledger; the entries of the last second may not have their place yet. */
export function verifyClientLedger(db: Database, clientId: string): Promise<LedgerReport> {
  return verifyLedger(clientId, readLedger(db, clientId), sha256)
}
