import { toHex } from '../../core/ledger/bytes.ts'
import { fromBase64Url } from '../../core/passkey/assertion.ts'
import { sha256Bytes } from '../ledger/crypto.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { insertTold, type PasskeyRow } from './store.ts'

/** SHA-256 (hex) of the public key as the authenticator gave it: by this a ledger knows a passkey. */
export function keyHash({ public_key }: Pick<PasskeyRow, 'public_key'>): string {
  return toHex(sha256Bytes(found(fromBase64Url(public_key))))
}

/** Tells a client's ledger, once, that this passkey is its person's: whoever verifies a signature knows whose key it was. */
export async function tellRegistered(work: Work, clientId: string, passkey: PasskeyRow): Promise<void> {
  if (!(await insertTold(work.tx, clientId, passkey.id))) return
  await recordEntries(work, [
    {
      clientId,
      kind: 'passkey.registered',
      actor: passkey.person_id,
      facts: {
        key_hash: keyHash(passkey),
        algorithm: passkey.algorithm,
        since: passkey.created_at.toISOString(),
      },
    },
  ])
}

export async function tellRemoved(work: Work, clientIds: string[], passkey: PasskeyRow): Promise<void> {
  await recordEntries(
    work,
    clientIds.map((clientId) => ({
      clientId,
      kind: 'passkey.removed',
      actor: passkey.person_id,
      facts: { key_hash: keyHash(passkey) },
    })),
  )
}
