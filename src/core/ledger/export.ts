import { canonicalJson } from './canonical.ts'

/**
 * A client's whole record as a file, for anyone to check without us: JSON lines, every byte of which counts.
 *
 *     header        client, origin of its log, how much follows, the public keys in their order
 *     entries       one a line, in order, each with its hash and its link; the entry's bytes as they were sealed
 *     checkpoints   each right after the entry that it covers last
 *     mandates      at the end, with the entries of their signatures
 */
export const exportFormat = 'cartabianca-ledger/2'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type ExportHeader = {
  format: typeof exportFormat
  client: string
  origin: string | null
  entries: number
  checkpoints: number
  mandates: number
  /** verifier keys (name+id+key), the one in force from the first entry first */
  keys: string[]
}

export type ExportedMandate = {
  id: string
  number: number
  /** ISO 8601 UTC */
  from: string
  /** ids, sorted */
  teams: string[]
  /** the bytes that were signed (RFC 8785) */
  document: string
  /** by the number of the `mandate.signed` entry that tells it */
  signatures: { seq: number; side: string; method: string; person: string; at: string }[]
}

export function writeHeader(header: ExportHeader): string {
  const { format, client, origin, entries, checkpoints, mandates, keys } = header
  return `${JSON.stringify({ format, client, origin, entries, checkpoints, mandates, keys })}\n`
}

export function writeEntryLine(line: { seq: number; body: string; hash: string; link: string }): string {
  return `{"seq":${line.seq},"hash":"${line.hash}","link":"${line.link}","entry":${line.body}}\n`
}

export function writeCheckpointLine(note: string): string {
  return `${JSON.stringify({ checkpoint: note })}\n`
}

export function writeMandateLine(mandate: ExportedMandate): string {
  return `${canonicalJson({ mandate })}\n`
}

/** The header, when these are just the bytes that we write; `older` for the format before seals; else null. */
export function readHeader(text: string): ExportHeader | 'older' | null {
  const value = readJson(text)
  if (isRecord(value) && value.format === 'cartabianca-ledger/1') return 'older'
  if (!isRecord(value) || value.format !== exportFormat || !uuid.test(String(value.client))) return null
  const { origin, entries, checkpoints, mandates, keys } = value
  if (origin !== null && typeof origin !== 'string') return null
  if (![entries, checkpoints, mandates].every((count) => Number.isSafeInteger(count) && Number(count) >= 0))
    return null
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) return null
  return writeHeader(value as ExportHeader) === text ? (value as ExportHeader) : null
}

export function readCheckpointLine(text: string): string | null {
  const value = readJson(text)
  if (!isRecord(value) || typeof value.checkpoint !== 'string') return null
  return writeCheckpointLine(value.checkpoint) === text ? value.checkpoint : null
}

export function readMandateLine(text: string): ExportedMandate | null {
  const value = readJson(text)
  if (!isRecord(value) || !isMandate(value.mandate)) return null
  try {
    return writeMandateLine(value.mandate) === text ? value.mandate : null
  } catch {
    return null
  }
}

function isMandate(value: unknown): value is ExportedMandate {
  if (!isRecord(value) || Object.keys(value).length !== 6) return false
  const { id, number, from, teams, document, signatures } = value
  return (
    [id, from, document].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(number) &&
    Array.isArray(teams) &&
    Array.isArray(signatures) &&
    signatures.every(
      (one) =>
        isRecord(one) &&
        Object.keys(one).length === 5 &&
        Number.isSafeInteger(one.seq) &&
        [one.side, one.method, one.person, one.at].every((text) => typeof text === 'string'),
    )
  )
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
