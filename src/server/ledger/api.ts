import type { ledgerRoutes } from '../../contract/ledger.ts'
import type { EntryKind } from '../../core/ledger/entry.ts'
import { writeVerifierKey } from '../../core/ledger/note.ts'
import { findDecision } from '../decision/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import { pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { sha256Bytes } from './crypto.ts'
import { presentSeal, proveCheckpoint, proveEntry } from './prove.ts'
import { verifyClientLedger } from './read.ts'
import { makeReceipt } from './receipt.ts'
import { findLatestSeal, findSeal, listSealKeys } from './seal-store.ts'

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
      const { clientId } = params
      const report = await verifyClientLedger(db, clientId)
      const newest = await db.work([clientId], ({ tx }) => findLatestSeal(tx, clientId))
      return {
        ...report,
        checkpoint: newest ? presentSeal(newest) : null,
        verifiedAt: clock().toISOString(),
      }
    },
    'checkpoint.show': async ({ actor, params: { clientId } }) => {
      refuseOtherClient(actor, clientId)
      return presentSeal(found(await db.work([clientId], ({ tx }) => findLatestSeal(tx, clientId))))
    },
    'checkpoint.find': async ({ actor, params: { clientId, size } }) => {
      refuseOtherClient(actor, clientId)
      return presentSeal(found(await db.work([clientId], ({ tx }) => findSeal(tx, clientId, size))))
    },
    'checkpoint.prove': async ({ actor, params: { clientId }, query: { from, to } }) => {
      refuseOtherClient(actor, clientId)
      return db.work([clientId], ({ tx }) => proveCheckpoint(tx, clientId, from, to))
    },
    'entry.prove': async ({ actor, params: { clientId, entryId }, query: { size } }) => {
      refuseOtherClient(actor, clientId)
      return db.work([clientId], ({ tx }) => proveEntry(tx, clientId, entryId, size))
    },
    'key.list': async ({ actor, params: { clientId } }) => {
      refuseOtherClient(actor, clientId)
      const keys = await db.work([clientId], ({ tx }) => listSealKeys(tx, clientId))
      return {
        items: keys.map((key) => ({
          key: writeVerifierKey(sha256Bytes, key),
          from: key.from,
          at: key.at.toISOString(),
        })),
      }
    },
    'decision.receipt': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const decision = found(await findDecision(work, actor, params.decisionId))
        return found(await makeReceipt(work.tx, decision.client_id, decision.id))
      }),
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
