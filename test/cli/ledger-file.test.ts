import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { speechOf } from '../../src/cli/language.ts'
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

test('an export and its faults are said in the reader’s language, as on the page', async () => {
  const report = await verify(lines)
  const fault = { code: 'root', line: 7, seq: 5, from: 4, entryId: null } as const
  const said = (language: string, told: typeof report): [number, string] => {
    const out: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text))
    const code = sayExport('f', told, speechOf(language))
    log.mockRestore()
    return [code, out.join('\n')]
  }
  expect(said('en', report)).toEqual([0, expect.stringContaining('f: All 9 entries are whole and sealed')])
  expect(said('it', report)[1]).toContain('\n  Chiave: ')
  const sentences = {
    en: 'Among entries 4 to 5 are some that are not those that were sealed. Line 7 of the file.',
    it: 'Tra le registrazioni da 4 a 5 ce ne sono che non sono quelle sigillate. Riga 7 del file.',
    fr: 'Parmi les écritures 4 à 5, certaines ne sont pas celles qui ont été scellées. Ligne 7 du fichier.',
    ar: 'بين القيود من 4 إلى 5 ما ليس هو الذي خُتم. السطر 7 من الملف.',
  }
  for (const [language, sentence] of Object.entries(sentences)) {
    const [code, text] = said(language, { ...report, fault })
    expect([code, text]).toEqual([1, expect.stringContaining(`(root)\n  ${sentence}`)])
  }
  expect(() => speechOf('de')).toThrow(/--language is one of/)
})
