import { type Canonical, canonicalJson } from './canonical.ts'

/** Lower-case hex of the SHA-256 of a UTF-8 text. Supplied by the caller: core has no I/O and no crypto. */
export type Sha256 = (text: string) => string

export const entryKinds = [
  'mandate.signed',
  'overlay.signed',
  'passkey.registered',
  'passkey.removed',
  'level.set',
  'decision.made',
  'decision.corrected',
  'fulfilment.refused',
  'fact.told',
  'guarantee.given',
  'breach.refused',
  'breach.answered',
  'pledge.signed',
  'support.asked',
  'support.answered',
  'support.passed',
  'doubt.cleared',
  'doubt.unclear',
  'contact.closed',
  'contact.reopened',
  'expectation.agreed',
  'key.rotated',
] as const
export type EntryKind = (typeof entryKinds)[number]

/**
 * One fact. Holds random ids and salted hashes only: nothing in it names a person, so that erasing somebody
 * never touches it. `facts` values are ids, codes, integers, or `saltedHash` results.
 */
export type Entry = {
  v: 1
  id: string
  client: string
  kind: EntryKind
  /** ISO 8601 UTC */
  at: string
  /** id of the person who acted; `customer` or `system` otherwise */
  actor: string
  facts: { [key: string]: Canonical }
}

/** A hash of free text that says nothing of the text without the salt, which is kept (and erased) outside. */
export function saltedHash(sha256: Sha256, salt: string, text: string): string {
  return sha256(`${salt}\n${text}`)
}

/** The bytes of an entry (RFC 8785) and their SHA-256. */
export function sealEntry(entry: Entry, sha256: Sha256): { body: string; hash: string } {
  const body = canonicalJson(entry as unknown as Canonical)
  return { body, hash: sha256(body) }
}

/** What position 1 links to. */
export const genesis = '0'.repeat(64)

/** The link of a position: binds the entry to everything before it. */
export function linkEntry(sha256: Sha256, previousLink: string, entryHash: string): string {
  return sha256(`${previousLink}\n${entryHash}`)
}
