import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isReceiptFile, verifyLedgerFile, writeLedgerFile } from '../../src/cli/ledger-file.ts'
import { sayExport } from '../../src/cli/ledger-says.ts'
import { checkpointAt, exportLines, idOf } from '../core/ledger/sample-export.ts'

// What an export may hold, and how each change in it is found: test/core/ledger/verify-export.test.ts.
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-ledger-'))
const file = join(folder, 'ledger.jsonl')
const lines = exportLines()
afterAll(() => rmSync(folder, { recursive: true }))

async function verify(content: string[], held: string[] = []) {
  writeFileSync(file, content.join(''))
  return verifyLedgerFile(file, held)
}

test('the file holds every line as it was given, and verifies', async () => {
  async function* source() {
    yield* lines
  }
  await writeLedgerFile(createWriteStream(file), source())
  expect(readFileSync(file, 'utf8')).toBe(lines.join(''))
  expect(await verifyLedgerFile(file)).toMatchObject({ entries: 9, checkpoints: 4, fault: null })
  expect(isReceiptFile(file)).toBe(false)
})

test('a fault is named with its line and its entry', async () => {
  const at = lines.findIndex((line) => line.includes('"amount_minor":300'))
  expect(await verify(lines.with(at, lines[at]!.replace(':300', ':301')))).toMatchObject({
    fault: { code: 'hash', line: at + 1, seq: 5, entryId: idOf(5) },
  })
})

test('a checkpoint that was held is compared', async () => {
  expect((await verify(lines, [checkpointAt(5)])).fault).toBeNull()
  expect((await verify(exportLines({ sealedAt: [8] }).slice(0, 3), [checkpointAt(9)])).fault).not.toBeNull()
})

test('a file that is not there is told', async () => {
  await expect(verifyLedgerFile(join(folder, 'none'))).rejects.toThrow(/^The file can’t be read: ENOENT/)
})

test('every fault has its sentence', async () => {
  const report = await verify(lines)
  const said: string[] = []
  const log = console.log
  console.log = (text: string) => said.push(text)
  try {
    expect(sayExport('f', report)).toBe(0)
    expect(
      sayExport('f', { ...report, fault: { code: 'root', line: 7, seq: 5, from: 4, entryId: null } }),
    ).toBe(1)
  } finally {
    console.log = log
  }
  expect(said.join('\n')).toContain(
    'f: FAULT (root) in line 7: among entries 4 to 5 are some that are not those that the checkpoint over 5 sealed.',
  )
})
