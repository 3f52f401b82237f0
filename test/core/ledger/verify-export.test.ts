import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/ledger/canonical.ts'
import { endOfPlainObject } from '../../../src/core/ledger/scan.ts'
import { type ExportReport, verifyExport } from '../../../src/core/ledger/verify-export.ts'
import { crypto, keyFrom } from './crypto.ts'
import { checkpointAt, client, entries, exportLines, idOf } from './sample-export.ts'

const lines = exportLines()
const file = Buffer.from(lines.join(''))

function verify(content: string | Uint8Array | string[], held: string[] = [], chunk = 1 << 20): ExportReport {
  const bytes = Buffer.from(Array.isArray(content) ? content.join('') : content)
  const reader = verifyExport(crypto, held)
  for (let at = 0; at < bytes.length; at += chunk) if (!reader.add(bytes.subarray(at, at + chunk))) break
  return reader.end()
}

test('the file as it was written is whole, in pieces of any size', () => {
  for (const chunk of [1, 7, 100, 1 << 20])
    expect(verify(file, [], chunk)).toMatchObject({
      ...{ client, entries: 9, checkpoints: 4, mandates: 1, fault: null },
    })
  expect(verify(file).keys).toHaveLength(2)
  const none = exportLines({ entries: [] })
  expect(verify(none)).toMatchObject({ entries: 0, root: null, fault: null })
})

test('every single changed, missing or added byte is found', () => {
  for (let at = 0; at < file.length; at++) {
    const changed = Buffer.from(file)
    changed[at]! ^= at % 2 ? 1 : 32
    const variants = [changed, Buffer.concat([file.subarray(0, at), file.subarray(at + 1)])]
    if (at % 3 === 0)
      variants.push(Buffer.concat([file.subarray(0, at), Buffer.from(' '), file.subarray(at)]))
    for (const variant of variants) expect(verify(variant).fault, `byte ${at}`).not.toBeNull()
  }
  expect(verify(Buffer.concat([file, Buffer.from('\n')])).fault).toMatchObject({ code: 'line' })
})

