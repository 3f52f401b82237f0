import type { PasskeyAnswer } from '../../contract/passkey.ts'
import { fromHex, toHex } from '../../core/ledger/bytes.ts'
import { type Assertion, assertionBytes, checkAssertion, countOf } from '../../core/passkey/assertion.ts'
import { sha256Bytes, verifier } from '../ledger/crypto.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import type { PasskeyPlace } from './place.ts'
import { keyHash, tellRegistered } from './record.ts'
import { countUse, lockPasskey } from './store.ts'

/** How somebody proved that it is they who sign. A passkey's proof is checked against the document, where it is signed. */
export type SignerProof =
  | { method: 'password' | 'demo' }
  | { method: 'passkey'; answer: PasskeyAnswer; place: PasskeyPlace }

/** What a signature keeps of its proof, and what the ledger tells of it. */
export type KeptProof = {
  columns: { method: SignerProof['method']; assertion: string | null }
  facts: Record<string, string>
}

/**
 * Binds a proof to the bytes that are signed. With a passkey, what is kept is checked by the very code that checks
 * it offline, before anything is kept.
 * @param hash the document's SHA-256 in hex
 * @throws Problem passkey_refused when the passkey is not this person's, or did not sign just this
 */
export async function keepProof(
  work: Work,
  actor: Actor,
  { clientId, hash, proof }: { clientId: string; hash: string; proof: SignerProof },
): Promise<KeptProof> {
  const { method } = proof
  if (method !== 'passkey') return { columns: { method, assertion: null }, facts: { method } }
  const { answer, place } = proof
  const passkey = await lockPasskey(work.tx, answer.credential)
  if (passkey?.person_id !== actor.personId) throw new Problem('passkey_refused')
  const assertion: Assertion = {
    ...answer,
    key: passkey.public_key,
    rpId: place.rpId,
    origin: place.origin,
  }
  const fault = checkAssertion(assertion, found(fromHex(hash)), verifier)
  const uses = countOf(answer.authenticatorData) ?? 0
  if (fault) throw new Problem('passkey_refused', fault)
  // One that counts can't be at a number again: it is a copy, or somebody else's recording.
  if ((uses > 0 || passkey.uses > 0) && uses <= passkey.uses) throw new Problem('passkey_refused', 'count')
  await countUse(work, passkey.id, uses)
  await tellRegistered(work, clientId, passkey)
  return {
    columns: { method, assertion: JSON.stringify(assertion) },
    facts: {
      method,
      key_hash: keyHash(passkey),
      assertion_hash: toHex(sha256Bytes(assertionBytes(assertion))),
    },
  }
}
