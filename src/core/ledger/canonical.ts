import canonicalize from 'canonicalize'

/**
 * RFC 8785 (JSON Canonicalization Scheme) for the values an entry may hold: strings, safe integers, booleans,
 * null, arrays and plain objects. Stricter than the RFC on purpose: a number that is not a safe integer is
 * refused (money is never a float), and so is a lone surrogate, which has no UTF-8 bytes to hash.
 * @throws RangeError with the place of the first such value.
 */
export type Canonical = string | number | boolean | null | Canonical[] | { [key: string]: Canonical }

export function canonicalJson(value: Canonical): string {
  const written = write(value)
  if (written !== null) return written
  refuseInexact(value, '$')
  return canonicalize(value) as string
}

const loneSurrogate = /\p{Surrogate}/u

/**
 * What is plain, in one go: several are written for each decision. For such values RFC 8785 is what JSON.stringify
 * writes, with the keys in order. Null for anything else, to be refused with its place or left to the library.
 */
function write(value: Canonical): string | null {
  if (typeof value === 'string') return loneSurrogate.test(value) ? null : JSON.stringify(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? JSON.stringify(value) : null
  if (typeof value !== 'object') return typeof value === 'boolean' ? String(value) : null
  if (value === null) return 'null'
  let written = ''
  if (Array.isArray(value)) {
    for (const item of value) {
      const part = write(item)
      if (part === null) return null
      written += written ? `,${part}` : part
    }
    return `[${written}]`
  }
  const prototype = Object.getPrototypeOf(value)
  if ((prototype !== Object.prototype && prototype !== null) || typeof value.toJSON === 'function')
    return null
  for (const key of Object.keys(value).sort()) {
    const [name, part] = [write(key), write(value[key]!)]
    if (name === null || part === null) return null
    written += written ? `,${name}:${part}` : `${name}:${part}`
  }
  return `{${written}}`
}

function refuseInexact(value: Canonical, place: string): void {
  if (typeof value === 'string' && loneSurrogate.test(value))
    throw new RangeError(`lone surrogate at ${place}`)
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`not a safe integer at ${place}`)
  if (value === undefined) throw new RangeError(`undefined at ${place}`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    refuseInexact(key, `a key of ${place}`)
    refuseInexact(item, `${place}.${key}`)
  }
}
