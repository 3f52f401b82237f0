import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import { findOverlayFaults, type Overlay } from '../../core/mandate/overlay.ts'
import { sha256 } from '../ledger/record.ts'
import { findMandate } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

/**
 * A widening of one version for a time. Nothing changes for anybody until both sides have signed it.
 * @throws Problem mandate_faulty with each fault and its place, also when it names another version
 */
export async function draftOverlay(
  work: Work,
  actor: Actor,
  { mandateId, document }: { mandateId: string; document: Overlay },
): Promise<string> {
  const mandate = found(await findMandate(work, mandateId))
  const faults = findOverlayFaults(mandate.document, document)
  if (document.mandate !== mandate.hash) faults.push({ place: 'mandate', fault: 'other_mandate' })
  if (faults.length > 0)
    throw new Problem(
      'mandate_faulty',
      undefined,
      faults.map(({ place, fault }) => ({ path: `body.document.${place}`, message: fault })),
    )
  const canonical = canonicalJson(document as unknown as Canonical)
  const { id } = await work.tx
    .insertInto('overlay')
    .values({
      client_id: mandate.client_id,
      mandate_id: mandate.id,
      document: JSON.stringify(document),
      canonical,
      hash: sha256(canonical),
      from_at: new Date(document.from),
      until_at: new Date(document.until),
      created_by: actor.personId,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  work.publish({ topic: 'mandate', id: mandate.id, clientId: mandate.client_id })
  return id
}
