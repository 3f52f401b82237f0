import { joinBytes, toHex } from '../ledger/bytes.ts'
import type { Verifier } from '../ledger/checkpoint.ts'
import type { Sha256Bytes } from '../ledger/merkle.ts'
import type { PasskeyKey } from './cose.ts'

/** Whether this key signed this message. */
export function isSignedWith(
  key: PasskeyKey,
  message: Uint8Array,
  signature: Uint8Array,
  by: Verifier,
): boolean {
  switch (key.algorithm) {
    case 'ES256': {
      const pair = readDerPair(signature)
      return pair !== null && by.verifyP256(key.point, message, pair)
    }
    case 'EdDSA':
      return signature.length === 64 && by.verify(key.publicKey, message, signature)
    case 'RS256':
      return isRsaSignature(by.sha256, key, message, signature)
  }
}

/** The 64 bytes r and s of an ECDSA signature in DER (RFC 3279), written in the one right way; else null. */
export function readDerPair(der: Uint8Array): Uint8Array | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 72) return null
  let at = 2
  const whole = (): Uint8Array | null => {
    const length = der[at + 1] ?? 0
    const bytes = der.slice(at + 2, at + 2 + length)
    if (der[at] !== 0x02 || length === 0 || bytes.length !== length || bytes[0]! >= 0x80) return null
    at += 2 + length
    // a zero stands before only where the number would seem negative without it
    if (bytes[0] === 0 && (bytes[1] ?? 0) < 0x80) return null
    const digits = bytes[0] === 0 ? bytes.slice(1) : bytes
    return digits.length > 32 ? null : joinBytes(new Uint8Array(32 - digits.length), digits)
  }
  const r = whole()
  const s = r && whole()
  return r && s && at === der.length ? joinBytes(r, s) : null
}

/** What stands before a SHA-256 in an RSA signature (RFC 8017, 9.2, note 1). */
const digestInfo = Uint8Array.of(
  ...[0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01],
  ...[0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20],
)

/** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2): the whole encoded message is made anew and compared. */
function isRsaSignature(
  sha256: Sha256Bytes,
  key: PasskeyKey & { algorithm: 'RS256' },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const size = key.modulus.length
  if (signature.length !== size) return false
  const modulus = numberOf(key.modulus)
  const signed = numberOf(signature)
  if (signed >= modulus) return false
  const tail = joinBytes(digestInfo, sha256(message))
  const padding = new Uint8Array(size - tail.length - 3).fill(0xff)
  const wanted = joinBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), tail)
  return power(signed, numberOf(key.exponent), modulus) === numberOf(wanted)
}

/** Public numbers only, so that it need not take the same time for all. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`)
}
