import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assertion,
  type AssertionFault,
  assertionBytes,
  checkAssertion,
  countOf,
  fromBase64Url,
  readAssertion,
  toBase64Url,
} from '../../../src/core/passkey/assertion.ts'
import { verifier } from '../../../src/server/ledger/crypto.ts'
import { makeAuthenticator } from '../../authenticator.ts'
import { crypto, sha256Bytes } from '../ledger/crypto.ts'

const place = { origin: 'https://cc.example:8443', rpId: 'cc.example' }
const hash = sha256Bytes(Buffer.from('the document'))
const challenge = toBase64Url(hash)
const kinds = (['ES256', 'EdDSA', 'RS256'] as const).map((algorithm) => ({
  algorithm,
  authenticator: makeAuthenticator(place, algorithm),
}))
const [{ authenticator }] = kinds as [(typeof kinds)[number]]

function sign(by = authenticator, ...asked: Parameters<typeof authenticator.answer> | []): Assertion {
  return {
    ...by.answer(asked[0] ?? challenge, asked[1]),
    key: by.publicKey.toString('base64url'),
    ...place,
  }
}

describe.each(kinds)('a signature with $algorithm', ({ authenticator: by }) => {
  const assertion = sign(by)

  test('holds, by Node’s crypto and by the browser’s', () => {
    expect(checkAssertion(assertion, hash, verifier)).toBeNull()
    expect(checkAssertion(assertion, hash, crypto)).toBeNull()
  })

  test('does not hold with any one byte changed', () => {
    const fields = ['authenticatorData', 'clientDataJSON', 'signature', 'key'] as const
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.nat(), fc.integer({ min: 1, max: 255 }), (field, at, by) => {
        const bytes = Buffer.from(assertion[field], 'base64url')
        bytes[at % bytes.length]! ^= by
        const changed = { ...assertion, [field]: bytes.toString('base64url') }
        expect(checkAssertion(changed, hash, verifier)).not.toBeNull()
        expect(checkAssertion(changed, hash, crypto)).not.toBeNull()
      }),
      { numRuns: 400 },
    )
  })

  test('does not hold over any other hash, or shortened', () => {
    for (let at = 0; at < 32; at++)
      expect(
        checkAssertion(
          assertion,
          hash.map((byte, i) => (i === at ? byte ^ 1 : byte)),
          verifier,
        ),
      ).toBe('challenge')
    for (const field of ['authenticatorData', 'clientDataJSON', 'signature', 'key'] as const) {
      const bytes = Buffer.from(assertion[field], 'base64url')
      for (let length = 0; length < bytes.length; length++) {
        const changed = { ...assertion, [field]: bytes.subarray(0, length).toString('base64url') }
        expect(checkAssertion(changed, hash, verifier), `${field} ${length}`).not.toBeNull()
      }
      const longer = { ...assertion, [field]: Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64url') }
      expect(checkAssertion(longer, hash, verifier), field).not.toBeNull()
    }
  })
})

const other = makeAuthenticator(place)
const cases: [string, Assertion, AssertionFault | null][] = [
  ['as it should be', sign(), null],
  [
    'of a passkey for the domain above',
    { ...sign(authenticator, challenge, { rpId: 'example' }), rpId: 'example' },
    null,
  ],
  ['over another challenge', sign(authenticator, toBase64Url(sha256Bytes(Buffer.from('x')))), 'challenge'],
  ['made to register', sign(authenticator, challenge, { type: 'webauthn.create' }), 'type'],
  ['made to pay', sign(authenticator, challenge, { type: 'payment.get' }), 'type'],
  ['on another page', sign(authenticator, challenge, { origin: 'https://evil.example' }), 'origin'],
  ['in a frame of another page', sign(authenticator, challenge, { crossOrigin: true }), 'origin'],
  [
    'said to be on another page',
    { ...sign(authenticator, challenge, { origin: 'https://evil.test' }), origin: 'https://evil.test' },
    'domain',
  ],
  [
    'on a page whose name only ends alike',
    {
      ...sign(authenticator, challenge, { origin: 'https://evilcc.example' }),
      origin: 'https://evilcc.example',
    },
    'domain',
  ],
  ['for another domain', sign(authenticator, challenge, { rpId: 'evil.example' }), 'domain'],
  ['while nobody was there', sign(authenticator, challenge, { flags: 0x04 }), 'presence'],
  ['by somebody not verified', sign(authenticator, challenge, { flags: 0x01 }), 'verification'],
  ['under another key', { ...sign(), key: other.publicKey.toString('base64url') }, 'signature'],
  ['with another’s signature', { ...sign(), signature: sign(other).signature }, 'signature'],
  ['with a key of no kind we know', { ...sign(), key: 'oWABAA' }, 'key'],
  ['with a credential that is empty', { ...sign(), credential: '' }, 'form'],
  ['padded', { ...sign(), signature: `${sign().signature}==` }, 'form'],
  ['with client data that is no JSON', { ...sign(), clientDataJSON: toBase64Url(Buffer.from('{')) }, 'form'],
  ['with client data that is null', { ...sign(), clientDataJSON: toBase64Url(Buffer.from('null')) }, 'form'],
]
test.each(cases)('%s', (_name, assertion, fault) => {
  expect(checkAssertion(assertion, hash, verifier)).toBe(fault)
})

test('a hash that is not 32 bytes is nobody’s challenge', () => {
  expect(checkAssertion(sign(authenticator, ''), new Uint8Array(), verifier)).toBe('challenge')
})

test('it is read only whole, and its bytes do not hang on the order of its fields', () => {
  const assertion = sign()
  expect(readAssertion(assertion)).toEqual(assertion)
  const turned = Object.fromEntries(Object.entries(assertion).reverse()) as Assertion
  expect(assertionBytes(turned)).toEqual(assertionBytes(assertion))
  const { origin: _, ...without } = assertion
  for (const wrong of [
    null,
    'x',
    without,
    { ...assertion, more: 'x' },
    { ...without, Origin: 'x' },
    { ...assertion, key: 1 },
  ])
    expect(readAssertion(wrong)).toBeNull()
})

test('its count is read from the authenticator’s data', () => {
  expect(countOf(sign(authenticator, challenge, { count: 0x01020304 }).authenticatorData)).toBe(0x01020304)
  expect(countOf('AAAA')).toBeNull()
})

test('base64url is there and back, and one way only', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
    }),
  )
  for (const wrong of ['A', 'AB', 'A+', 'AA==', 'é']) expect(fromBase64Url(wrong), wrong).toBeNull()
})
