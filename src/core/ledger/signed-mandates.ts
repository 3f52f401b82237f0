import { toHex, utf8 } from './bytes.ts'
import type { ExportedMandate } from './export.ts'
import type { Sha256Bytes } from './merkle.ts'
import type { ToldEntry } from './read-entry.ts'

/** The signatures that entries tell, and the mandates that come later and must be just what was signed. */
export class SignedMandates {
  claimed = 0
  readonly #told = new Map<number, ToldEntry>()
  readonly #open = new Set<number>()

  keep(seq: number, entry: ToldEntry): void {
    this.#told.set(seq, entry)
    this.#open.add(seq)
  }

  /** @returns null, or the entry that says otherwise (0 when there is none) */
  claim(mandate: ExportedMandate, sha256: Sha256Bytes): number | null {
    if (mandate.signatures.length === 0) return 0
    const hash = toHex(sha256(utf8(mandate.document)))
    const teams = mandate.teams.join()
    for (const { seq, side, method, person, at } of mandate.signatures) {
      const entry = this.#told.get(seq)
      if (!entry || !this.#open.delete(seq)) return 0
      const { facts } = entry
      const same =
        entry.actor === person &&
        entry.at === at &&
        facts.side === side &&
        facts.method === method &&
        facts.mandate === mandate.id &&
        facts.number === mandate.number &&
        facts.from === mandate.from &&
        facts.document_hash === hash &&
        Array.isArray(facts.teams) &&
        [...facts.teams].sort().join() === teams
      if (!same) return seq
    }
    this.claimed += 1
    return null
  }

  /** The first signature whose mandate is not in the file. */
  firstUnclaimed(): number | null {
    const [first] = this.#open
    return first ?? null
  }
}
