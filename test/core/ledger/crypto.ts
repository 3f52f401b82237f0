import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import type { Verifier } from '../../../src/core/ledger/checkpoint.ts'

export const sha256Bytes = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

const spki = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const known = new Map<string, boolean>()

/** What it once said of the same bytes it says again: thousands of files differ in one byte. */
export const crypto: Verifier = {
  sha256: sha256Bytes,
  verify: (publicKey, message, signature) => {
    const asked = Buffer.concat([publicKey, signature, message]).toString('latin1')
    const said =
      known.get(asked) ??
      verify(
        null,
        message,
        createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }),
        signature,
      )
    known.set(asked, said)
    return said
  },
  verifyP256: (publicKey, message, signature) => {
    const asked = Buffer.concat([publicKey, signature, message]).toString('latin1')
    const said = known.get(asked) ?? p256.verify(signature, message, publicKey, { lowS: false })
    known.set(asked, said)
    return said
  },
}

/** A key pair from a seed that is one byte again and again. */
export function keyFrom(byte: number) {
  const seed = Buffer.alloc(32, byte)
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(
    createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length),
  )
  return { publicKey, sign: (message: Uint8Array) => new Uint8Array(sign(null, message, key)) }
}
