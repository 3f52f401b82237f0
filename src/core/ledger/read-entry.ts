import { fromUtf8 } from './bytes.ts'
import { type Canonical, canonicalJson } from './canonical.ts'
import { isRecord, readJson } from './export.ts'
import type { Sha256Bytes } from './merkle.ts'
import { endOfPlainObject } from './scan.ts'

/** An entry that tells something about the file itself: a signature and its passkey, a new key. */
export type ToldEntry = {
  id: string | null
  kind: string
  actor: unknown
  at: unknown
  facts: Record<string, unknown>
}
export type EntryFault = {
  code: 'line' | 'sequence' | 'body' | 'hash' | 'link' | 'foreign'
  seq: number
  entryId: string | null
}

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const beforeSeq = ascii('{"seq":')
const beforeHash = ascii(',"hash":"')
const beforeLink = ascii('","link":"')
const beforeEntry = ascii('","entry":')
/** from the digits to the entry: the hash and the link are 64 digits each */
const beforeBody = beforeHash.length + 64 + beforeLink.length + 64 + beforeEntry.length
const beforeActor = ascii('{"actor":"')
const beforeAt = ascii('","at":"')
/** 2026-11-12T09:00:00.000Z */
const isoLength = 24
const hexDigits = ascii('0123456789abcdef')

export function isEntryLine(bytes: Uint8Array, from: number): boolean {
  return holds(bytes, from, beforeSeq)
}

/** Where the line of an entry ends, by reading the entry itself as what it surely is; -1 when in doubt. */
export function endOfPlainLine(bytes: Uint8Array, from: number): number {
  if (!isEntryLine(bytes, from)) return -1
  const end = endOfPlainObject(bytes, endOfDigits(bytes, from + beforeSeq.length) + beforeBody)
  return end >= 0 && bytes[end] === 0x7d && bytes[end + 1] === 0x0a ? end + 1 : -1
}

/**
 * Reads the lines of entries, a million of them in seconds: on bytes, into buffers it keeps, parsing only what
 * must be understood. After a good line, `leaf` and `told` are the entry's.
 */
export class EntryReader {
  /** the hash of the entry as a leaf of the tree */
  leaf: Uint8Array = new Uint8Array()
  /** only for entries that tell something about the file itself */
  told: ToldEntry | null = null
  readonly #sha256: Sha256Bytes
  #client = ''
  /** what stands around the client in an entry of ours */
  #asClient = new Uint8Array()
  /** the link before, a newline, the entry's hash: what a link is the hash of */
  readonly #link = new Uint8Array(129)
  /** 0x00 and the entry: what a leaf is the hash of */
  #leaf = new Uint8Array(4096)

  constructor(sha256: Sha256Bytes) {
    this.#sha256 = sha256
    this.#link[64] = 0x0a
  }

  begin(client: string, link: string): void {
    this.#client = client
    this.#asClient = ascii(`","client":"${client}","facts":`)
    this.#link.set(ascii(link))
  }

  /**
   * @param end of the line, where its newline is
   * @param plain whether `endOfPlainLine` found that end
   * @returns the fault, if there is one
   */
  read(bytes: Uint8Array, from: number, end: number, wanted: number, plain: boolean): EntryFault | null {
    this.told = null
    const digits = from + beforeSeq.length
    const at = endOfDigits(bytes, digits)
    let seq = 0
    for (let i = digits; i < at; i++) seq = seq * 10 + bytes[i]! - 0x30
    const hash = at + beforeHash.length
    const link = hash + 64 + beforeLink.length
    const body = link + 64 + beforeEntry.length
    const fail = (code: EntryFault['code']): EntryFault => ({
      code,
      seq: code === 'line' ? wanted : seq,
      entryId: idOf(bytes.subarray(body, end - 1)),
    })
    const shaped =
      bytes[digits] !== 0x30 &&
      body < end &&
      holds(bytes, at, beforeHash) &&
      holds(bytes, hash + 64, beforeLink) &&
      holds(bytes, link + 64, beforeEntry) &&
      bytes[end - 1] === 0x7d
    if (!shaped) return fail('line')
    if (seq !== wanted) return fail('sequence')
    const entry = bytes.subarray(body, end - 1)
    if (!plain && !isCanonical(entry)) return fail('body')
    if (!writesHex(this.#sha256(entry), this.#link, 65, bytes, hash)) return fail('hash')
    if (!this.#isOurs(bytes, body, end - 1)) return fail('foreign')
    if (!writesHex(this.#sha256(this.#link), this.#link, 0, bytes, link)) return fail('link')
    this.leaf = this.#hashLeaf(entry)
    if (mayTell(bytes, end - 1)) this.told = toldBy(entry)
    return null
  }

  /** «{"actor":"…","at":"…","client":"…"»: found without parsing where it stands as we write it. */
  #isOurs(bytes: Uint8Array, from: number, to: number): boolean {
    if (holds(bytes, from, beforeActor)) {
      const actorEnd = bytes.indexOf(0x22, from + beforeActor.length)
      if (holds(bytes, actorEnd + beforeAt.length + isoLength, this.#asClient)) return true
    }
    const value = readJson(fromUtf8(bytes.subarray(from, to)) ?? '')
    return isRecord(value) && value.client === this.#client
  }

  #hashLeaf(entry: Uint8Array): Uint8Array {
    if (this.#leaf.length <= entry.length) this.#leaf = new Uint8Array(2 * entry.length)
    this.#leaf.set(entry, 1)
    return this.#sha256(this.#leaf.subarray(0, entry.length + 1))
  }
}

function endOfDigits(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at++
  return at
}

function holds(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false
  return true
}

/** Writes a hash in hex, and says whether it is what stands in the line. */
function writesHex(
  hash: Uint8Array,
  into: Uint8Array,
  at: number,
  line: Uint8Array,
  stands: number,
): boolean {
  let same = true
  for (let i = 0; i < 32; i++) {
    const byte = hash[i]!
    const [high, low] = [hexDigits[byte >> 4]!, hexDigits[byte & 15]!]
    into[at + 2 * i] = high
    into[at + 2 * i + 1] = low
    if (line[stands + 2 * i] !== high || line[stands + 2 * i + 1] !== low) same = false
  }
  return same
}

function isCanonical(entry: Uint8Array): boolean {
  const text = fromUtf8(entry)
  const value = text === null ? undefined : readJson(text)
  if (!isRecord(value)) return false
  try {
    return canonicalJson(value as Canonical) === text
  } catch {
    return false
  }
}

/** `"kind":"m…`, `o`, `p` and `k` at the end of an entry: mandates, overlays, passkeys, keys. Looked at before parsing. */
function mayTell(bytes: Uint8Array, to: number): boolean {
  // ","v":1} are eight bytes; before them the kind, back to its opening quote
  let i = to - 9
  while (i > 0 && bytes[i] !== 0x22) i--
  const first = bytes[i + 1]
  return first === 0x6d || first === 0x6f || first === 0x70 || first === 0x6b
}

function toldBy(entry: Uint8Array): ToldEntry | null {
  const value = readJson(fromUtf8(entry) ?? '')
  if (!isRecord(value) || !isRecord(value.facts) || typeof value.kind !== 'string') return null
  const { id, kind, actor, at, facts } = value
  return { id: typeof id === 'string' ? id : null, kind, actor, at, facts }
}

/** Best effort, to name it: the bytes are not to be trusted. */
function idOf(entry: Uint8Array): string | null {
  const text = fromUtf8(entry) ?? ''
  return /"id":"([0-9a-f-]{36})","kind"/.exec(text)?.[1] ?? null
}
