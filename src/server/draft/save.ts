import type { draftRoutes } from '../../contract/draft.ts'
import type { ParsedOf } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { lockDraft } from './store.ts'

/**
 * Saves a draft over the revision that was read, and no other.
 * @throws Problem edited_meanwhile when somebody saved after it; not_found for another client's teams
 */
export async function saveDraft(
  work: Work,
  actor: Actor,
  { params, body }: ParsedOf<(typeof draftRoutes)['draft.save']>,
): Promise<void> {
  const clientId = await holdRevision(work, params.draftId, body.revision)
  const teams = [...new Set(body.teamIds)]
  await refuseOtherTeams(work, clientId, teams)
  await work.tx
    .updateTable('mandate_draft')
    .set({
      team_ids: teams,
      from_date: body.from,
      document: JSON.stringify(body.document),
      revision: body.revision + 1,
      updated_by: actor.personId,
      updated_at: work.now,
    })
    .where('id', '=', params.draftId)
    .execute()
  work.publish({ topic: 'draft', id: params.draftId, clientId })
}

/** Throws a draft away, as it was read. @throws Problem edited_meanwhile */
export async function discardDraft(work: Work, draftId: string, revision: number): Promise<void> {
  const clientId = await holdRevision(work, draftId, revision)
  await work.tx.deleteFrom('mandate_draft').where('id', '=', draftId).execute()
  work.publish({ topic: 'draft', id: draftId, clientId })
}

/** The draft's client, while nobody else can save it: it is still what was read. */
export async function holdRevision(work: Work, draftId: string, revision: number): Promise<string> {
  const draft = found(await lockDraft(work, draftId))
  if (draft.revision !== revision) throw new Problem('edited_meanwhile')
  return draft.client_id
}

/** The same answer for teams of another client and teams that do not exist (law 9). */
export async function refuseOtherTeams(work: Work, clientId: string, teamIds: string[]): Promise<void> {
  if (teamIds.length === 0) return
  const teams = await work.tx
    .selectFrom('team')
    .select('id')
    .where('client_id', '=', clientId)
    .where('id', 'in', teamIds)
    .execute()
  if (teams.length !== teamIds.length) throw new Problem('not_found')
}
