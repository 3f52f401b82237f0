import { type Canonical, canonicalJson } from './canonical.ts'
import { genesis, linkEntry, type Sha256 } from './entry.ts'

/** One line of an exported ledger, in order. */
export type LedgerLine = { seq: number; body: string; hash: string; link: string }

export type LedgerFault = {
  seq: number
  entryId: string | null
  /** `seal`: found by who compares with the seals, after the entries themselves */
  fault: 'sequence' | 'body' | 'hash' | 'link' | 'foreign' | 'twice' | 'seal'
}
export type LedgerReport = { entries: number; head: string; fault: LedgerFault | null }

/**
 * Reads a client's ledger from its first entry and stops at the first fault: a position out of order
 * (`sequence`), bytes that are not canonical JSON (`body`), bytes that do not give their hash (`hash`), a link that does not bind
 * the one before (`link`), an entry of another client (`foreign`), the same entry again (`twice`).
 */
export async function verifyLedger(
  client: string,
  lines: Iterable<LedgerLine> | AsyncIterable<LedgerLine>,
  sha256: Sha256,
): Promise<LedgerReport> {
  let entries = 0
  let head = genesis
  const seen = new Set<string>()
  for await (const line of lines) {
    const entry = readBody(line.body)
    const bad = (fault: LedgerFault['fault']): LedgerReport => ({
      entries,
      head,
      fault: { seq: line.seq, entryId: typeof entry?.id === 'string' ? entry.id : null, fault },
    })
    if (line.seq !== entries + 1) return bad('sequence')
    if (!entry) return bad('body')
    if (sha256(line.body) !== line.hash) return bad('hash')
    if (entry.client !== client) return bad('foreign')
    if (seen.has(String(entry.id))) return bad('twice')
    if (linkEntry(sha256, head, line.hash) !== line.link) return bad('link')
    seen.add(String(entry.id))
    entries++
    head = line.link
  }
  return { entries, head, fault: null }
}

function readBody(body: string): { [key: string]: unknown } | null {
  try {
    const value = JSON.parse(body) as Canonical
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return canonicalJson(value) === body ? value : null
  } catch {
    return null
  }
}
