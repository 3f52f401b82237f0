import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../src/core/ledger/entry.ts'
import type { ExportedMandate, ExportedOverlay, ExportedSignature } from '../../../src/core/ledger/export.ts'
import { type ExportReport, verifyExport } from '../../../src/core/ledger/verify-export.ts'
import { toBase64Url } from '../../../src/core/passkey/assertion.ts'
import { makeAuthenticator } from '../../authenticator.ts'
import { crypto, sha256Bytes } from './crypto.ts'
import { at, document, entryOf, mandate } from './sample-export.ts'
import {
  assertionOf,
  key,
  operator,
  overlay,
  passkeyFact,
  phone,
  place,
  representative,
  sample,
  until,
} from './sample-signed.ts'

function verify(content: string[] | Buffer): ExportReport {
  const reader = verifyExport(crypto)
  reader.add(Array.isArray(content) ? Buffer.from(content.join('')) : content)
  return reader.end()
}

test('every signature is verified, and counted', () => {
  expect(verify(sample().lines())).toMatchObject({
    ...{ entries: 7, mandates: 1, overlays: 1, byPasskey: 3, fault: null },
  })
})

test('every single changed or missing byte is found', () => {
  const file = Buffer.from(sample().lines().join(''))
  for (let byte = 0; byte < file.length; byte++) {
    const changed = Buffer.from(file)
    changed[byte]! ^= byte % 2 ? 1 : 32
    expect(verify(changed).fault, `byte ${byte}`).not.toBeNull()
    if (byte % 3 === 0)
      expect(verify(Buffer.concat([file.subarray(0, byte), file.subarray(byte + 1)])).fault).not.toBeNull()
  }
})

describe('even by who has the operator’s key, and writes entries and seals anew', () => {
  const hashOf = (text: string) => toBase64Url(sha256Bytes(Buffer.from(text)))
  const signed = (changes: Parameters<typeof phone.answer>[1], text = document) =>
    assertionOf(phone, text, changes)

  test('a passkey’s signature can’t be made up', () => {
    const other = makeAuthenticator(place)
    const forged = { ...other.answer(hashOf(document)), key: phone.publicKey.toString('base64url'), ...place }
    expect(verify(sample({ assertion: forged }).lines()).fault).toMatchObject({
      ...{ code: 'assertion', seq: 2, why: 'signature' },
    })
  })

  test.each([
    ['challenge', signed({}, 'another text')],
    ['verification', signed({ flags: 1 })],
    ['presence', signed({ flags: 4 })],
    ['type', signed({ type: 'webauthn.create' })],
    ['origin', signed({ origin: 'https://evil.example' })],
    ['domain', signed({ rpId: 'evil.example' })],
  ] as const)('what does not hold is said: %s', (why, assertion) => {
    expect(verify(sample({ assertion }).lines()).fault).toMatchObject({ code: 'assertion', seq: 2, why })
  })

  test('a key that no entry calls its person’s is named where it signs', () => {
    const swap = (wrong: Entry) => (all: Entry[]) => all.with(0, wrong)
    for (const wrong of [
      passkeyFact(1, representative, phone),
      passkeyFact(1, operator, key),
      entryOf(1, {}, 'contact.closed'),
    ])
      expect(verify(sample({ entries: swap(wrong) }).lines()).fault).toMatchObject({
        code: 'passkey',
        seq: 2,
      })
  })

  test('a key that was removed signs no more', () => {
    const early = (all: Entry[]) => all.with(3, passkeyFact(4, operator, phone, 'passkey.removed'))
    expect(verify(sample({ entries: early }).lines()).fault).toMatchObject({ code: 'passkey', seq: 5 })
  })

  test('another key than the entry names, a passkey’s signature without it, or with a password’s', () => {
    const { lines, mandates, overlays } = sample()
    const wrong = sample({
      by: key,
      entries: ([, ...all]) => [passkeyFact(1, operator, key), ...all.slice(0, 2)],
    })
    expect(verify(wrong.lines({ mandates: wrong.mandates, overlays: [] })).fault).toMatchObject({
      ...{ code: 'mandate', seq: 2 },
    })
    const [one] = mandates as [ExportedMandate]
    const [first, second] = one.signatures as [ExportedSignature, ExportedSignature]
    const { assertion, ...without } = first
    for (const signatures of [
      [without, second],
      [first, { ...second, assertion: assertion! }],
      [{ ...first, method: 'password' }, second],
    ])
      expect(verify(lines({ mandates: [{ ...one, signatures }], overlays })).fault?.code).toBe('mandate')
  })
})

test('an overlay that is another, missing, or one too many', () => {
  const { lines, mandates, overlays } = sample()
  const [one] = overlays as [ExportedOverlay]
  const faultOf = (change: Partial<ExportedOverlay>) =>
    verify(lines({ mandates, overlays: [{ ...one, ...change }] })).fault
  for (const change of [{ until: at }, { from: until }, { mandate: overlay }, { id: mandate }, { document }])
    expect(faultOf(change)).toMatchObject({ code: 'overlay', seq: 5 })
  expect(faultOf({ signatures: [] })).toMatchObject({ code: 'overlay', seq: 0 })
  expect(verify(lines({ mandates, overlays: [] })).fault).toMatchObject({ code: 'overlay_missing', seq: 5 })
  const promised = lines().map((line) => line.replace('"overlays":1', '"overlays":2'))
  expect(verify(promised).fault).toMatchObject({ code: 'overlays' })
  // a mandate's signature is no overlay's
  expect(
    verify(lines({ mandates, overlays: [{ ...one, signatures: mandates[0]!.signatures }] })).fault,
  ).toMatchObject({ code: 'overlay', seq: 0 })
})
