import { sameBytes } from '../../core/ledger/bytes.ts'
import { writeRotation } from '../../core/ledger/checkpoint.ts'
import type { Work } from '../platform/db.ts'
import { type LedgerKey, sha256Bytes } from './crypto.ts'
import type { LedgerKeys } from './keys.ts'
import { recordEntries } from './record.ts'
import { insertSealKey, listSealKeys, takeSealing } from './seal-store.ts'

/**
 * Names a new key in a client's ledger, signed by the key in force: from that entry's place on it seals.
 * @returns `none` when the client's log has not begun (it will begin with the new key); `other` when this
 * machine does not hold the key in force
 */
export async function rotateKey(
  work: Work,
  clientId: string,
  keys: LedgerKeys,
  next: LedgerKey,
): Promise<'rotated' | 'already' | 'none' | 'other'> {
  await takeSealing(work.tx, clientId)
  const last = (await listSealKeys(work.tx, clientId)).at(-1)
  if (!last) return 'none'
  if (sameBytes(last.publicKey, next.publicKey)) return 'already'
  const old = keys.find(last.publicKey)
  if (!old) return 'other'
  const named = { old: last, next: { name: last.name, publicKey: next.publicKey } }
  const [entryId] = await recordEntries(work, [
    { clientId, kind: 'key.rotated', actor: 'system', facts: writeRotation(sha256Bytes, named, old.sign) },
  ])
  await insertSealKey(work.tx, {
    ...{ clientId, publicKey: next.publicKey, origin: last.name, entryId: entryId!, at: work.now },
  })
  return 'rotated'
}
