import canonicalize from 'canonicalize'

/**
 * RFC 8785 (JSON Canonicalization Scheme) for the values an entry may hold: strings, safe integers, booleans,
 * null, arrays and plain objects. Stricter than the RFC on purpose: a number that is not a safe integer is
 * refused (money is never a float), and so is a lone surrogate, which has no UTF-8 bytes to hash.
 * @throws RangeError with the place of the first such value.
 */
export type Canonical = string | number | boolean | null | Canonical[] | { [key: string]: Canonical }

export function canonicalJson(value: Canonical): string {
  refuseInexact(value, '$')
  return canonicalize(value) as string
}

function refuseInexact(value: Canonical, place: string): void {
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
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
