import { signDocument } from '../mandate/sign-document.ts'
import type { SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { findOverlay } from './store.ts'

/** @throws Problem not_found, mandate_faulty, already_signed, passkey_refused */
export async function signOverlay(
  work: Work,
  actor: Actor,
  input: { overlayId: string; hash: string } & SignerProof,
): Promise<void> {
  const overlay = found(await findOverlay(work, input.overlayId))
  await signDocument(work, actor, input, {
    document: overlay,
    mandateId: overlay.mandate_id,
    kind: 'overlay.signed',
    facts: {
      overlay: overlay.id,
      mandate: overlay.mandate_id,
      from: overlay.document.from,
      until: overlay.document.until,
    },
    keep: (signature) =>
      work.tx
        .insertInto('overlay_signature')
        .values({ ...signature, overlay_id: overlay.id })
        .onConflict((conflict) => conflict.doNothing())
        .returning('side')
        .executeTakeFirst(),
  })
}
