import { canonicalJson } from '../../../src/core/ledger/canonical.ts'
import type { Entry } from '../../../src/core/ledger/entry.ts'
import type { ExportedMandate, ExportedOverlay, ExportedSignature } from '../../../src/core/ledger/export.ts'
import { type Assertion, assertionBytes, toBase64Url } from '../../../src/core/passkey/assertion.ts'
import { makeAuthenticator } from '../../authenticator.ts'
import { sha256Bytes } from './crypto.ts'
import { at, document, entryOf, exportLines, mandate, sha256, teams } from './sample-export.ts'

// A mandate signed by passkey and by password, an overlay signed by two passkeys, all in one export.
export const place = { origin: 'https://cc.example', rpId: 'cc.example' }
export const phone = makeAuthenticator(place)
export const key = makeAuthenticator(place, 'EdDSA')
export const overlay = '6a3e1f0c-0000-4000-8000-0000000000cc'
const overlayDocument = canonicalJson({ format: 'cartabianca-overlay/1', reason: 'Sciopero' })
export const until = '2026-12-12T09:00:00.000Z'
export const [operator, representative] = ['person-operator', 'person-client'] as const
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const keyHash = (of: typeof phone) => hex(sha256Bytes(of.publicKey))

export function assertionOf(
  of: typeof phone,
  text: string,
  changes?: Parameters<typeof phone.answer>[1],
): Assertion {
  const answer = of.answer(toBase64Url(sha256Bytes(Buffer.from(text))), changes)
  return { ...answer, key: of.publicKey.toString('base64url'), ...place }
}
const byPasskey = (of: typeof phone, assertion: Assertion) => ({
  method: 'passkey',
  key_hash: keyHash(of),
  assertion_hash: hex(sha256Bytes(assertionBytes(assertion))),
})

export const passkeyFact = (
  seq: number,
  actor: string,
  of: typeof phone,
  kind: Entry['kind'] = 'passkey.registered',
) => entryOf(seq, { key_hash: keyHash(of), algorithm: 'ES256' }, kind, actor)
const mandateFact = (seq: number, side: string, actor: string, proof: Entry['facts']) =>
  entryOf(
    seq,
    { ...{ mandate, side, teams, number: 1, from: at, document_hash: sha256(document) }, ...proof },
    'mandate.signed',
    actor,
  )
const overlayFact = (seq: number, side: string, actor: string, proof: Entry['facts']) =>
  entryOf(
    seq,
    { ...{ overlay, mandate, side, from: at, until, document_hash: sha256(overlayDocument) }, ...proof },
    'overlay.signed',
    actor,
  )

type Options = { assertion?: Assertion; by?: typeof phone; entries?: (entries: Entry[]) => Entry[] }
export function sample({ assertion, by = phone, entries = (all) => all }: Options = {}) {
  const first = assertion ?? assertionOf(phone, document)
  const [second, third] = [assertionOf(phone, overlayDocument), assertionOf(key, overlayDocument)]
  const told = entries([
    passkeyFact(1, operator, phone),
    mandateFact(2, 'operator', operator, byPasskey(by, first)),
    mandateFact(3, 'client', representative, { method: 'password' }),
    passkeyFact(4, representative, key),
    overlayFact(5, 'operator', operator, byPasskey(phone, second)),
    overlayFact(6, 'client', representative, byPasskey(key, third)),
    passkeyFact(7, operator, phone, 'passkey.removed'),
  ])
  const signature = (seq: number, side: string, person: string, made?: Assertion): ExportedSignature => ({
    ...{ seq, side, method: made ? 'passkey' : 'password', person, at },
    ...(made ? { assertion: made } : {}),
  })
  const mandates: ExportedMandate[] = [
    {
      ...{ id: mandate, number: 1, from: at, teams, document },
      signatures: [signature(2, 'operator', operator, first), signature(3, 'client', representative)],
    },
  ]
  const overlays: ExportedOverlay[] = [
    {
      ...{ id: overlay, mandate, from: at, until, document: overlayDocument },
      signatures: [signature(5, 'operator', operator, second), signature(6, 'client', representative, third)],
    },
  ]
  const lines = (signed = { mandates, overlays }) =>
    exportLines({ entries: told, sealedAt: [told.length], signed })
  return { mandates, overlays, lines }
}
