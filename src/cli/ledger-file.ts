import { once } from 'node:events'
import { createReadStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { type LedgerLine, type LedgerReport, verifyLedger } from '../core/ledger/verify.ts'
import { sha256 } from '../server/ledger/record.ts'
import { CommandFailure } from './failure.ts'

/**
 * A ledger as a file of JSON lines: a header with the client, how many entries follow and the last link; then
 * one entry a line. Every byte counts: a line must be exactly what JSON.stringify gives, and end in \n.
 */
export const ledgerFormat = 'cartabianca-ledger/1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const header = z.strictObject({
  format: z.literal(ledgerFormat),
  client: z.uuid(),
  entries: z.int().min(0),
  head: hash,
})
const line = z.strictObject({ seq: z.int().min(1), body: z.string(), hash: z.string(), link: z.string() })

/** Writes the header, and the lines up to its number of entries: what came meanwhile is left for the next time. */
export async function writeLedgerFile(
  out: WriteStream,
  { client, entries, head }: { client: string; entries: number; head: string },
  lines: AsyncIterable<LedgerLine>,
): Promise<void> {
  try {
    await once(out, 'open')
  } catch (error) {
    throw new CommandFailure(`The file can’t be written: ${(error as Error).message}.`)
  }
  const write = async (record: unknown) => {
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain')
  }
  await write({ format: ledgerFormat, client, entries, head })
  if (entries > 0)
    for await (const { seq, body, hash, link } of lines) {
      await write({ seq, body, hash, link })
      if (seq === entries) break
    }
  out.end()
  await finished(out)
}

/** `broken` says what is wrong where no entry can be named for it. */
export async function verifyLedgerFile(file: string): Promise<LedgerReport & { broken?: string }> {
  const texts = linesOf(file)
  const first = await texts.next()
  const promised = first.done ? null : parseExactly(header, first.value)
  if (!promised) return { entries: 0, head: '0'.repeat(64), fault: null, broken: 'its header can’t be read.' }
  let broken: string | undefined
  async function* entries(): AsyncGenerator<LedgerLine> {
    let number = 1
    for await (const text of texts) {
      number += 1
      const read = parseExactly(line, text)
      if (!read) {
        broken = `line ${number} (entry ${number - 1}${idIn(text)}) is not an entry as it was written.`
        return
      }
      yield read
    }
  }
  const report = await verifyLedger(promised.client, entries(), sha256)
  if (report.fault || broken) return broken ? { ...report, broken } : report
  if (report.entries !== promised.entries)
    return {
      ...report,
      broken: `its header promises ${promised.entries} entries: those after entry ${Math.min(report.entries, promised.entries)} are missing or added.`,
    }
  if (report.head !== promised.head)
    return { ...report, broken: 'the head in its header is not the link of its last entry.' }
  return report
}

/** Lines that end in \n alone; what stands after the last one is a line of its own, without its end. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\n')
      rest = parts.pop()!
      for (const part of parts) yield `${part}\n`
    }
  } catch (error) {
    throw new CommandFailure(`The file can’t be read: ${(error as Error).message}.`)
  }
  if (rest !== '') yield rest
}

function parseExactly<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const value = schema.parse(JSON.parse(text))
    return `${JSON.stringify(value)}\n` === text ? value : null
  } catch {
    return null
  }
}

/** Best effort, to name it: the text is not to be trusted. */
function idIn(text: string): string {
  const id = /\\"id\\":\\"([0-9a-f-]{36})\\"/.exec(text)?.[1]
  return id ? `, id ${id}` : ''
}
