import { fromBase64, fromHex, joinBytes, sameBytes, toBase64, toHex, utf8 } from './bytes.ts'
import type { Sha256Bytes } from './merkle.ts'

/**
 * Signed notes (https://c2sp.org/signed-note): a text that ends in a newline, an empty line, and a line
 * «— name base64(key id, signature)» for each signature.
 */
export type Ed25519Sign = (message: Uint8Array) => Uint8Array
export type Ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** Who signs: a name without spaces or plus, and the 32 bytes of an Ed25519 public key. */
export type NoteKey = { name: string; publicKey: Uint8Array }
export type NoteSignature = { name: string; keyId: Uint8Array; signature: Uint8Array }
export type Note = { text: string; signatures: NoteSignature[] }

/** The signature type of Ed25519 in a key id and in a verifier key. */
const ed25519 = Uint8Array.of(1)
/** More than anybody needs, and what the specification asks at least. */
const mostSignatures = 16
const nameForm = /^[^\s+]+$/u

/** SHA-256(name, newline, 0x01, public key), its first four bytes. */
export function noteKeyId(sha256: Sha256Bytes, { name, publicKey }: NoteKey): Uint8Array {
  return sha256(joinBytes(utf8(`${name}\n`), ed25519, publicKey)).slice(0, 4)
}

/** The one line by which a key is given to others: name+id+key, as the Go tools and witnesses read it. */
export function writeVerifierKey(sha256: Sha256Bytes, key: NoteKey): string {
  const id = toHex(noteKeyId(sha256, key))
  return `${key.name}+${id}+${toBase64(joinBytes(ed25519, key.publicKey))}`
}

/** Null for what is not an Ed25519 verifier key, or one whose id is another key's. */
export function readVerifierKey(sha256: Sha256Bytes, text: string): NoteKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = fromBase64(encoded)
  if (!nameForm.test(name) || bytes?.length !== 33 || bytes[0] !== 1) return null
  const key = { name, publicKey: bytes.slice(1) }
  return sameBytes(noteKeyId(sha256, key), fromHex(id)!) ? key : null
}

/** @throws RangeError when the text is no note's: it ends in a newline and holds no other control character. */
export function signNote(sha256: Sha256Bytes, text: string, key: NoteKey, sign: Ed25519Sign): string {
  if (!isNoteText(text) || !nameForm.test(key.name)) throw new RangeError('not the text of a note')
  const signature = joinBytes(noteKeyId(sha256, key), sign(utf8(text)))
  return `${text}\n— ${key.name} ${toBase64(signature)}\n`
}

/** Null for what is not a signed note. Nothing in it is to be trusted before `isSignedBy`. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return null
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  if (!isNoteText(note) || !isNoteText(text) || lines.length > mostSignatures) return null
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = fromBase64(encoded)
    if (!nameForm.test(name) || !bytes || bytes.length < 5) return null
    signatures.push({ name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) })
  }
  return { text, signatures }
}

/** Whether this key signed. Signatures of other keys are passed over; one of this key that fails refuses the note. */
export function isSignedBy(
  { text, signatures }: Note,
  key: NoteKey,
  by: { sha256: Sha256Bytes; verify: Ed25519Verify },
): boolean {
  const id = noteKeyId(by.sha256, key)
  const own = signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, id))
  return own.length > 0 && own.every(({ signature }) => by.verify(key.publicKey, utf8(text), signature))
}

function isNoteText(text: string): boolean {
  // A lone surrogate has no bytes.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids all but the newline
  return text.endsWith('\n') && !/(?!\n)[\0-\x1f]|\p{Surrogate}/u.test(text)
}
