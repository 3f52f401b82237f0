import { recordEntries } from '../ledger/record.ts'
import { keepProof, type SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { sideOf } from './store.ts'

type Side = NonNullable<ReturnType<typeof sideOf>>

/** What a signature's row holds, whatever was signed. */
type Signature = {
  client_id: string
  side: Side
  person_id: string
  method: SignerProof['method']
  assertion: string | null
  hash: string
  at: Date
}

type Signing = {
  document: Parameters<typeof sideOf>[0] & { client_id: string; hash: string }
  /** the mandate whose readers hear of it */
  mandateId: string
  kind: 'mandate.signed' | 'overlay.signed'
  /** what the entry tells of this document besides who signed it, and how */
  facts: Record<string, string | number | string[]>
  /** writes the signature's row. @returns undefined when that side had signed */
  keep: (signature: Signature) => Promise<unknown>
}

/**
 * Signs the exact bytes that were read: the hash must be the document's own.
 * @throws Problem mandate_faulty, already_signed, passkey_refused
 */
export async function signDocument(
  work: Work,
  actor: Actor,
  input: { hash: string } & SignerProof,
  { document, mandateId, kind, facts: told, keep }: Signing,
): Promise<void> {
  const { client_id: clientId, hash } = document
  if (hash !== input.hash) throw new Problem('mandate_faulty', 'the hash is not this document’s')
  const side = sideOf(document, actor)
  if (side === null) throw new Problem('already_signed')
  const { columns, facts } = await keepProof(work, actor, { clientId, hash, proof: input })
  const kept = await keep({
    ...{ client_id: clientId, side, person_id: actor.personId, hash, at: work.now },
    ...columns,
  })
  if (!kept) throw new Problem('already_signed')
  await recordEntries(work, [
    { clientId, kind, actor: actor.personId, facts: { ...told, ...facts, side, document_hash: hash } },
  ])
  work.publish({ topic: 'mandate', id: mandateId, clientId })
}
