import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Entry, genesis, linkEntry, type Sha256, sealEntry } from '../../../src/core/ledger/entry.ts'
import { type LedgerLine, verifyLedger } from '../../../src/core/ledger/verify.ts'

const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
const client = '6a3e1f0c-0000-4000-8000-000000000001'
let ledger: LedgerLine[] = []

function chain(entries: Entry[], hash: Sha256): LedgerLine[] {
  let link = genesis
  return entries.map((entry, index) => {
    const sealed = sealEntry(entry, hash)
    link = linkEntry(hash, link, sealed.hash)
    return { seq: index + 1, ...sealed, link }
  })
}

const entryOf = (number: number, of = client): Entry => ({
  v: 1,
  id: `6a3e1f0c-0000-4000-8000-0000000001${String(number).padStart(2, '0')}`,
  client: of,
  kind: 'decision.made',
  at: '2026-11-12T09:00:00.000Z',
  actor: 'system',
  facts: { amount_minor: number * 100, power: 'refund', reason_hash: sha256(`salt\n${number}`) },
})

beforeAll(() => {
  ledger = chain(
    [1, 2, 3, 4, 5].map((number) => entryOf(number)),
    sha256,
  )
})

const verify = (lines: LedgerLine[]) => verifyLedger(client, lines, sha256)
const idOf = (line: LedgerLine | undefined) => line && (JSON.parse(line.body) as Entry).id

test('a whole ledger is whole, and tells its head; an empty one has the first link', async () => {
  expect(await verify(ledger)).toEqual({ entries: 5, head: ledger[4]!.link, fault: null })
  expect(await verify([])).toEqual({ entries: 0, head: genesis, fault: null })
})

describe('every single change of one byte is found at its entry', () => {
  test.each(['body', 'hash', 'link'] as const)('in a %s', async (field) => {
    for (const [index, line] of ledger.entries())
      for (let at = 0; at < line[field].length; at++)
        for (const other of [1, 2, 32]) {
          const changed = `${line[field].slice(0, at)}${String.fromCharCode(line[field].charCodeAt(at) ^ other)}${line[field].slice(at + 1)}`
          const report = await verify(ledger.with(index, { ...line, [field]: changed }))
          expect(report, `${field} of ${line.seq} at ${at}`).toMatchObject({
            entries: index,
            head: index === 0 ? genesis : ledger[index - 1]!.link,
            fault: { seq: line.seq },
          })
          if (field !== 'body') expect(report.fault!.entryId).toBe(idOf(line))
        }
  })

  test('in a number', async () => {
    for (const [index, line] of ledger.entries())
      for (const seq of [0, -1, line.seq + 1, line.seq - 1, line.seq + 0.5])
        expect(await verify(ledger.with(index, { ...line, seq }))).toMatchObject({
          fault: { seq, fault: 'sequence', entryId: idOf(line) },
        })
  })
})

test('each removal is found at the entry that follows; without the last, the head is another', async () => {
  for (let index = 0; index < 4; index++)
    expect(await verify(ledger.toSpliced(index, 1))).toMatchObject({
      fault: { seq: index + 2, fault: 'sequence', entryId: idOf(ledger[index + 1]) },
    })
  // Renumbered, so that only the link can tell.
  for (let index = 0; index < 4; index++) {
    const renumbered = ledger.toSpliced(index, 1).map((line, at) => ({ ...line, seq: at + 1 }))
    expect(await verify(renumbered)).toMatchObject({
      fault: { seq: index + 1, fault: 'link', entryId: idOf(ledger[index + 1]) },
    })
  }
  const shortened = await verify(ledger.slice(0, -1))
  expect(shortened.fault).toBeNull()
  expect(shortened.head).not.toBe(ledger[4]!.link)
})

test('each insertion is found: of a copy, of an entry of another chain, of another client', async () => {
  for (let index = 0; index <= 5; index++) {
    const insert = (line: LedgerLine) =>
      verify(ledger.toSpliced(index, 0, line).map((one, at) => ({ ...one, seq: at + 1 })))
    for (const copy of ledger.slice(0, index))
      expect(await insert(copy)).toMatchObject({
        fault: { seq: index + 1, fault: 'twice', entryId: idOf(copy) },
      })
    const [stranger] = chain([entryOf(9)], sha256)
    if (index > 0)
      expect(await insert(stranger!)).toMatchObject({
        fault: { seq: index + 1, fault: 'link', entryId: idOf(stranger) },
      })
    const [foreign] = chain([entryOf(9, 'another')], sha256)
    expect(await insert(foreign!)).toMatchObject({
      fault: { seq: index + 1, fault: 'foreign', entryId: idOf(foreign) },
    })
  }
  // Put first with a link that fits, it is found where the old chain goes on.
  const [first] = chain([entryOf(9)], sha256)
  const before = [first!, ...ledger].map((line, at) => ({ ...line, seq: at + 1 }))
  expect(await verify(before)).toMatchObject({ fault: { seq: 2, fault: 'link', entryId: idOf(ledger[0]) } })
})

test('each exchange of two entries is found at the first of them', async () => {
  for (let a = 0; a < 5; a++)
    for (let b = a + 1; b < 5; b++) {
      const swapped = ledger.with(a, ledger[b]!).with(b, ledger[a]!)
      expect(await verify(swapped)).toMatchObject({
        fault: { seq: b + 1, fault: 'sequence', entryId: idOf(ledger[b]) },
      })
      const renumbered = swapped.map((line, at) => ({ ...line, seq: at + 1 }))
      expect(await verify(renumbered)).toMatchObject({
        fault: { seq: a + 1, fault: 'link', entryId: idOf(ledger[b]) },
      })
    }
})

test('a body that says the same in other bytes is found, even with its hash and links made anew', async () => {
  const body = JSON.stringify(JSON.parse(ledger[2]!.body), null, 1)
  const hash = sha256(body)
  const forged = ledger.with(2, { seq: 3, body, hash, link: linkEntry(sha256, ledger[1]!.link, hash) })
  expect(await verify(forged)).toMatchObject({ entries: 2, fault: { seq: 3, fault: 'body' } })
})
