import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { PasskeyAlgorithm } from '../src/core/passkey/cose.ts'

/** A software authenticator: makes passkeys and signs with them as a phone or a security key would. */
export type Authenticator = {
  credential: string
  /** COSE_Key */
  publicKey: Buffer
  /** what the browser answers to a registration */
  register(challenge: string, changes?: Changes): { clientDataJSON: string; attestationObject: string }
  /** what the browser answers to a challenge (base64url) */
  answer(
    challenge: string,
    changes?: Changes,
  ): { credential: string; authenticatorData: string; clientDataJSON: string; signature: string }
}

type Changes = {
  type?: string
  origin?: string
  rpId?: string
  flags?: number
  count?: number
  crossOrigin?: boolean
}

/** present, verified */
const there = 0x05
const hasCredential = 0x40

export function makeAuthenticator(
  place: { origin: string; rpId: string },
  algorithm: PasskeyAlgorithm = 'ES256',
): Authenticator {
  const { publicKey, privateKey } = makeKeys(algorithm)
  const id = randomBytes(16)
  const cose = coseOf(publicKey, algorithm)
  let count = 0
  const clientData = (type: string, challenge: string, changes: Changes) =>
    Buffer.from(
      JSON.stringify({
        type: changes.type ?? type,
        challenge,
        origin: changes.origin ?? place.origin,
        crossOrigin: changes.crossOrigin ?? false,
      }),
    )
  const dataOf = (flags: number, changes: Changes) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(changes.count ?? count)
    return Buffer.concat([
      sha256(Buffer.from(changes.rpId ?? place.rpId)),
      Buffer.from([changes.flags ?? flags]),
      counter,
    ])
  }
  return {
    credential: id.toString('base64url'),
    publicKey: cose,
    register(challenge, changes = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = Buffer.concat([dataOf(there | hasCredential, changes), Buffer.alloc(16), length, id, cose])
      const attestation = cbor({ fmt: 'none', attStmt: {}, authData: data })
      return {
        clientDataJSON: clientData('webauthn.create', challenge, changes).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      }
    },
    answer(challenge, changes = {}) {
      count += 1
      const told = clientData('webauthn.get', challenge, changes)
      const data = dataOf(there, changes)
      const signed = Buffer.concat([data, sha256(told)])
      return {
        credential: id.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        clientDataJSON: told.toString('base64url'),
        signature: sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey).toString('base64url'),
      }
    },
  }
}

function makeKeys(algorithm: PasskeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function coseOf(key: KeyObject, algorithm: PasskeyAlgorithm): Buffer {
  const jwk = key.export({ format: 'jwk' })
  const bytes = (text: string | undefined) => Buffer.from(text!, 'base64url')
  if (algorithm === 'EdDSA')
    return cbor(
      new Map<number, unknown>([
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, bytes(jwk.x)],
      ]),
    )
  if (algorithm === 'RS256')
    return cbor(
      new Map<number, unknown>([
        [1, 3],
        [3, -257],
        [-1, bytes(jwk.n)],
        [-2, bytes(jwk.e)],
      ]),
    )
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ]),
  )
}

/** As much of CBOR (RFC 8949) as authenticators write. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = value instanceof Map ? [...value] : Object.entries(value as object)
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)])
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  return Buffer.from(value < 256 ? [(major << 5) | 24, value] : [(major << 5) | 25, value >> 8, value & 255])
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
