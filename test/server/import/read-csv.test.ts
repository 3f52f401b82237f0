import { expect, test } from 'vitest'
import { importLimits, type Mapping } from '../../../src/core/import/mapping.ts'
import { ImportRefused, readCsv } from '../../../src/server/import/read-csv.ts'
import { mapRows } from '../../../src/server/import/rows.ts'

type Csv = NonNullable<Mapping['csv']>

/** Reads in chunks of some bytes, so that every boundary falls somewhere. */
async function read(bytes: Uint8Array | string, csv: Csv = {}, chunk = 7) {
  const buffer = Buffer.from(bytes as string)
  async function* chunks() {
    for (let at = 0; at < buffer.length; at += chunk) yield buffer.subarray(at, at + chunk)
  }
  const rows = []
  for await (const row of readCsv(chunks(), csv)) rows.push(row)
  return rows
}

test.each([
  ['\n', 1],
  ['\n', 7],
  ['\r\n', 1],
  ['\r\n', 7],
  ['\r\n', 65_536],
])('rows keep the line on which they begin, with %j between them, %d bytes at a time', async (end, chunk) => {
  const text = [
    'a,b',
    '1,"two',
    'lines, ""quoted"""',
    '',
    '',
    '2,q',
    '3,"bad"quote',
    '4, ok ',
    '5,"cut off',
    'here',
  ].join(end)
  expect(await read(text, {}, chunk)).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', 'two\nlines, "quoted"'] },
    { line: 6, cells: ['2', 'q'] },
    { line: 7, cells: ['3', '"bad"quote'] },
    { line: 8, cells: ['4', 'ok'] },
    { line: 9, refused: 'the file ends inside this row: a quote that it opens is never closed' },
  ])
})

test('a byte order mark is no part of the first column; what nothing but the end of the file ends is marked', async () => {
  expect(await read('\ufeffa,b\n1,2')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', '2'], last: true },
  ])
})

test('an empty file has no rows', async () => {
  expect(await read('')).toEqual([])
  expect(await read('\n\n')).toEqual([])
})

test('UTF-16 is refused with what to do', async () => {
  for (const mark of ['fffe', 'feff'])
    await expect(read(Buffer.from(`${mark}61006200`, 'hex'))).rejects.toThrow('save it as "CSV UTF-8"')
})

test('another encoding than the one named is seen row by row, never guessed', async () => {
  const latin = Buffer.from('a,b\n1,caff\xe8\n2,ok\n', 'latin1')
  expect(await read(latin)).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, refused: 'column 2 is not utf-8' },
    { line: 3, cells: ['2', 'ok'] },
  ])
  expect(await read(latin, { encoding: 'windows-1252' })).toContainEqual({ line: 2, cells: ['1', 'caffè'] })
  const arabic = Buffer.from('612c620a312cc7e1d3e1c7e30a', 'hex')
  expect(await read(arabic, { encoding: 'windows-1256' })).toContainEqual({ line: 2, cells: ['1', 'السلام'] })
})

test('a null character and too many columns are refused', async () => {
  expect(await read('a,b\n1,x\0y\n')).toContainEqual({ line: 2, refused: 'column 2 holds a null character' })
  expect(await read(`a,b\n${','.repeat(importLimits.columns)}\n3,4\n`)).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, refused: 'it has more than 500 columns' },
    { line: 3, cells: ['3', '4'] },
  ])
})

test('another delimiter and another quote', async () => {
  expect(await read("a;b\n'x;y';2\n", { delimiter: ';', quote: "'" })).toContainEqual({
    line: 2,
    cells: ['x;y', '2'],
  })
})

test('a row just over the limit is refused; one that never ends stops the reading before it fills the memory', async () => {
  const long = 'x'.repeat(importLimits.rowBytes)
  expect(await read(`a\n${long}\ny${long}\nz\n`, {}, 65_536)).toMatchObject([
    { line: 1 },
    { line: 2, cells: [long] },
    { line: 3, refused: 'it is longer than 1048576 bytes' },
    { line: 4, cells: ['z'] },
  ])
  for (const endless of ['"x', 'x,', '"",', 'x']) {
    let given = 0
    async function* forever() {
      yield Buffer.from('a\n1\n')
      for (const chunk = Buffer.from(endless.repeat(65_536 / endless.length)); given < 10_000; given++)
        yield chunk
    }
    const seen: number[] = []
    const reading = async () => {
      for await (const row of readCsv(forever(), {})) seen.push(row.line)
    }
    await expect(reading()).rejects.toThrow(/^The row that begins on line 3 is longer than 1048576 bytes/)
    expect(seen).toEqual([1, 2])
    expect(given).toBeLessThan(20)
  }
})

const mapping: Mapping = {
  ...{ format: 'cartabianca-import/1', source: 'hostile', id: { column: 'id' } },
  customer: { name: { column: 'name' }, currency: { constant: 'EUR' } },
  contact: {
    at: { column: 'at', format: 'iso' },
    language: { constant: 'it' },
    touchpoint: { constant: 'billing' },
    subject: { column: 'subject' },
  },
}

async function map(text: string) {
  async function* whole() {
    yield Buffer.from(text)
  }
  const rows = []
  for await (const row of mapRows(mapping, readCsv(whole(), {}), Date.parse('2026-01-01'))) rows.push(row)
  return rows
}

test('a header without a column that the mapping reads, or with it twice, is refused before any row', async () => {
  await expect(map('id;name;at;subject\n')).rejects.toThrow(
    /no column "id", "name", "at", "subject".*It has: "id;name;at;subject".*csv\.delimiter/,
  )
  await expect(map('id,name,at,subject,name\n')).rejects.toThrow('has the column "name" twice')
  await expect(map('')).rejects.toThrow(ImportRefused)
  expect(await map('id,name,at,subject,other,other\n')).toEqual([])
})

test('columns with the names of object parts are columns', async () => {
  const rows = await map(
    'id,name,at,subject,__proto__,constructor\n1,Ada,2024-01-01,Hello,x,y\n2,Bo,2024-01-01,"<script>alert(1)</script>",,\n',
  )
  expect(rows).toMatchObject([
    { line: 2, mapped: { sourceId: '1', customer: { name: 'Ada' } } },
    { line: 3, mapped: { contact: { subject: '<script>alert(1)</script>' } } },
  ])
})

test('a last row with too few columns is said to be cut off', async () => {
  const rows = await map('id,name,at,subject\n1,Ada\n2,Bo,2024-01-01,Hello\n3,C')
  expect(rows.map((row) => ('refused' in row ? [row.line, row.refused] : [row.line]))).toEqual([
    [2, 'it has 2 columns where the header has 4'],
    [3],
    [4, 'it has 2 columns where the header has 4; the file ends inside it'],
  ])
})
