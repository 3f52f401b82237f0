import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedgerFile, writeLedgerFile } from '../../src/cli/ledger-file.ts'
import { genesis, linkEntry, sealEntry } from '../../src/core/ledger/entry.ts'
import { sha256 } from '../../src/server/ledger/record.ts'

const client = '6a3e1f0c-0000-4000-8000-000000000001'
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-ledger-'))
const file = join(folder, 'ledger.jsonl')
let bytes: Buffer

function* lines() {
  let link = genesis
  for (let seq = 1; seq <= 4; seq++) {
    const sealed = sealEntry(
      {
        ...{ v: 1, id: `6a3e1f0c-0000-4000-8000-00000000010${seq}`, client, kind: 'doubt.cleared' },
        ...{ at: '2026-11-12T09:00:00.000Z', actor: 'customer', facts: { contact: `c${seq}` } },
      },
      sha256,
    )
    link = linkEntry(sha256, link, sealed.hash)
    yield { seq, ...sealed, link }
  }
}

beforeAll(async () => {
  const all = [...lines()]
  async function* source() {
    yield* all
  }
  // The ledger grew meanwhile: the file holds what its header promises.
  await writeLedgerFile(createWriteStream(file), { client, entries: 3, head: all[2]!.link }, source())
  bytes = readFileSync(file)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function verify(content: Buffer | string) {
  writeFileSync(file, content)
  return verifyLedgerFile(file)
}

test('the file as it was written is whole', async () => {
  expect(await verify(bytes)).toMatchObject({ entries: 3, fault: null })
  expect((await verify(bytes)).broken).toBeUndefined()
})

test('every single changed, missing or added byte is found', async () => {
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= at % 2 ? 1 : 32
    const variants = [changed, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])]
    if (at % 3 === 0)
      variants.push(Buffer.concat([bytes.subarray(0, at), Buffer.from(' '), bytes.subarray(at)]))
    for (const variant of variants) {
      const report = await verify(variant)
      expect(report.fault ?? report.broken, `byte ${at}`).toBeTruthy()
    }
  }
  expect((await verify(Buffer.concat([bytes, Buffer.from('\n')]))).broken).toContain('line 5')
})

test('a missing last entry is found by the header, and a damaged line is named', async () => {
  const text = bytes.toString().split('\n')
  expect((await verify(`${text.slice(0, 3).join('\n')}\n`)).broken).toContain('promises 3 entries')
  const damaged = text.with(2, text[2]!.replace('"seq":2', '"seq": 2'))
  expect((await verify(damaged.join('\n'))).broken).toBe(
    'line 3 (entry 2, id 6a3e1f0c-0000-4000-8000-000000000102) is not an entry as it was written.',
  )
  expect((await verify('')).broken).toBe('its header can’t be read.')
})
