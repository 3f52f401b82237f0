import { type Assertion, readAssertion } from '../passkey/assertion.ts'
import { type Canonical, canonicalJson } from './canonical.ts'

/**
 * A client's whole record as a file, for anyone to check without us: JSON lines, every byte of which counts.
 *
 *     header        client, origin of its log, how much follows, the public keys in their order
 *     entries       one a line, in order, each with its hash and its link; the entry's bytes as they were sealed
 *     checkpoints   each right after the entry that it covers last
 *     mandates      at the end, with the entries of their signatures, and the passkeys' signatures themselves
 *     overlays      after them, in the same way
 */
export const exportFormat = 'cartabianca-ledger/3'
const olderFormats = ['cartabianca-ledger/1', 'cartabianca-ledger/2']

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type ExportHeader = {
  format: typeof exportFormat
  client: string
  origin: string | null
  entries: number
  checkpoints: number
  mandates: number
  overlays: number
  /** verifier keys (name+id+key), the one in force from the first entry first */
  keys: string[]
}

/** Told by the `mandate.signed` or `overlay.signed` entry of that number. */
export type ExportedSignature = {
  seq: number
  side: string
  method: string
  person: string
  at: string
  /** only where the method is `passkey` */
  assertion?: Assertion
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
  signatures: ExportedSignature[]
}

/** A dated widening of a mandate, for a crisis. */
export type ExportedOverlay = {
  id: string
  /** id of the mandate that it widens */
  mandate: string
  /** ISO 8601 UTC */
  from: string
  until: string
  document: string
  signatures: ExportedSignature[]
}

export function writeHeader(header: ExportHeader): string {
  const { format, client, origin, entries, checkpoints, mandates, overlays, keys } = header
  return `${JSON.stringify({ format, client, origin, entries, checkpoints, mandates, overlays, keys })}\n`
}

export function writeEntryLine(line: { seq: number; body: string; hash: string; link: string }): string {
  return `{"seq":${line.seq},"hash":"${line.hash}","link":"${line.link}","entry":${line.body}}\n`
}

export function writeCheckpointLine(note: string): string {
  return `${JSON.stringify({ checkpoint: note })}\n`
}

export function writeMandateLine(mandate: ExportedMandate): string {
  return `${canonicalJson({ mandate } as unknown as Canonical)}\n`
}

export function writeOverlayLine(overlay: ExportedOverlay): string {
  return `${canonicalJson({ overlay } as unknown as Canonical)}\n`
}

/** The header, when these are just the bytes that we write; `older` for the forms of before; else null. */
export function readHeader(text: string): ExportHeader | 'older' | null {
  const value = readJson(text)
  if (isRecord(value) && olderFormats.some((format) => value.format === format)) return 'older'
  if (!isRecord(value) || value.format !== exportFormat || !uuid.test(String(value.client))) return null
  const { origin, entries, checkpoints, mandates, overlays, keys } = value
  const counts = [entries, checkpoints, mandates, overlays]
  if (origin !== null && typeof origin !== 'string') return null
  if (!counts.every((count) => Number.isSafeInteger(count) && Number(count) >= 0)) return null
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
  return isRecord(value) && isMandate(value.mandate) && isWritten(value, text) ? value.mandate : null
}

export function readOverlayLine(text: string): ExportedOverlay | null {
  const value = readJson(text)
  return isRecord(value) && isOverlay(value.overlay) && isWritten(value, text) ? value.overlay : null
}

/** Whether it stands there as we write it, and with nothing beside it. */
function isWritten(value: Record<string, unknown>, text: string): boolean {
  try {
    return Object.keys(value).length === 1 && `${canonicalJson(value as Canonical)}\n` === text
  } catch {
    return false
  }
}

function isMandate(value: unknown): value is ExportedMandate {
  if (!isRecord(value) || Object.keys(value).length !== 6) return false
  const { id, number, from, teams, document, signatures } = value
  return (
    [id, from, document].every((text) => typeof text === 'string') &&
    Number.isSafeInteger(number) &&
    Array.isArray(teams) &&
    areSignatures(signatures)
  )
}

function isOverlay(value: unknown): value is ExportedOverlay {
  if (!isRecord(value) || Object.keys(value).length !== 6) return false
  const { id, mandate, from, until, document, signatures } = value
  return (
    [id, mandate, from, until, document].every((text) => typeof text === 'string') &&
    areSignatures(signatures)
  )
}

function areSignatures(value: unknown): value is ExportedSignature[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isRecord(one) &&
        Number.isSafeInteger(one.seq) &&
        [one.side, one.method, one.person, one.at].every((text) => typeof text === 'string') &&
        (one.assertion === undefined
          ? Object.keys(one).length === 5
          : Object.keys(one).length === 6 && readAssertion(one.assertion) !== null),
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
