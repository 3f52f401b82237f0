import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../../src/core/ledger/bytes.ts'
import {
  openCheckpoint,
  openRotation,
  originOf,
  readCheckpoint,
  writeCheckpoint,
  writeRotation,
} from '../../../src/core/ledger/checkpoint.ts'
import {
  isSignedBy,
  readNote,
  readVerifierKey,
  signNote,
  writeVerifierKey,
} from '../../../src/core/ledger/note.ts'
import { crypto, keyFrom, sha256Bytes as sha256 } from './crypto.ts'

describe('bytes', () => {
  test('base64 is that of everybody, and read strictly', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(bytes)
      }),
    )
    for (const wrong of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', 'A===', 'AA==\n', 'A-A_'])
      expect(fromBase64(wrong), wrong).toBeNull()
  })

  test('UTF-8 is that of everybody, and read strictly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(utf8(text)).equals(Buffer.from(text, 'utf8'))).toBe(true)
        expect(fromUtf8(utf8(text))).toBe(text)
      }),
    )
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
        let expected: string | null = null
        try {
          expected = strict.decode(bytes)
        } catch {
          // not UTF-8
        }
        expect(fromUtf8(bytes)).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })
})

// The example of Go's golang.org/x/mod/sumdb/note, which the specification came from.
const example = {
  key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
}

describe('a note', () => {
  test('of others verifies, and its verifier key is written as they write it', () => {
    const key = readVerifierKey(sha256, example.key)!
    expect(writeVerifierKey(sha256, key)).toBe(example.key)
    expect(isSignedBy(readNote(example.note)!, key, crypto)).toBe(true)
  })

  test('does not verify with any one character changed', () => {
    const key = readVerifierKey(sha256, example.key)!
    for (let at = 0; at < example.note.length; at++) {
      const other = String.fromCharCode(example.note.charCodeAt(at) ^ 1)
      const note = readNote(example.note.slice(0, at) + other + example.note.slice(at + 1))
      expect(note !== null && isSignedBy(note, key, crypto), `at ${at}`).toBe(false)
    }
  })

  test('a verifier key with any one character changed is none, or another name', () => {
    for (let at = 0; at < example.key.length; at++) {
      const other = String.fromCharCode(example.key.charCodeAt(at) ^ 1)
      expect(readVerifierKey(sha256, example.key.slice(0, at) + other + example.key.slice(at + 1))).toBeNull()
    }
  })

  test('may hold signatures of others, which are passed over; a wrong one of the key refuses it', () => {
    const [ours, theirs] = [keyFrom(1), keyFrom(2)]
    const us = { name: 'a.example', publicKey: ours.publicKey }
    const them = { name: 'b.example', publicKey: theirs.publicKey }
    const text = 'One line.\n\nAnd another.\n'
    const first = signNote(sha256, text, us, ours.sign)
    const second = signNote(sha256, text, them, theirs.sign).slice(text.length + 1)
    const both = readNote(first + second)!
    expect(both).toMatchObject({ text, signatures: [{ name: 'a.example' }, { name: 'b.example' }] })
    expect([us, them].map((key) => isSignedBy(both, key, crypto))).toEqual([true, true])
    expect(isSignedBy(readNote(first)!, them, crypto)).toBe(false)
    const forged = signNote(sha256, text, us, () => new Uint8Array(64)).slice(text.length + 1)
    expect(isSignedBy(readNote(first + forged)!, us, crypto)).toBe(false)
  })

  test.each([
    ['no newline at its end', 'text'],
    ['a carriage return', 'text\r\n'],
    ['a tab', 'te\txt\n'],
    ['a lone surrogate', 'te\ud800xt\n'],
  ])('is not made of a text with %s', (_, text) => {
    const { publicKey, sign } = keyFrom(1)
    expect(() => signNote(sha256, text, { name: 'a', publicKey }, sign)).toThrow(RangeError)
  })
})

describe('a checkpoint', () => {
  const { publicKey, sign } = keyFrom(3)
  const origin = originOf('cc.example', '6a3e1f0c-0000-4000-8000-000000000001')
  const root = sha256(utf8('root'))
  const note = writeCheckpoint(sha256, { origin, size: 20852163, root }, publicKey, sign)

  test('is written as the specification shows', () => {
    expect(note.split('\n').slice(0, 4)).toEqual([origin, '20852163', toBase64(root), ''])
    expect(note).toMatch(/\n\n— cc\.example\/ledger\/[0-9a-f-]{36} [A-Za-z0-9+/]{91}=\n$/)
    expect(openCheckpoint(note, { name: origin, publicKey }, crypto)).toEqual({
      origin,
      size: 20852163,
      root,
    })
  })

  test('of another key, or of another name, is none of ours', () => {
    expect(openCheckpoint(note, { name: origin, publicKey: keyFrom(4).publicKey }, crypto)).toBeNull()
    expect(openCheckpoint(note, { name: `${origin}0`, publicKey }, crypto)).toBeNull()
  })

  test('the published example is read', () => {
    const read = readCheckpoint(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n',
    )
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 })
  })

  test.each([
    ['01', toBase64(root), ''],
    ['-1', toBase64(root), ''],
    ['1e3', toBase64(root), ''],
    ['99999999999999999', toBase64(root), ''],
    ['1', 'AAAA', ''],
    ['1', toBase64(root), 'extension\n'],
  ])('%s %s %s is none', (size, hash, more) => {
    const text = `${origin}\n${size}\n${hash}\n${more}`
    expect(readCheckpoint(signNote(sha256, text, { name: origin, publicKey }, sign))).toBeNull()
  })

  test('a rotation names the next key, and only the key in force can make one', () => {
    const next = { name: origin, publicKey: keyFrom(5).publicKey }
    const old = { name: origin, publicKey }
    const facts = writeRotation(sha256, { old, next }, sign)
    expect(openRotation(facts, old, crypto)).toEqual(next)
    expect(openRotation(facts, next, crypto)).toBeNull()
    const forged = writeRotation(sha256, { old, next }, keyFrom(5).sign)
    expect(openRotation(forged, old, crypto)).toBeNull()
    const other = writeRotation(sha256, { old, next: old }, sign)
    expect(openRotation({ ...facts, key: other.key }, old, crypto)).toBeNull()
    expect(openRotation({}, old, crypto)).toBeNull()
    expect(readCheckpoint(facts.note)).toBeNull()
  })
})
