import { joinBytes } from '../ledger/bytes.ts'

/** The public key of a passkey, of the three kinds that authenticators make and everybody can verify. */
export type PasskeyKey =
  | { algorithm: 'ES256' /** 0x04, x, y (SEC 1) */; point: Uint8Array }
  | { algorithm: 'EdDSA'; publicKey: Uint8Array }
  | { algorithm: 'RS256'; modulus: Uint8Array; exponent: Uint8Array }
export type PasskeyAlgorithm = PasskeyKey['algorithm']

/** Their numbers in COSE (RFC 9053, RFC 8812), as they are offered to an authenticator: the wished first. */
export const coseAlgorithms: Record<PasskeyAlgorithm, number> = { ES256: -7, EdDSA: -8, RS256: -257 }

type CoseMap = Map<number, number | Uint8Array>

/** Reads a COSE_Key (RFC 9052). Null for another kind of key, a field too many, or another way to write the same. */
export function readCoseKey(bytes: Uint8Array): PasskeyKey | null {
  const map = readMap(bytes)
  if (!map) return null
  const [type, algorithm] = [map.get(1), map.get(3)]
  if (type === 2 && algorithm === coseAlgorithms.ES256 && map.get(-1) === 1 && map.size === 5) {
    const [x, y] = [bytesOf(map, -2, 32), bytesOf(map, -3, 32)]
    return x && y && { algorithm: 'ES256', point: joinBytes(Uint8Array.of(4), x, y) }
  }
  if (type === 1 && algorithm === coseAlgorithms.EdDSA && map.get(-1) === 6 && map.size === 4) {
    const publicKey = bytesOf(map, -2, 32)
    return publicKey && { algorithm: 'EdDSA', publicKey }
  }
  if (type === 3 && algorithm === coseAlgorithms.RS256 && map.size === 4) {
    const [modulus, exponent] = [map.get(-1), map.get(-2)]
    if (!(modulus instanceof Uint8Array) || !(exponent instanceof Uint8Array)) return null
    // 2048 to 4096 bits: less is weak, and nobody's authenticator makes more
    const fits = modulus.length >= 256 && modulus.length <= 512 && modulus[0]! >= 0x80
    return fits && exponent.length <= 4 && exponent[0] !== 0 && (exponent.at(-1)! & 1) === 1
      ? { algorithm: 'RS256', modulus, exponent }
      : null
  }
  return null
}

function bytesOf(map: CoseMap, label: number, length: number): Uint8Array | null {
  const value = map.get(label)
  return value instanceof Uint8Array && value.length === length ? value : null
}

/** As much of CBOR (RFC 8949) as a key needs: one map of whole numbers to whole numbers and byte strings. */
function readMap(bytes: Uint8Array): CoseMap | null {
  let at = 0
  /** The head of an item, in its shortest form only. */
  const head = (): { major: number; value: number } | null => {
    const first = bytes[at++]
    if (first === undefined) return null
    const [major, low] = [first >> 5, first & 31]
    if (low < 24) return { major, value: low }
    if (low > 25 || at + low - 23 > bytes.length) return null
    let value = 0
    for (let more = low - 23; more > 0; more--) value = value * 256 + bytes[at++]!
    return value < (low === 24 ? 24 : 256) ? null : { major, value }
  }
  const item = (): number | Uint8Array | null => {
    const read = head()
    if (read?.major === 0) return read.value
    if (read?.major === 1) return -1 - read.value
    if (read?.major !== 2 || at + read.value > bytes.length) return null
    at += read.value
    return bytes.slice(at - read.value, at)
  }
  const whole = head()
  if (whole?.major !== 5) return null
  const map: CoseMap = new Map()
  for (let i = 0; i < whole.value; i++) {
    const [label, value] = [item(), item()]
    if (typeof label !== 'number' || value === null || map.has(label)) return null
    map.set(label, value)
  }
  return at === bytes.length ? map : null
}
