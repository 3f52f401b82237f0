import { once } from 'node:events'
import { closeSync, createReadStream, openSync, readFileSync, readSync, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type ReceiptReport, receiptFormat, verifyReceipt } from '../core/ledger/receipt.ts'
import { type ExportReport, verifyExport } from '../core/ledger/verify-export.ts'
import { verifier } from '../server/ledger/crypto.ts'
import { CommandFailure } from './failure.ts'

/** Bytes written, and read, at a time. */
const piece = 1 << 20

/** Writes an export's lines in pieces. */
export async function writeLedgerFile(out: WriteStream, lines: AsyncIterable<string>): Promise<void> {
  try {
    await once(out, 'open')
  } catch (error) {
    throw new CommandFailure(`The file can’t be written: ${(error as Error).message}.`)
  }
  let waiting = ''
  const write = async (text: string) => {
    if (text !== '' && !out.write(text)) await once(out, 'drain')
  }
  for await (const line of lines) {
    waiting += line
    if (waiting.length < piece) continue
    await write(waiting)
    waiting = ''
  }
  await write(waiting)
  out.end()
  await finished(out)
}

/** @param held checkpoints that its reader kept from before: signed notes */
export async function verifyLedgerFile(file: string, held: readonly string[] = []): Promise<ExportReport> {
  const reader = verifyExport(verifier, held)
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: piece }) as AsyncIterable<Buffer>)
      if (!reader.add(chunk)) break
  } catch (error) {
    throw new CommandFailure(`The file can’t be read: ${(error as Error).message}.`)
  }
  return reader.end()
}

/** A receipt says so in its first field. */
export function isReceiptFile(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r')
    const start = Buffer.alloc(200)
    readSync(descriptor, start)
    closeSync(descriptor)
    return start.toString('utf8').includes(`"${receiptFormat}"`)
  } catch {
    // told by who reads all of it
    return false
  }
}

export function verifyReceiptFile(file: string): ReceiptReport {
  return verifyReceipt(verifier, readFileSync(file, 'utf8'))
}
