import { checkDocument } from '../../contract/mandate-faults.ts'
import { midnightIn } from '../../core/language/midnight.ts'
import { completeDraft } from '../../core/mandate/draft.ts'
import { findDraftFaults } from '../../core/mandate/draft-faults.ts'
import { draftMandate } from '../mandate/draft.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { holdRevision } from './save.ts'
import { findDraft, findDraftZone } from './store.ts'

/**
 * Makes a version of a draft, which then waits for both signatures; the draft is gone.
 * @returns the version's id
 * @throws Problem edited_meanwhile; mandate_faulty with each fault and its place
 */
export async function submitDraft(
  work: Work,
  actor: Actor,
  { draftId, revision }: { draftId: string; revision: number },
): Promise<string> {
  const clientId = await holdRevision(work, draftId, revision)
  const draft = found(await findDraft(work, draftId))
  const { document, faults } = checkDocument(completeDraft(draft.document))
  const own = findDraftFaults(draft.document)
  const said = new Set(own.map(({ place }) => place))
  const all = [
    ...own,
    ...faults
      .filter(({ place }) => !said.has(place))
      .map(({ place, says, code }) => ({ place, fault: code ?? says })),
  ]
  if (draft.teams.length === 0) all.push({ place: 'teams', fault: 'no_teams' })
  if (document === null || all.length > 0)
    throw new Problem(
      'mandate_faulty',
      undefined,
      all.map(({ place, fault }) => ({ path: place, message: fault })),
    )
  const zone = await findDraftZone(work, draftId)
  const mandateId = await draftMandate(work, actor, {
    clientId,
    teamIds: draft.teams.map(({ id }) => id),
    ...(draft.from_date ? { from: midnightIn(draft.from_date, zone ?? actor.timeZone) } : {}),
    document,
  })
  await work.tx.deleteFrom('mandate_draft').where('id', '=', draftId).execute()
  work.publish({ topic: 'draft', id: draftId, clientId })
  return mandateId
}