const isEntry = (line: string) => line.startsWith('{"seq"')
const places = lines.flatMap((line, i) => (isEntry(line) ? [i] : []))
const lineOf = (seq: number) => places[seq - 1]!
const asSeq = (line: string, seq: number) => line.replace(/^\{"seq":\d+/, `{"seq":${seq}`)
/** The entries of a list of lines, numbered anew. */
function renumbered(list: string[]): string[] {
  let seq = 0
  return list.map((line) => (isEntry(line) ? asSeq(line, ++seq) : line))
}

describe('what is changed, removed, added or reordered is named', () => {
  test('an entry that was changed', () => {
    const line = lines[lineOf(5)]!
    expect(verify(lines.with(lineOf(5), line.replace('300', '301'))).fault).toEqual({
      ...{ code: 'hash', seq: 5, entryId: idOf(5), line: lineOf(5) + 1 },
    })
  })

  test('an entry that was removed', () => {
    for (let seq = 1; seq < 9; seq++) {
      const removed = lines.toSpliced(lineOf(seq), 1)
      const next = verify(removed).fault
      // where a checkpoint stands next, it is the checkpoint that is out of place
      if (isEntry(removed[lineOf(seq)]!)) expect(next).toMatchObject({ code: 'sequence', seq: seq + 1 })
      else expect(next).toMatchObject({ code: 'checkpoint', seq: seq - 1 })
    }
    expect(verify(renumbered(lines.toSpliced(lineOf(4), 1))).fault).toMatchObject({
      ...{ code: 'link', seq: 4, entryId: idOf(5) },
    })
  })

  test('an entry that was added, or stands twice', () => {
    const copy = lines[lineOf(3)]!
    expect(verify(lines.toSpliced(lineOf(5), 0, copy)).fault).toMatchObject({
      ...{ code: 'sequence', seq: 3, entryId: idOf(3) },
    })
    expect(verify(renumbered(lines.toSpliced(lineOf(5), 0, copy))).fault).toMatchObject({
      ...{ code: 'link', seq: 5, entryId: idOf(3) },
    })
  })

  test('two entries that were exchanged', () => {
    const swapped = lines.with(lineOf(4), lines[lineOf(5)]!).with(lineOf(5), lines[lineOf(4)]!)
    expect(verify(swapped).fault).toMatchObject({ code: 'sequence', seq: 5 })
    expect(verify(renumbered(swapped)).fault).toMatchObject({ code: 'link', seq: 4, entryId: idOf(5) })
  })

  test('an entry of another client', () => {
    const foreign = exportLines({ entries: entries.with(6, { ...entries[6]!, client: idOf(99) }) })
    expect(verify(foreign).fault).toMatchObject({ code: 'foreign', seq: 7 })
  })

  test('a body that says the same in other bytes, with hash and link made anew', () => {
    const body = canonicalJson(entries[8] as never)
    const spaced = body.replace('{', '{ ')
    expect(verify(lines.map((line) => line.replace(body, spaced))).fault).toMatchObject({
      ...{ code: 'body', seq: 9, entryId: idOf(9) },
    })
  })

  test('a past written anew by who does not have the key: the seals tell between which entries', () => {
    const rewritten = exportLines({
      entries: entries.with(4, { ...entries[4]!, facts: { amount_minor: 1, power: 'refund' } }),
    })
    const sealed = lines.filter((line) => line.includes('"checkpoint"'))
    const forged = rewritten.map((line) => (line.includes('"checkpoint":"cc') ? sealed.shift()! : line))
    expect(verify(forged).fault).toMatchObject({ code: 'root', from: 4, seq: 5 })
    const other = exportLines({ entries, signers: [keyFrom(8), keyFrom(9)] })
    expect(verify(other).fault).toMatchObject({ code: 'signature', seq: 3 })
  })

  test('a key that the key before did not name', () => {
    const facts = { ...entries[5]!.facts, note: String(entries[5]!.facts.note).replace('— ', '— x') }
    expect(verify(exportLines({ entries: entries.with(5, { ...entries[5]!, facts }) })).fault).toMatchObject({
      ...{ code: 'rotation', seq: 6 },
    })
  })

  test('the old key seals nothing after it named another', () => {
    const old = exportLines({ entries, signers: [keyFrom(1), keyFrom(1)] })
    expect(verify(old).fault).toMatchObject({ code: 'signature', seq: 8 })
  })

  test('a checkpoint that is missing, or whose place is another', () => {
    const seal = lines.findIndex((line) => line.startsWith('{"checkpoint"'))
    expect(verify(lines.toSpliced(seal, 1)).fault).toMatchObject({ code: 'checkpoints' })
    expect(verify(lines.toSpliced(seal, 1).toSpliced(seal + 1, 0, lines[seal]!)).fault).toMatchObject({
      code: 'checkpoint',
    })
    expect(verify(exportLines({ sealedAt: [3, 5] })).fault).toMatchObject({
      code: 'unsealed',
      from: 6,
      seq: 9,
    })
  })

  test('a mandate that is not the one signed, or is missing', () => {
    const last = lines.length - 1
    expect(verify(lines.with(last, lines[last]!.replace('più 20', 'più 99'))).fault).toMatchObject({
      code: 'mandate',
      seq: 1,
    })
    expect(verify(exportLines({ mandates: false })).fault).toMatchObject({ code: 'mandate_missing', seq: 1 })
  })

  test('a file of before there were seals, and what is no export at all', () => {
    const older = `{"format":"cartabianca-ledger/1","client":"${client}","entries":0,"head":"${'0'.repeat(64)}"}\n`
    expect(verify(older).fault).toMatchObject({ code: 'older' })
    expect(verify(older.replace('ledger/1', 'ledger/2')).fault).toMatchObject({ code: 'older' })
    for (const text of ['', '\n', 'hello', '{}\n', 'null\n', '\0\xff\n'])
      expect(verify(text).fault, text).toMatchObject({ code: 'header' })
  })
})

describe('with a checkpoint that the client held', () => {
  const shorter = exportLines({ entries: entries.slice(0, 8) })

  test('a file that goes on from it is whole', () => {
    for (const size of [3, 4, 9]) expect(verify(file, [checkpointAt(size)]).fault).toBeNull()
  })

  test('the newest entries can’t be removed, which without it nobody could tell', () => {
    expect(verify(shorter).fault).toBeNull()
    expect(verify(shorter, [checkpointAt(9)]).fault).toMatchObject({ code: 'held_ahead', seq: 9 })
  })

  test('the past can’t be written anew, even by who has the key', () => {
    const rewritten = exportLines({ entries: entries.with(2, { ...entries[2]!, facts: {} }) })
    expect(verify(rewritten).fault).toBeNull()
    expect(verify(rewritten, [checkpointAt(5)]).fault).toMatchObject({ code: 'held_other', seq: 5 })
  })

  test('one of another log, or of nobody, is said to be none', () => {
    expect(verify(file, [checkpointAt(5).replaceAll('cc.example', 'cd.example')]).fault).toMatchObject({
      code: 'held',
    })
    expect(verify(file, ['hello']).fault).toMatchObject({ code: 'held' })
    expect(verify(file, [checkpointAt(5).replace(/.(?==\n$)/, 'A')]).fault).toMatchObject({ code: 'held' })
  })
})

test('the quick look at an entry never calls canonical what is not', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.maxSafeInteger(),
      fc.constantFrom(true, false, null),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  })).object
  const plainly = (text: string) => {
    const bytes = Buffer.from(`${text}}\n`)
    return endOfPlainObject(bytes, 0) === bytes.length - 2
  }
  fc.assert(
    fc.property(value, fc.nat(), fc.constantFrom(...' "\\{}[]:,-0a!~'), (object, place, character) => {
      const text = canonicalJson(object as never)
      const plain = /^[\x20-\x5b\x5d-\x7e]*$/.test(text) && !/\d{16}/.test(text)
      if (plain) expect(plainly(text)).toBe(true)
      const at = place % text.length
      for (const changed of [
        text.slice(0, at) + character + text.slice(at),
        text.slice(0, at) + character + text.slice(at + 1),
        text.slice(0, at) + text.slice(at + 1),
        JSON.stringify(object),
      ])
        if (plainly(changed)) expect(canonicalJson(JSON.parse(changed))).toBe(changed)
    }),
    { numRuns: 3000 },
  )
})
