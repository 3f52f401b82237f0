/**
 * A quick look at the bytes of an entry, at a tenth of what parsing and writing it anew costs. It says yes only
 * where there is no doubt: plain ASCII without escapes, whole numbers, names in order. For the rest there is
 * `canonicalJson`.
 */
const quote = 0x22
const comma = 0x2c
/** Deeper than any entry of ours; below it the slow way goes. */
const deepest = 16

/** Where the object that begins here ends, when it surely is as RFC 8785 writes it; -1 when in doubt. */
export function endOfPlainObject(bytes: Uint8Array, from: number): number {
  return bytes[from] === 0x7b ? endOfValue(bytes, from, bytes.length, 0) : -1
}

/** Where the value that begins here ends; -1 when in doubt. */
function endOfValue(bytes: Uint8Array, at: number, to: number, depth: number): number {
  const first = bytes[at]!
  if (first === quote) return endOfString(bytes, at, to)
  if (first === 0x7b) return endOfObject(bytes, at, to, depth)
  if (first === 0x5b) return endOfArray(bytes, at, to, depth)
  if (first === 0x74) return endOfWord(bytes, at, 'true')
  if (first === 0x66) return endOfWord(bytes, at, 'false')
  if (first === 0x6e) return endOfWord(bytes, at, 'null')
  return endOfNumber(bytes, at, to)
}

/** 1 for what a string holds as it is: ASCII without control characters, the quote and the backslash. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e && byte !== quote && byte !== 0x5c ? 1 : 0,
)

function endOfString(bytes: Uint8Array, at: number, to: number): number {
  let i = at + 1
  while (plain[bytes[i]!] === 1) i++
  return i < to && bytes[i] === quote ? i + 1 : -1
}

/** Up to 15 digits: always below 2^53. */
function endOfNumber(bytes: Uint8Array, at: number, to: number): number {
  const start = bytes[at] === 0x2d ? at + 1 : at
  let i = start
  while (i < to && bytes[i]! >= 0x30 && bytes[i]! <= 0x39) i++
  const digits = i - start
  if (digits === 0 || digits > 15) return -1
  if (bytes[start] === 0x30 && (digits > 1 || start > at)) return -1
  return i
}

function endOfWord(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1
  return at + word.length
}

function endOfArray(bytes: Uint8Array, at: number, to: number, depth: number): number {
  if (depth === deepest) return -1
  if (bytes[at + 1] === 0x5d) return at + 2
  for (let i = at; i < to; ) {
    i = endOfValue(bytes, i + 1, to, depth + 1)
    if (i < 0) return -1
    if (bytes[i] === 0x5d) return i + 1
    if (bytes[i] !== comma) return -1
  }
  return -1
}

function endOfObject(bytes: Uint8Array, at: number, to: number, depth: number): number {
  if (depth === deepest) return -1
  if (bytes[at + 1] === 0x7d) return at + 2
  let [beforeFrom, beforeTo] = [0, 0]
  for (let i = at; i < to; ) {
    const nameFrom = i + 1
    if (bytes[nameFrom] !== quote) return -1
    const nameTo = endOfString(bytes, nameFrom, to)
    if (nameTo < 0 || bytes[nameTo] !== 0x3a) return -1
    if (beforeTo > 0 && !comesBefore(bytes, beforeFrom, beforeTo, nameFrom, nameTo)) return -1
    beforeFrom = nameFrom
    beforeTo = nameTo
    i = endOfValue(bytes, nameTo + 1, to, depth + 1)
    if (i < 0) return -1
    if (bytes[i] === 0x7d) return i + 1
    if (bytes[i] !== comma) return -1
  }
  return -1
}

/** Names are given with their quotes. */
function comesBefore(bytes: Uint8Array, a: number, aTo: number, b: number, bTo: number): boolean {
  const [aLength, bLength] = [aTo - a - 2, bTo - b - 2]
  const shorter = Math.min(aLength, bLength)
  for (let i = 1; i <= shorter; i++) if (bytes[a + i] !== bytes[b + i]) return bytes[a + i]! < bytes[b + i]!
  return aLength < bLength
}
