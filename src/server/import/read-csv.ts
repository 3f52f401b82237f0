import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse'
import { importLimits, type Mapping } from '../../core/import/mapping.ts'

/** A row of a file, with the line on which it begins (from 1), or why it can't be read. */
export type CsvRow = { line: number } & (
  | { cells: string[] /** nothing ends it but the file's end */; last?: true }
  | { refused: string }
)

/** The file can't be read at all, or not to its end: one sentence that says what to do. */
export class ImportRefused extends Error {}

const lineFeed = 10

/**
 * The rows of a CSV stream, one after another: never more than a row and a chunk in memory. A byte order mark,
 * CRLF, quoted line breaks and stray quotes are taken; a row that the end of the file cuts off is refused.
 * @throws ImportRefused for UTF-16, and for a row that does not end within importLimits.rowBytes
 */
export async function* readCsv(
  input: AsyncIterable<Uint8Array>,
  { delimiter = ',', quote = '"', encoding = 'utf-8' }: NonNullable<Mapping['csv']>,
): AsyncGenerator<CsvRow> {
  let line = 1
  let emptyLines = 0
  let rows: CsvRow[] = []
  const decode = decoderOf(encoding)
  const parser = parse({
    delimiter,
    quote,
    escape: quote,
    // Bytes, so that a wrong encoding is seen and not papered over.
    encoding: null as never,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: unknown, info) => {
      line += info.empty_lines - emptyLines
      emptyLines = info.empty_lines
      const row = readRow(line, cells as Uint8Array[], decode, encoding)
      // csv-parse counts a quoted CRLF as two lines: count what the row holds.
      line += 1 + breaksIn(cells as Uint8Array[])
      rows.push(row)
      return null
    },
    on_skip: () => {
      rows.push({ line, refused: 'the file ends inside this row: a quote that it opens is never closed' })
      return undefined
    },
  })
  parser.resume()
  let failure: Error | undefined
  parser.on('error', (error) => {
    failure = error
  })

  let sinceRow = 0
  let first = true
  let lastByte: number | undefined
  for await (const chunk of input) {
    const bytes = first ? withoutMark(chunk) : chunk
    first = false
    lastByte = bytes.at(-1) ?? lastByte
    await new Promise<void>((done) => parser.write(bytes, () => done()))
    if (failure) throw failure
    sinceRow = rows.length > 0 || parser.info.empty_lines > emptyLines ? 0 : sinceRow + bytes.length
    if (sinceRow > importLimits.rowBytes) {
      parser.destroy()
      throw new ImportRefused(
        `The row that begins on line ${line} is longer than ${importLimits.rowBytes} bytes: most often a quote in it ` +
          'is never closed. Nothing after it was read; correct it and run the import again.',
      )
    }
    yield* rows
    rows = []
  }
  await new Promise<void>((done) => {
    parser.once('close', () => done())
    parser.end()
  })
  if (failure) throw failure
  // The parser keeps the file's last bytes back, so a row that does end may come here too.
  for (const row of rows) yield 'cells' in row && lastByte !== lineFeed ? { ...row, last: true } : row
}

function readRow(
  line: number,
  cells: Uint8Array[],
  decode: (bytes: Uint8Array) => string | null,
  encoding: string,
): CsvRow {
  if (cells.length > importLimits.columns)
    return { line, refused: `it has more than ${importLimits.columns} columns` }
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > importLimits.rowBytes)
    return { line, refused: `it is longer than ${importLimits.rowBytes} bytes` }
  const texts: string[] = []
  for (const cell of cells) {
    const text = decode(cell)
    if (text === null) return { line, refused: `column ${texts.length + 1} is not ${encoding}` }
    if (text.includes('\0')) return { line, refused: `column ${texts.length + 1} holds a null character` }
    texts.push(text.replace(/\r\n?/g, '\n').trim())
  }
  return { line, cells: texts }
}

function decoderOf(encoding: string): (bytes: Uint8Array) => string | null {
  if (encoding === 'utf-8') return (bytes) => (isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : null)
  const decoder = new TextDecoder(encoding)
  return (bytes) => decoder.decode(bytes)
}

function breaksIn(cells: Uint8Array[]): number {
  let breaks = 0
  for (const cell of cells)
    for (let at = cell.indexOf(lineFeed); at !== -1; at = cell.indexOf(lineFeed, at + 1)) breaks += 1
  return breaks
}

function withoutMark(chunk: Uint8Array): Uint8Array {
  const [a, b, c] = chunk
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new ImportRefused('This file is UTF-16: save it as "CSV UTF-8" and run the import again.')
  return a === 0xef && b === 0xbb && c === 0xbf ? chunk.subarray(3) : chunk
}
