import type { draftRoutes } from '../../contract/draft.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { blankDocument, type DraftDocument } from '../../core/mandate/draft.ts'
import { withdrawMandate } from '../../core/mandate/withdraw.ts'
import { refuseOtherClient } from '../ledger/api.ts'
import { findMandate } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { refuseOtherTeams } from './save.ts'

type Input = ParsedOf<(typeof draftRoutes)['draft.create']>['body']

/** Begins a draft. @throws Problem not_found for another client's teams or versions */
export async function createDraft(work: Work, actor: Actor, input: Input): Promise<string> {
  refuseOtherClient(actor, input.clientId)
  const { document, teamIds, basedOn } = await begin(work, input)
  const teams = [...new Set(input.teamIds ?? teamIds)]
  await refuseOtherTeams(work, input.clientId, teams)
  const { id } = await work.tx
    .insertInto('mandate_draft')
    .values({
      client_id: input.clientId,
      team_ids: teams,
      document: JSON.stringify(document),
      based_on: basedOn,
      created_by: actor.personId,
      created_at: work.now,
      updated_by: actor.personId,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  work.publish({ topic: 'draft', id, clientId: input.clientId })
  return id
}

type Begun = { document: DraftDocument; teamIds: string[]; basedOn: string | null }

async function begin(work: Work, { clientId, start }: Input): Promise<Begun> {
  if (start.of === 'blank') return { document: blankDocument, teamIds: [], basedOn: null }
  if (start.of === 'document') return { document: start.document, teamIds: [], basedOn: null }
  const version = found(await findMandate(work, start.mandateId))
  if (version.client_id !== clientId) throw new Problem('not_found')
  return {
    document:
      start.of === 'withdrawal' ? withdrawMandate(version.document, start.until ?? null) : version.document,
    teamIds: version.teams.map(({ id }) => id),
    basedOn: version.id,
  }
}
