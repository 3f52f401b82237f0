import { recordEntries } from '../ledger/record.ts'
import { sideOf } from '../mandate/store.ts'
import { keepProof, type SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findOverlay } from './store.ts'

/** Signs the exact bytes that were read, as a mandate is signed. */
export async function signOverlay(
  work: Work,
  actor: Actor,
  input: { overlayId: string; hash: string } & SignerProof,
): Promise<void> {
  const overlay = found(await findOverlay(work, input.overlayId))
  if (overlay.hash !== input.hash) throw new Problem('mandate_faulty', 'the hash is not this document’s')
  const side = sideOf(overlay, actor)
  if (side === null) throw new Problem('already_signed')
  const { columns, facts } = await keepProof(work, actor, {
    ...{ clientId: overlay.client_id, hash: overlay.hash },
    proof: input,
  })
  const inserted = await work.tx
    .insertInto('overlay_signature')
    .values({
      client_id: overlay.client_id,
      overlay_id: overlay.id,
      side,
      person_id: actor.personId,
      ...columns,
      hash: overlay.hash,
      at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('side')
    .executeTakeFirst()
  if (!inserted) throw new Problem('already_signed')
  await recordEntries(work, [
    {
      clientId: overlay.client_id,
      kind: 'overlay.signed',
      actor: actor.personId,
      facts: {
        overlay: overlay.id,
        mandate: overlay.mandate_id,
        side,
        ...facts,
        document_hash: overlay.hash,
        from: overlay.document.from,
        until: overlay.document.until,
      },
    },
  ])
  work.publish({ topic: 'mandate', id: overlay.mandate_id, clientId: overlay.client_id })
}
