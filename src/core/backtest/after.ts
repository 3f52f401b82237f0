/** What the customer of a past ask did next. Told beside the history, never as a fact: a mandate can't foresee it. */
export type After = {
  /** returned on the same doubt: the contact was reopened */
  returned: boolean
  /** opened another contact within ninety days */
  cameBack: boolean
  closure: 'open' | 'confirmed' | 'unconfirmed'
  /** 1 to 5; null where nothing was rated */
  csat: number | null
}

const closures = ['open', 'confirmed', 'unconfirmed'] as const

/** One byte: bit 0 returned, bit 1 came back, bits 2 and 3 the closure, bits 4 to 6 the rating (0: none). */
export function encodeAfter({ returned, cameBack, closure, csat }: After): number {
  return (returned ? 1 : 0) | (cameBack ? 2 : 0) | (closures.indexOf(closure) << 2) | ((csat ?? 0) << 4)
}

export function decodeAfter(byte: number): After {
  const csat = (byte >> 4) & 7
  return {
    returned: (byte & 1) === 1,
    cameBack: (byte & 2) === 2,
    closure: closures[(byte >> 2) & 3] ?? 'open',
    csat: csat === 0 ? null : csat,
  }
}

export type AfterCounts = {
  asks: number
  returned: number
  cameBack: number
  /** closed without the customer's word, and without a rating */
  silent: number
  rated: number
  /** of those rated, 4 or 5 */
  satisfied: number
}

/** @param tally how many asks have each byte, by the byte */
export function countAfter(tally: ArrayLike<number>): AfterCounts {
  const counts: AfterCounts = { asks: 0, returned: 0, cameBack: 0, silent: 0, rated: 0, satisfied: 0 }
  for (let byte = 0; byte < tally.length; byte++) {
    const asks = tally[byte]!
    const { returned, cameBack, closure, csat } = decodeAfter(byte)
    counts.asks += asks
    if (returned) counts.returned += asks
    if (cameBack) counts.cameBack += asks
    if (closure === 'unconfirmed' && csat === null) counts.silent += asks
    if (csat !== null) counts.rated += asks
    if (csat !== null && csat >= 4) counts.satisfied += asks
  }
  return counts
}

/** The file that the server hands out: the length of the history's bytes (8, big-endian), they, and a byte a row. */
export function joinPast(history: Uint8Array, after: Uint8Array): Uint8Array {
  const file = new Uint8Array(8 + history.length + after.length)
  new DataView(file.buffer).setBigUint64(0, BigInt(history.length))
  file.set(history, 8)
  file.set(after, 8 + history.length)
  return file
}

/** @throws Error when it is no such file */
export function splitPast(file: Uint8Array): { history: Uint8Array; after: Uint8Array } {
  if (file.length < 8) throw new Error('The file of past asks ends in its first bytes.')
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0))
  if (length > file.length - 8) throw new Error('The file of past asks is cut off.')
  return { history: file.subarray(8, 8 + length), after: file.subarray(8 + length) }
}
