import type { AssertionFault } from '../passkey/assertion.ts'
import { fromUtf8, toBase64 } from './bytes.ts'
import { type Checkpoint, openCheckpoint, openRotation, readCheckpoint, type Verifier } from './checkpoint.ts'
import { genesis } from './entry.ts'
import {
  type ExportHeader,
  readCheckpointLine,
  readHeader,
  readMandateLine,
  readOverlayLine,
} from './export.ts'
import { appendLeaf, type Frontier, rootOf } from './merkle.ts'
import { type NoteKey, readVerifierKey, writeVerifierKey } from './note.ts'
import { EntryReader, endOfPlainLine, isEntryLine } from './read-entry.ts'
import { SignedDocuments, type SignedFault } from './signed-documents.ts'

/** What is wrong, where there is something. The sentences for people are the command's and the page's. */
export type ExportFault = {
  code:
    | 'header'
    | 'older'
    | 'line'
    | 'sequence'
    | 'body'
    | 'hash'
    | 'link'
    | 'foreign'
    | 'rotation'
    | 'checkpoint'
    | 'signature'
    | 'root'
    | 'unsealed'
    | 'entries'
    | 'checkpoints'
    | 'keys'
    | 'mandate'
    | 'mandate_missing'
    | 'mandates'
    | 'overlay'
    | 'overlay_missing'
    | 'overlays'
    | 'passkey'
    | 'assertion'
    | 'held'
    | 'held_ahead'
    | 'held_other'
  /** of the file, from 1; null where it is about all of it */
  line: number | null
  /** the entry that is named, or the last of a range */
  seq: number | null
  /** the first of a range of entries among which the change is */
  from?: number
  /** for `assertion`: what does not hold */
  why?: AssertionFault
  entryId: string | null
}

export type ExportReport = {
  client: string | null
  entries: number
  checkpoints: number
  mandates: number
  overlays: number
  /** signatures made with a passkey, each verified itself */
  byPasskey: number
  /** verifier keys that signed, in their order */
  keys: string[]
  /** base64 of the tree hash over all entries; null when there is none */
  root: string | null
  fault: ExportFault | null
}

export type ExportReader = {
  /** Takes the next bytes of the file. @returns false as soon as the rest does not matter: a fault was found */
  add(chunk: Uint8Array): boolean
  end(): ExportReport
}

/**
 * Verifies an export as it is read: every entry, its hash and link, the tree they make, every checkpoint's
 * signature and root, every change of key, every mandate and overlay with its signatures. Stops at the first fault.
 * @param held checkpoints that the reader of the file kept from before: the file must contain what they seal
 */
export function verifyExport(by: Verifier, held: readonly string[] = []): ExportReader {
  const state = new Verification(by, held)
  let rest = new Uint8Array()
  const takeLines = (bytes: Uint8Array, from: number, last: number) => {
    for (let at = from; at <= last && !state.fault; ) {
      const quick = endOfPlainLine(bytes, at)
      const end = quick < 0 ? bytes.indexOf(0x0a, at) : quick
      state.takeLine(bytes, at, end, quick === end)
      at = end + 1
    }
  }
  return {
    add(chunk) {
      // A plain array, also where a Buffer came: its parts cost a third.
      const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
      // Whole lines only: reading beyond the end of an array costs its readers their speed for good.
      const last = bytes.lastIndexOf(0x0a)
      let from = 0
      if (rest.length > 0) {
        from = last < 0 ? bytes.length : bytes.indexOf(0x0a) + 1
        rest = joined(rest, bytes.subarray(0, from))
        if (last >= 0) takeLines(rest, 0, rest.length - 1)
      }
      takeLines(bytes, from, last)
      if (last >= 0) rest = bytes.slice(last + 1)
      else if (rest.length === 0) rest = bytes.slice()
      return !state.fault
    },
    end() {
      if (!state.fault) state.finish(rest.length)
      return state.report()
    },
  }
}

class Verification {
  fault: ExportFault | null = null
  readonly #by: Verifier
  readonly #entry: EntryReader
  readonly #frontier: Frontier = { size: 0, hashes: [] }
  readonly #signed: SignedDocuments
  /** the keys in force, each from the number of the entry that named it; the first from the beginning */
  readonly #keys: { from: number; key: NoteKey }[] = []
  readonly #held: { note: string; checkpoint: Checkpoint | null }[]
  #header: ExportHeader | null = null
  #line = 0
  #checkpoints = 0
  #sealed = 0

  constructor(by: Verifier, held: readonly string[]) {
    this.#by = by
    this.#entry = new EntryReader(by.sha256)
    this.#signed = new SignedDocuments(by)
    this.#held = held.map((note) => ({ note, checkpoint: readCheckpoint(note) }))
  }

  takeLine(bytes: Uint8Array, from: number, end: number, plain: boolean): void {
    this.#line += 1
    if (this.#line > 1 && isEntryLine(bytes, from)) {
      this.fault = this.#takeEntry(bytes, from, end, plain)
      return
    }
    const text = fromUtf8(bytes.subarray(from, end + 1)) ?? ''
    this.fault = this.#line === 1 ? this.#takeHeader(text) : this.#takeOther(text)
  }

