import { createHash } from 'node:crypto'
import { toHex, utf8 } from '../../../src/core/ledger/bytes.ts'
import { canonicalJson } from '../../../src/core/ledger/canonical.ts'
import { originOf, writeCheckpoint, writeRotation } from '../../../src/core/ledger/checkpoint.ts'
import { type Entry, genesis, linkEntry, sealEntry } from '../../../src/core/ledger/entry.ts'
import {
  type ExportedMandate,
  type ExportedOverlay,
  exportFormat,
  writeCheckpointLine,
  writeEntryLine,
  writeHeader,
  writeMandateLine,
  writeOverlayLine,
} from '../../../src/core/ledger/export.ts'
import { appendLeaf, type Frontier, hashLeaf, rootOf } from '../../../src/core/ledger/merkle.ts'
import { writeVerifierKey } from '../../../src/core/ledger/note.ts'
import { keyFrom, sha256Bytes } from './crypto.ts'

export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
export const client = '6a3e1f0c-0000-4000-8000-000000000001'
export const origin = originOf('cc.example', client)
export const idOf = (seq: number) => `6a3e1f0c-0000-4000-8000-0000000001${String(seq).padStart(2, '0')}`
export const at = '2026-11-12T09:00:00.000Z'
export const mandate = '6a3e1f0c-0000-4000-8000-0000000000aa'
export const teams = ['6a3e1f0c-0000-4000-8000-0000000000b1', '6a3e1f0c-0000-4000-8000-0000000000b2']
export const document = canonicalJson({ format: 'cartabianca-mandate/1', note: 'più 20 €' })
const keys = [keyFrom(1), keyFrom(2)] as const
const named = keys.map(({ publicKey }) => ({ name: origin, publicKey }))
const vkeys = named.map((key) => writeVerifierKey(sha256Bytes, key))

export function entryOf(seq: number, facts: Entry['facts'], kind: Entry['kind'], actor = 'system'): Entry {
  return { v: 1, id: idOf(seq), client, kind, at, actor, facts }
}

const signed = (seq: number, side: string) =>
  entryOf(
    seq,
    {
      mandate,
      side,
      teams: [...teams].reverse(),
      number: 1,
      from: at,
      method: 'password',
      document_hash: sha256(document),
    },
    'mandate.signed',
    `person-${side}`,
  )

const theMandate: ExportedMandate = {
  ...{ id: mandate, number: 1, from: at, teams, document },
  signatures: ['operator', 'client'].map((side, i) => ({
    ...{ seq: i + 1, side, method: 'password', person: `person-${side}`, at },
  })),
}

/** Two signatures, decisions, a key that changes at the sixth entry; sealed at 3, 5, 8 and 9. */
export const entries: Entry[] = [
  signed(1, 'operator'),
  signed(2, 'client'),
  entryOf(3, { amount_minor: 100, power: 'refund' }, 'decision.made'),
  entryOf(4, { words: 'ü€😀 "\\\n' }, 'doubt.cleared'),
  entryOf(5, { amount_minor: 300, power: 'refund' }, 'decision.made'),
  entryOf(6, writeRotation(sha256Bytes, { old: named[0]!, next: named[1]! }, keys[0].sign), 'key.rotated'),
  entryOf(7, { list: [1, -2, true, null, { a: {} }, []] }, 'doubt.cleared'),
  entryOf(8, {}, 'contact.closed'),
  entryOf(9, { amount_minor: 900, power: 'refund' }, 'decision.made'),
]
const sealedAt = [3, 5, 8, 9]

/** The lines of a file over the first so many entries: as our server would write it, and as a forger might. */
export function exportLines(
  options: {
    entries?: Entry[]
    sealedAt?: number[]
    signers?: typeof keys
    mandates?: boolean
    /** the lines at the end, where they are others */
    signed?: { mandates: ExportedMandate[]; overlays: ExportedOverlay[] }
  } = {},
): string[] {
  const list = options.entries ?? entries
  const seals = (options.sealedAt ?? sealedAt).filter((size) => size <= list.length)
  const rotated = list.findIndex(({ kind }) => kind === 'key.rotated') + 1 || Number.POSITIVE_INFINITY
  const frontier: Frontier = { size: 0, hashes: [] }
  const lines: string[] = []
  let link = genesis
  list.forEach((entry, index) => {
    const seq = index + 1
    const { body, hash } = sealEntry(entry, sha256)
    link = linkEntry(sha256, link, hash)
    lines.push(writeEntryLine({ seq, body, hash, link }))
    appendLeaf(sha256Bytes, frontier, hashLeaf(sha256Bytes, utf8(body)))
    if (!seals.includes(seq)) return
    const root = rootOf(sha256Bytes, frontier)
    const { publicKey, sign } = (options.signers ?? keys)[seq < rotated ? 0 : 1]
    lines.push(
      writeCheckpointLine(writeCheckpoint(sha256Bytes, { origin, size: seq, root }, publicKey, sign)),
    )
  })
  const signed = options.signed ?? {
    mandates: (options.mandates ?? list.length >= 2) ? [theMandate] : [],
    overlays: [],
  }
  lines.push(...signed.mandates.map(writeMandateLine), ...signed.overlays.map(writeOverlayLine))
  const header = writeHeader({
    ...{ format: exportFormat, client, origin, entries: list.length, checkpoints: seals.length },
    ...{ mandates: signed.mandates.length, overlays: signed.overlays.length },
    keys: rotated <= list.length ? vkeys : vkeys.slice(0, 1),
  })
  return [header, ...lines]
}

/** The checkpoint over the first so many entries, as the client got it then. */
export function checkpointAt(size: number): string {
  const line = exportLines({ entries: entries.slice(0, size), sealedAt: [size] })[size + 1]!
  return (JSON.parse(line) as { checkpoint: string }).checkpoint
}

export const rootAt = (size: number) => toHex(Buffer.from(checkpointAt(size).split('\n')[2]!, 'base64'))
