import { expect, test } from 'vitest'
import { readCoseKey } from '../../../src/core/passkey/cose.ts'
import { readDerPair } from '../../../src/core/passkey/signature.ts'
import { makeAuthenticator } from '../../authenticator.ts'

// What can be written in more ways than one is read in one only: otherwise bytes could change unseen.
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const r = '11'.repeat(32)

test.each([
  ['two small numbers', '3006 020101 020102', `${'00'.repeat(31)}01${'00'.repeat(31)}02`],
  [
    'a zero before a number that would be negative',
    '3007 02020080 020102',
    `${'00'.repeat(31)}80${'00'.repeat(31)}02`,
  ],
  ['two long numbers', `3044 0220${r} 0220${r}`, `${r}${r}`],
  ['a zero that need not be there', '3007 02020001 020102', null],
  ['a zero in place of nothing', '3007 02020000 020102', null],
  ['a zero alone', '3006 020100 020102', null],
  ['a negative number', '3006 020180 020102', null],
  ['an empty number', '3005 0200 020102', null],
  ['a number too long', `3046 022101${r} 0221 01${r}`, null],
  ['one number', '3003 020101', null],
  ['three numbers', '3009 020101 020102 020103', null],
  ['a length in its long form', '308106 020101 020102', null],
  ['a length that says less', '3005 020101 020102', null],
  ['something after', '3006 020101 020102 00', null],
  ['another tag', '3106 020101 020102', null],
  ['nothing', '', null],
])('an ECDSA signature in DER: %s', (_name, der, pair) => {
  const read = readDerPair(bytes(der))
  expect(read && Buffer.from(read).toString('hex')).toBe(pair)
})

const place = { origin: 'https://cc.example', rpId: 'cc.example' }
const [es256, ed25519, rsa] = (['ES256', 'EdDSA', 'RS256'] as const).map((algorithm) =>
  makeAuthenticator(place, algorithm).publicKey.toString('hex'),
) as [string, string, string]

test('keys of the three kinds are read', () => {
  expect([es256, ed25519, rsa].map((key) => readCoseKey(bytes(key))?.algorithm)).toEqual([
    'ES256',
    'EdDSA',
    'RS256',
  ])
})

test.each([
  ['a field too many', es256.replace(/^a5/, 'a6').concat('2001')],
  ['the same field twice', es256.replace('2001', '0102')],
  ['a number not in its shortest form', es256.replace(/^a50102/, 'a5011802')],
  ['another curve', es256.replace('2001', '2002')],
  ['another algorithm of the same curve', es256.replace('0326', '0328')],
  ['a curve of another kind', ed25519.replace('2006', '2004')],
  ['an exponent that is even', rsa.replace(/010001$/, '010000')],
  ['an exponent with a zero before', rsa.replace(/43010001$/, '4400010001')],
  ['a modulus below 2048 bits', rsa.replace(/590100[0-9a-f]{2}/, '590100 7f')],
  ['something after', `${es256}00`],
  ['a map without an end', es256.replace(/^a5/, 'bf').concat('ff')],
  ['a list', '8401020326'],
  ['nothing', ''],
])('a key with %s is none', (_name, key) => {
  expect([es256, ed25519, rsa]).not.toContain(key)
  expect(readCoseKey(bytes(key))).toBeNull()
})
