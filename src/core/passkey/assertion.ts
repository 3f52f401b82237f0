import { fromBase64, fromUtf8, joinBytes, sameBytes, toBase64, utf8 } from '../ledger/bytes.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import type { Verifier } from '../ledger/checkpoint.ts'
import { readCoseKey } from './cose.ts'
import { isSignedWith } from './signature.ts'

/**
 * A signature made with a passkey (a WebAuthn assertion, https://www.w3.org/TR/webauthn-3/), with all that
 * verifying it ever needs. Bytes are base64url without padding, as browsers give them.
 */
export type Assertion = {
  credential: string
  /** the public key, as the authenticator gave it (COSE_Key) */
  key: string
  authenticatorData: string
  clientDataJSON: string
  signature: string
  /** the domain that the passkey is for */
  rpId: string
  /** the page on which it was used */
  origin: string
}

export const assertionFields = [
  ...(['authenticatorData', 'clientDataJSON', 'credential', 'key'] as const),
  ...(['origin', 'rpId', 'signature'] as const),
]

/** What stands in the way, the first of these: each is one of the checks of WebAuthn 7.2 that needs no server. */
export type AssertionFault =
  | 'form'
  | 'key'
  | 'type'
  | 'challenge'
  | 'origin'
  | 'domain'
  | 'presence'
  | 'verification'
  | 'signature'

/** Flags of the authenticator data: somebody was there, and proved to be the one. */
const userPresent = 0x01
const userVerified = 0x04

/**
 * Whether a passkey signed just these 32 bytes, by somebody who was there and was verified (PIN, finger, face).
 * @param hash what was signed: the document's SHA-256 is the challenge itself
 * @returns null when it holds
 */
export function checkAssertion(assertion: Assertion, hash: Uint8Array, by: Verifier): AssertionFault | null {
  const data = fromBase64Url(assertion.authenticatorData)
  const told = fromBase64Url(assertion.clientDataJSON)
  const signature = fromBase64Url(assertion.signature)
  const cose = fromBase64Url(assertion.key)
  const client = told && readClientData(told)
  if (!data || data.length < 37 || !told || !signature || !cose || !client) return 'form'
  if (!fromBase64Url(assertion.credential)?.length) return 'form'
  const key = readCoseKey(cose)
  if (!key) return 'key'
  if (client.type !== 'webauthn.get') return 'type'
  if (hash.length !== 32 || client.challenge !== toBase64Url(hash)) return 'challenge'
  if (client.origin !== assertion.origin || client.crossOrigin === true) return 'origin'
  if (!isOfDomain(assertion.origin, assertion.rpId)) return 'domain'
  if (!sameBytes(data.slice(0, 32), by.sha256(utf8(assertion.rpId)))) return 'domain'
  if ((data[32]! & userPresent) === 0) return 'presence'
  if ((data[32]! & userVerified) === 0) return 'verification'
  return isSignedWith(key, joinBytes(data, by.sha256(told)), signature, by) ? null : 'signature'
}

/** The bytes whose SHA-256 a ledger entry holds: of all of the assertion. */
export function assertionBytes(assertion: Assertion): Uint8Array {
  return utf8(canonicalJson(assertion))
}

/** An assertion and nothing more; null for anything else. */
export function readAssertion(value: unknown): Assertion | null {
  if (typeof value !== 'object' || value === null) return null
  const fields = Object.entries(value)
  const fits =
    fields.length === assertionFields.length &&
    fields.every(([name, text]) => assertionFields.some((one) => one === name) && typeof text === 'string')
  return fits ? (value as Assertion) : null
}

/** How often the passkey was used, as it says itself (0: it does not count). Null without authenticator data. */
export function countOf(authenticatorData: string): number | null {
  const data = fromBase64Url(authenticatorData)
  if (!data || data.length < 37) return null
  return data.slice(33, 37).reduce((sum, byte) => sum * 256 + byte, 0)
}

/** What a browser says that it had signed; null when that can't be read. Nothing in it is to be trusted yet. */
export function challengeOf(clientDataJSON: string): string | null {
  const told = fromBase64Url(clientDataJSON)
  const challenge = told && readClientData(told)?.challenge
  return typeof challenge === 'string' ? challenge : null
}

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null unless it is the one way to write these bytes (RFC 4648, section 5, without padding). */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null
  const padding = '='.repeat((4 - (text.length % 4)) % 4)
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding)
}

function readClientData(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes) ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** https://cc.example:8443 is of cc.example and of example: a passkey is for a host, and what is below it. */
function isOfDomain(origin: string, rpId: string): boolean {
  const host = /^https?:\/\/([a-z0-9.-]+)(:\d{1,5})?$/.exec(origin)?.[1]
  return host !== undefined && rpId !== '' && (host === rpId || host.endsWith(`.${rpId}`))
}
