import { fromBase64, toBase64 } from './bytes.ts'
import type { Sha256Bytes } from './merkle.ts'
import {
  type Ed25519Sign,
  type Ed25519Verify,
  isSignedBy,
  type NoteKey,
  readNote,
  readVerifierKey,
  signNote,
  writeVerifierKey,
} from './note.ts'

/** What a seal says (https://c2sp.org/tlog-checkpoint): the log's name, how many entries, and their tree hash. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }
/** @param publicKey 0x04, x, y  @param signature the 64 bytes r and s; SHA-256 over the message is the verifier's */
export type P256Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
/** What checking stands on, from outside. */
export type Verifier = { sha256: Sha256Bytes; verify: Ed25519Verify; verifyP256: P256Verify }

/** Signed by the key that bears the log's own name. */
export function writeCheckpoint(
  sha256: Sha256Bytes,
  { origin, size, root }: Checkpoint,
  publicKey: Uint8Array,
  sign: Ed25519Sign,
): string {
  return signNote(sha256, `${origin}\n${size}\n${toBase64(root)}\n`, { name: origin, publicKey }, sign)
}

/** Null for what is not a checkpoint. Extension lines are refused: nothing of ours writes any. */
export function readCheckpoint(note: string): Checkpoint | null {
  const lines = readNote(note)?.text.split('\n')
  if (lines?.length !== 4) return null
  const [origin = '', decimal = '', encoded = ''] = lines
  const root = fromBase64(encoded)
  const size = Number(decimal)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(decimal) || !Number.isSafeInteger(size)) return null
  return root?.length === 32 ? { origin, size, root } : null
}

/** The checkpoint, when this key signed it; else null. */
export function openCheckpoint(note: string, key: NoteKey, by: Verifier): Checkpoint | null {
  const read = readNote(note)
  return read && isSignedBy(read, key, by) ? readCheckpoint(note) : null
}

/** How a client's log is called in its checkpoints: `host/ledger/<client id>`. */
export function originOf(host: string, client: string): string {
  return `${host}/ledger/${client}`
}

/** The facts of a `key.rotated` entry: the key in force names the next, and signs it. */
export function writeRotation(
  sha256: Sha256Bytes,
  keys: { old: NoteKey; next: NoteKey },
  sign: Ed25519Sign,
): { key: string; note: string } {
  const key = writeVerifierKey(sha256, keys.next)
  // The second line of a checkpoint is a number: neither can be taken for the other.
  return { key, note: signNote(sha256, `${keys.old.name}\nkey.rotated\n${key}\n`, keys.old, sign) }
}

/** The next key, when the one in force named it; else null. */
export function openRotation(facts: { [key: string]: unknown }, old: NoteKey, by: Verifier): NoteKey | null {
  if (typeof facts.key !== 'string' || typeof facts.note !== 'string') return null
  const note = readNote(facts.note)
  const next = readVerifierKey(by.sha256, facts.key)
  if (!note || !next || next.name !== old.name) return null
  if (note.text !== `${old.name}\nkey.rotated\n${facts.key}\n`) return null
  return isSignedBy(note, old, by) ? next : null
}
