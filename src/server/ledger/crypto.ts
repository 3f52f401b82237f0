import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import type { Verifier } from '../../core/ledger/checkpoint.ts'
import type { Ed25519Sign } from '../../core/ledger/note.ts'

/** Who can seal: a public key, and what signs under it. */
export type LedgerKey = { publicKey: Uint8Array; sign: Ed25519Sign }

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')
/** The same for P-256, whose 65 bytes follow (RFC 5480). */
const p256Spki = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex')
const publicKeys = new Map<string, KeyObject>()

/** One call into Node and no buffer made there: twice as fast for entries as a Hash and its digest. */
export function sha256Bytes(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'binary')
  const out = new Uint8Array(32)
  for (let i = 0; i < 32; i++) out[i] = digest.charCodeAt(i)
  return out
}

export const verifier: Verifier = {
  sha256: sha256Bytes,
  verify: (publicKey, message, signature) =>
    signature.length === 64 && verify(null, message, publicKeyOf(publicKey), signature),
  verifyP256: (publicKey, message, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.concat([p256Spki, publicKey]), format: 'der', type: 'spki' })
      return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
    } catch {
      // no point of the curve
      return false
    }
  },
}

/** @param seed the 32 bytes of a private key (RFC 8032) */
export function keyFromSeed(seed: Uint8Array): LedgerKey {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(der.subarray(spki.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

/** Thousands of checkpoints are signed by one key: made once. */
function publicKeyOf(bytes: Uint8Array): KeyObject {
  const name = Buffer.from(bytes).toString('hex')
  const known = publicKeys.get(name)
  if (known) return known
  const made = createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' })
  publicKeys.set(name, made)
  return made
}
