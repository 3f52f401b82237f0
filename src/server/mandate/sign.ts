import type { SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { signDocument } from './sign-document.ts'
import { findMandate } from './store.ts'

/** @throws Problem not_found, mandate_faulty, already_signed, passkey_refused */
export async function signMandate(
  work: Work,
  actor: Actor,
  input: { mandateId: string; hash: string } & SignerProof,
): Promise<void> {
  const mandate = found(await findMandate(work, input.mandateId))
  await signDocument(work, actor, input, {
    document: mandate,
    mandateId: mandate.id,
    kind: 'mandate.signed',
    facts: {
      mandate: mandate.id,
      number: mandate.number,
      from: mandate.in_force_from.toISOString(),
      teams: mandate.teams.map((team) => team.id),
    },
    keep: (signature) =>
      work.tx
        .insertInto('mandate_signature')
        .values({ ...signature, mandate_id: mandate.id })
        .onConflict((conflict) => conflict.doNothing())
        .returning('side')
        .executeTakeFirst(),
  })
}