  #takeHeader(text: string): ExportFault | null {
    const header = readHeader(text)
    if (header === 'older') return this.#found('older')
    if (!header) return this.#found('header')
    const [named] = header.keys
    if (named !== undefined) {
      const key = readVerifierKey(this.#by.sha256, named)
      // The log's name is its client's and its key's: nobody else's can be put here.
      if (!key || key.name !== header.origin || !key.name.endsWith(`/ledger/${header.client}`))
        return this.#found('header')
      this.#keys.push({ from: 0, key })
    }
    this.#header = header
    this.#entry.begin(header.client, genesis)
    return this.#compareHeld()
  }

  #takeEntry(bytes: Uint8Array, from: number, end: number, plain: boolean): ExportFault | null {
    const seq = this.#frontier.size + 1
    const fault = this.#entry.read(bytes, from, end, seq, plain)
    if (fault) return this.#found(fault.code, fault.seq, fault.entryId)
    const { told, leaf } = this.#entry
    if (told && !this.#signed.tell(seq, told)) return this.#found('passkey', seq, told.id)
    if (told?.kind === 'key.rotated') {
      const inForce = this.#keys.at(-1)
      const key = inForce && openRotation(told.facts, inForce.key, this.#by)
      if (!key) return this.#found('rotation', seq, told.id)
      this.#keys.push({ from: seq, key })
    }
    appendLeaf(this.#by.sha256, this.#frontier, leaf)
    return this.#compareHeld()
  }

  #takeOther(text: string): ExportFault | null {
    const note = readCheckpointLine(text)
    if (note !== null) return this.#takeCheckpoint(note)
    const mandate = readMandateLine(text)
    if (mandate) return this.#named(this.#signed.claimMandate(mandate))
    const overlay = readOverlayLine(text)
    if (overlay) return this.#named(this.#signed.claimOverlay(overlay))
    return this.#found('line', this.#frontier.size)
  }

  #named(fault: SignedFault | null): ExportFault | null {
    if (!fault) return null
    const { code, seq, why } = fault
    return { ...this.#found(code, seq), ...(why ? { why } : {}) }
  }

  #takeCheckpoint(note: string): ExportFault | null {
    const { size } = this.#frontier
    const checkpoint = readCheckpoint(note)
    if (!checkpoint || checkpoint.origin !== this.#header?.origin) return this.#found('checkpoint', size)
    if (checkpoint.size !== size || size <= this.#sealed) return this.#found('checkpoint', size)
    if (toBase64(checkpoint.root) !== this.#root())
      return { ...this.#found('root', size), from: this.#sealed + 1 }
    const key = this.#keyAt(size)
    if (!key || !openCheckpoint(note, key, this.#by)) return this.#found('signature', size)
    this.#sealed = size
    this.#checkpoints += 1
    return null
  }

  /** Whatever the header promises, the entries tell and the reader holds must be there. */
  finish(unended: number): void {
    this.fault = this.#header ? this.#missing(this.#header, unended) : this.#found('header')
  }

  #missing(header: ExportHeader, unended: number): ExportFault | null {
    const { size } = this.#frontier
    if (unended > 0) return { ...this.#found('line', size), line: this.#line + 1 }
    this.#line = 0
    if (size !== header.entries) return this.#found('entries', Math.min(size, header.entries))
    if (this.#sealed !== size) return { ...this.#found('unsealed', size), from: this.#sealed + 1 }
    if (this.#checkpoints !== header.checkpoints) return this.#found('checkpoints')
    if (this.#verifierKeys().join('\n') !== header.keys.join('\n')) return this.#found('keys')
    const missing = this.#signed.firstUnclaimed()
    if (missing) return this.#found(missing.code, missing.seq)
    if (this.#signed.mandates !== header.mandates) return this.#found('mandates')
    if (this.#signed.overlays !== header.overlays) return this.#found('overlays')
    for (const { note, checkpoint } of this.#held) {
      if (checkpoint?.origin !== header.origin) return this.#found('held')
      if (checkpoint.size > size) return this.#found('held_ahead', checkpoint.size)
      const key = this.#keyAt(checkpoint.size)
      if (!key || !openCheckpoint(note, key, this.#by)) return this.#found('held')
    }
    return null
  }

  report(): ExportReport {
    return {
      client: this.#header?.client ?? null,
      entries: this.#frontier.size,
      checkpoints: this.#checkpoints,
      mandates: this.#signed.mandates,
      overlays: this.#signed.overlays,
      byPasskey: this.#signed.byPasskey,
      keys: this.#verifierKeys(),
      root: this.#frontier.size === 0 ? null : this.#root(),
      fault: this.fault,
    }
  }

  /** A checkpoint held of this very size must have this very root. */
  #compareHeld(): ExportFault | null {
    const { size } = this.#frontier
    for (const { checkpoint } of this.#held) {
      if (checkpoint?.size !== size || checkpoint.origin !== this.#header?.origin) continue
      if (toBase64(checkpoint.root) !== this.#root()) return this.#found('held_other', size)
    }
    return null
  }

  #verifierKeys(): string[] {
    return this.#keys.map(({ key }) => writeVerifierKey(this.#by.sha256, key))
  }

  #keyAt(size: number): NoteKey | undefined {
    return this.#keys.findLast(({ from }) => from <= size)?.key
  }

  #root(): string {
    return toBase64(rootOf(this.#by.sha256, this.#frontier))
  }

  #found(code: ExportFault['code'], seq: number | null = null, entryId: string | null = null): ExportFault {
    return { code, line: this.#line || null, seq, entryId }
  }
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(before.length + after.length)
  bytes.set(before)
  bytes.set(after, before.length)
  return bytes
}
