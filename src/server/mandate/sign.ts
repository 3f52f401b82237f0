import { recordEntries } from '../ledger/record.ts'
import { keepProof, type SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findMandate, sideOf } from './store.ts'

/**
 * Signs the exact bytes that were read: the hash must be the document's own.
 * @throws Problem mandate_faulty, already_signed, passkey_refused
 */
export async function signMandate(
  work: Work,
  actor: Actor,
  input: { mandateId: string; hash: string } & SignerProof,
): Promise<void> {
  const mandate = found(await findMandate(work, input.mandateId))
  if (mandate.hash !== input.hash) throw new Problem('mandate_faulty', 'the hash is not this document’s')
  const side = sideOf(mandate, actor)
  if (side === null) throw new Problem('already_signed')
  const { columns, facts } = await keepProof(work, actor, {
    ...{ clientId: mandate.client_id, hash: mandate.hash },
    proof: input,
  })
  const inserted = await work.tx
    .insertInto('mandate_signature')
    .values({
      client_id: mandate.client_id,
      mandate_id: mandate.id,
      side,
      person_id: actor.personId,
      ...columns,
      hash: mandate.hash,
      at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('side')
    .executeTakeFirst()
  if (!inserted) throw new Problem('already_signed')
  await recordEntries(work, [
    {
      clientId: mandate.client_id,
      kind: 'mandate.signed',
      actor: actor.personId,
      facts: {
        mandate: mandate.id,
        number: mandate.number,
        side,
        ...facts,
        document_hash: mandate.hash,
        from: mandate.in_force_from.toISOString(),
        teams: mandate.teams.map((team) => team.id),
      },
    },
  ])
  work.publish({ topic: 'mandate', id: mandate.id, clientId: mandate.client_id })
}
