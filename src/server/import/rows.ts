import { columnsOf } from '../../core/import/columns.ts'
import { identifyRow } from '../../core/import/identify.ts'
import { type MappedRow, mapRow } from '../../core/import/map-row.ts'
import type { Mapping } from '../../core/import/mapping.ts'
import type { Row } from '../../core/import/read-value.ts'
import type { CustomFact } from '../../core/mandate/condition.ts'
import { sha256 } from '../ledger/record.ts'
import { type CsvRow, ImportRefused } from './read-csv.ts'

export type ReadRow = { line: number } & ({ mapped: MappedRow } | { refused: string })

/**
 * The rows of a file by its mapping, each mapped or refused with its line and reason.
 * @throws ImportRefused when the header lacks a column that the mapping reads, or has it twice
 */
export async function* mapRows(
  mapping: Mapping,
  rows: AsyncIterable<CsvRow>,
  now: number,
  declared: readonly CustomFact[] = [],
): AsyncGenerator<ReadRow> {
  let header: string[] | undefined
  const seen = new Map<string, number>()
  for await (const read of rows) {
    if (header === undefined) {
      header = readHeader(mapping, read)
      continue
    }
    if ('refused' in read) {
      yield read
      continue
    }
    const { line, cells } = read
    if (cells.length !== header.length) {
      const where = read.last ? '; the file ends inside it' : ''
      yield { line, refused: `it has ${cells.length} columns where the header has ${header.length}${where}` }
      continue
    }
    const row = rowOf(header, cells)
    const identified = identifyRow(mapping, row, cells, seen, sha256)
    if ('refused' in identified) {
      yield { line, refused: identified.refused }
      continue
    }
    const mapped = mapRow(mapping, row, identified.id, now, declared)
    yield 'refused' in mapped ? { line, refused: mapped.refused } : { line, mapped }
  }
  if (header === undefined) throw new ImportRefused('The file is empty: it has not even a header.')
}

function readHeader(mapping: Mapping, read: CsvRow): string[] {
  if ('refused' in read) throw new ImportRefused(`The header can’t be read: ${read.refused}.`)
  const header = read.cells
  const wanted = columnsOf(mapping)
  const missing = wanted.filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new ImportRefused(
      `The file has no column ${missing.map((column) => `"${column}"`).join(', ')}, which the mapping reads. ` +
        `It has: ${listed(header)}. If that looks wrong, the mapping's csv.delimiter may be.`,
    )
  const twice = wanted.find((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice !== undefined)
    throw new ImportRefused(
      `The file has the column "${twice}" twice: rename one, so that it is clear which is meant.`,
    )
  return header
}

function rowOf(header: readonly string[], cells: readonly string[]): Row {
  // No prototype: a column may be called "constructor".
  const row: Record<string, string> = Object.create(null)
  for (const [index, column] of header.entries()) row[column] = cells[index]!
  return row
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 30).map((column) => `"${column.slice(0, 60)}"`)
  return shown.join(', ') + (header.length > 30 ? `, and ${header.length - 30} more` : '')
}
