import { type AssertionFault, assertionBytes, checkAssertion, fromBase64Url } from '../passkey/assertion.ts'
import { toHex, utf8 } from './bytes.ts'
import type { Verifier } from './checkpoint.ts'
import type { ExportedMandate, ExportedOverlay, ExportedSignature } from './export.ts'
import type { ToldEntry } from './read-entry.ts'

export type SignedFault = {
  code: 'mandate' | 'overlay' | 'assertion'
  /** of the entry that says otherwise; 0 when there is none */
  seq: number
  why?: AssertionFault
}

/**
 * The signatures that entries tell, and the mandates and overlays that come later and must be just what was
 * signed. A passkey's signature is verified itself, and its key must have been its person's when they signed.
 */
export class SignedDocuments {
  mandates = 0
  overlays = 0
  /** signatures that were made with a passkey, and hold */
  byPasskey = 0
  readonly #by: Verifier
  readonly #told = new Map<number, ToldEntry>()
  readonly #open = new Map<number, 'mandate' | 'overlay'>()
  /** `person key_hash` of the passkeys that are registered where the reading stands */
  readonly #passkeys = new Set<string>()

  constructor(by: Verifier) {
    this.#by = by
  }

  /** @returns false when the entry tells a signature with a passkey that was not its person's then */
  tell(seq: number, entry: ToldEntry): boolean {
    const { kind, actor, facts } = entry
    if (kind === 'passkey.registered') this.#passkeys.add(`${actor} ${facts.key_hash}`)
    if (kind === 'passkey.removed') this.#passkeys.delete(`${actor} ${facts.key_hash}`)
    if (kind !== 'mandate.signed' && kind !== 'overlay.signed') return true
    this.#told.set(seq, entry)
    this.#open.set(seq, kind === 'mandate.signed' ? 'mandate' : 'overlay')
    return facts.method !== 'passkey' || this.#passkeys.has(`${actor} ${facts.key_hash}`)
  }

  claimMandate(mandate: ExportedMandate): SignedFault | null {
    const teams = mandate.teams.join()
    const fault = this.#claim('mandate', mandate, ({ facts }) => {
      const same = facts.mandate === mandate.id && facts.number === mandate.number
      const told = Array.isArray(facts.teams) && [...facts.teams].sort().join() === teams
      return same && told && facts.from === mandate.from
    })
    if (!fault) this.mandates += 1
    return fault
  }

  claimOverlay(overlay: ExportedOverlay): SignedFault | null {
    const fault = this.#claim('overlay', overlay, ({ facts }) => {
      const same = facts.overlay === overlay.id && facts.mandate === overlay.mandate
      return same && facts.from === overlay.from && facts.until === overlay.until
    })
    if (!fault) this.overlays += 1
    return fault
  }

  #claim(
    code: 'mandate' | 'overlay',
    { document, signatures }: { document: string; signatures: ExportedSignature[] },
    isTold: (entry: ToldEntry) => boolean,
  ): SignedFault | null {
    if (signatures.length === 0) return { code, seq: 0 }
    const hash = this.#by.sha256(utf8(document))
    for (const signature of signatures) {
      const { seq, side, method, person, at } = signature
      const entry = this.#told.get(seq)
      if (!entry || this.#open.get(seq) !== code) return { code, seq: 0 }
      this.#open.delete(seq)
      const { facts } = entry
      const same = entry.actor === person && entry.at === at && facts.side === side
      const ofThis = facts.method === method && facts.document_hash === toHex(hash)
      if (!same || !ofThis || !isTold(entry) || !this.#isToldAssertion(signature, facts)) return { code, seq }
      if (!signature.assertion) continue
      const why = checkAssertion(signature.assertion, hash, this.#by)
      if (why) return { code: 'assertion', seq, why }
      this.byPasskey += 1
    }
    return null
  }

  /** Just the assertion, and just the key, whose hashes the entry holds; none where it was no passkey. */
  #isToldAssertion({ method, assertion }: ExportedSignature, facts: ToldEntry['facts']): boolean {
    if (!assertion) return method !== 'passkey'
    const key = fromBase64Url(assertion.key)
    return (
      method === 'passkey' &&
      facts.assertion_hash === toHex(this.#by.sha256(assertionBytes(assertion))) &&
      key !== null &&
      facts.key_hash === toHex(this.#by.sha256(key))
    )
  }

  /** The first signature whose document is not in the file. */
  firstUnclaimed(): { code: 'mandate_missing' | 'overlay_missing'; seq: number } | null {
    const [first] = this.#open
    return first ? { code: `${first[1]}_missing`, seq: first[0] } : null
  }
}
