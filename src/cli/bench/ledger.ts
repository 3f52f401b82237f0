import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { originOf, writeCheckpoint } from '../../core/ledger/checkpoint.ts'
import { genesis, linkEntry } from '../../core/ledger/entry.ts'
import { exportFormat, writeCheckpointLine, writeEntryLine, writeHeader } from '../../core/ledger/export.ts'
import { appendLeaf, type Frontier, hashLeaf, rootOf } from '../../core/ledger/merkle.ts'
import { writeVerifierKey } from '../../core/ledger/note.ts'
import { verifyExport } from '../../core/ledger/verify-export.ts'
import { keyFromSeed, sha256Bytes, verifier } from '../../server/ledger/crypto.ts'
import { sha256 } from '../../server/ledger/record.ts'
import type { Line } from '../bench.ts'
import { benchSealing, compare } from './sealing.ts'

const rounds = 5
const piece = 1 << 20

/** What the ledger costs: verifying it offline, and sealing it while it is written. */
export async function benchLedger(folder: string, entries = 1_000_000): Promise<Line[]> {
  return [await benchVerification(`${folder}.jsonl`, entries), ...(await benchSealing(folder))]
}

/**
 * An export of a million entries, as `ledger verify` reads it, against the same SHA-256 called on the same bytes of
 * the same file and nothing else: for each entry its hash, its link, its leaf, and one node of the tree.
 */
async function benchVerification(file: string, entries: number): Promise<Line> {
  const lengths = await writeSample(file, entries)
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await entriesASecond(entries, () => verifyFile(file)))
    bare.push(await entriesASecond(entries, () => hashFile(file, lengths)))
  }
  return compare(
    `offline verification of a ledger of ${entries.toLocaleString('en')} entries`,
    ours,
    bare,
    'bare SHA-256 over the same bytes',
  )
}

async function entriesASecond(entries: number, work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return entries / ((performance.now() - from) / 1000)
}

async function verifyFile(file: string): Promise<void> {
  const reader = verifyExport(verifier)
  for await (const chunk of createReadStream(file, { highWaterMark: piece }) as AsyncIterable<Buffer>)
    if (!reader.add(chunk)) break
  const { fault } = reader.end()
  if (fault) throw new Error(`the sample does not verify: ${JSON.stringify(fault)}`)
}

/** Around an entry, its line has its number, its hash and its link: at least so many bytes. */
const around = 172

async function hashFile(file: string, lengths: Uint16Array): Promise<void> {
  let entry = 0
  for await (const chunk of createReadStream(file, { highWaterMark: piece }) as AsyncIterable<Buffer>) {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    for (let at = 0; entry < lengths.length; entry++) {
      const length = lengths[entry]!
      if (at + length + around > bytes.length) break
      sha256Bytes(bytes.subarray(at, at + length))
      sha256Bytes(bytes.subarray(at, at + length + 1))
      sha256Bytes(bytes.subarray(at, at + 129))
      sha256Bytes(bytes.subarray(at, at + 65))
      at += length + around
    }
  }
  if (entry < lengths.length * 0.99) throw new Error('the bare side hashed less than ours')
}

/** As the server would have written it, a checkpoint every 3000 entries: three seconds of 500 decisions a second. */
async function writeSample(file: string, entries: number): Promise<Uint16Array> {
  const key = keyFromSeed(Buffer.alloc(32, 7))
  const client = randomUUID()
  const origin = originOf('bench', client)
  const lengths = new Uint16Array(entries)
  const out = createWriteStream(file)
  const frontier: Frontier = { size: 0, hashes: [] }
  let link = genesis
  let waiting = writeHeader({
    ...{ format: exportFormat, client, origin, entries, checkpoints: Math.ceil(entries / 3000) },
    ...{ mandates: 0, overlays: 0 },
    keys: [writeVerifierKey(sha256Bytes, { name: origin, publicKey: key.publicKey })],
  })
  for (let seq = 1; seq <= entries; seq++) {
    const body = bodyOf(client, seq)
    const hash = sha256(body)
    lengths[seq - 1] = body.length
    link = linkEntry(sha256, link, hash)
    waiting += writeEntryLine({ seq, body, hash, link })
    appendLeaf(sha256Bytes, frontier, hashLeaf(sha256Bytes, Buffer.from(body)))
    if (seq % 3000 === 0 || seq === entries) {
      const checkpoint = { origin, size: seq, root: rootOf(sha256Bytes, frontier) }
      waiting += writeCheckpointLine(writeCheckpoint(sha256Bytes, checkpoint, key.publicKey, key.sign))
      if (!out.write(waiting)) await once(out, 'drain')
      waiting = ''
    }
  }
  out.end()
  await finished(out)
  return lengths
}

/** Decisions and their guarantees, in turn, with ids of their own. */
function bodyOf(client: string, seq: number): string {
  const [actor, decision, contact, customer, mandate] = Array.from({ length: 5 }, () => randomUUID())
  const before = `{"actor":"${actor}","at":"2026-11-12T09:00:00.000Z","client":"${client}","facts":{`
  const after = `},"id":"${randomUUID()}","kind":`
  if (seq % 2 === 0)
    return `${before}"agent":"${actor}","decision":"${decision}","mandate":"${mandate}"${after}"guarantee.given","v":1}`
  return `${before}"amount_minor":${seq % 9000},"basis":"mandate","checks_hash":"${sha256(contact!)}","contact":"${contact}","currency":"EUR","customer":"${customer}","days":null,"decision":"${decision}","mandate":"${mandate}","power":"refund","reason_hash":"${sha256(customer!)}","support_request":null,"team":"${client}"${after}"decision.made","v":1}`
}
