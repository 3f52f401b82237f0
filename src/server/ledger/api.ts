import type { ledgerRoutes } from '../../contract/ledger.ts'
import type { EntryKind } from '../../core/ledger/entry.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import { pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'
import { verifyClientLedger } from './read.ts'

export function ledgerApi({ db, clock }: Platform): Handlers<typeof ledgerRoutes> {
  return {
    'entry.list': async ({ actor, params, query }) => {
      refuseOtherClient(actor, params.clientId)
      const before = readCursor(query.cursor, 1)
      const rows = await db.work([params.clientId], ({ tx }) => {
        let select = tx
          .selectFrom('ledger_position as p')
          .innerJoin('ledger_entry as e', (join) =>
            join.onRef('e.client_id', '=', 'p.client_id').onRef('e.id', '=', 'p.entry_id'),
          )
          .select(['p.seq', 'e.id', 'e.kind', 'e.at', 'e.body', 'e.hash', 'p.link'])
          .where('p.client_id', '=', params.clientId)
          .orderBy('p.seq', 'desc')
          .limit(query.limit + 1)
        if (before) select = select.where('p.seq', '<', readSeq(before[0]))
        if (query.kind) select = select.where('e.kind', '=', query.kind)
        return select.execute()
      })
      return pageFrom(
        rows,
        query.limit,
        (row) => [row.seq],
        (row) => ({ ...row, kind: row.kind as EntryKind, at: row.at.toISOString() }),
      )
    },
    'ledger.verify': async ({ actor, params }) => {
      refuseOtherClient(actor, params.clientId)
      const report = await verifyClientLedger(db, params.clientId)
      return { ...report, verifiedAt: clock().toISOString() }
    },
  }
}

/** The same answer for a client that is not mine and one that does not exist (law 9). */
export function refuseOtherClient(actor: Actor, clientId: string): void {
  if (!actor.clientIds.includes(clientId)) throw new Problem('not_found')
}

function readSeq(value: string | number | undefined): number {
  if (!Number.isSafeInteger(value)) throw new Problem('invalid_cursor')
  return value as number
}
