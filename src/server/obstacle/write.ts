import type { obstacleRoutes } from '../../contract/obstacle.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { mayAnswer } from '../../core/support/chain.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { answerSupport } from '../support/answer.ts'
import { findSupportRequest, levelsOf } from '../support/store.ts'
import { findOwnerName } from './owners.ts'
import { findObstacle, listMet, listUnsorted, type MetRow, type ObstacleRow, type Owner } from './store.ts'

type New = ParsedOf<(typeof obstacleRoutes)['obstacle.create']>['body']
type Change = ParsedOf<(typeof obstacleRoutes)['obstacle.update']>['body']

/** @throws Problem not_found for a request that is none of theirs or belongs to one already, invalid_input */
export async function openObstacle(work: Work, actor: Actor, input: New): Promise<string> {
  const requests = await takeRequests(work, actor, input.requestIds)
  const { client_id, site_id } = requests[0]!
  const { id } = await work.tx
    .insertInto('obstacle')
    .values({
      client_id,
      site_id,
      kind: input.kind,
      title: input.title,
      ...(await ownerColumns(work, input, site_id)),
      promised_on: input.promisedOn,
      opened_by: actor.personId,
      opened_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await join(work, id, requests)
  if (input.ownerId) work.publish({ topic: 'support', id, clientId: client_id, personId: input.ownerId })
  return id
}

/** @throws Problem not_found, already_answered, invalid_input */
export async function addRequests(work: Work, actor: Actor, obstacleId: string, ids: readonly string[]) {
  const row = await findOpen(work, actor, obstacleId)
  const requests = await takeRequests(work, actor, ids)
  if (requests.some((one) => one.client_id !== row.client_id || one.site_id !== row.site_id))
    throw ofOnePlace()
  await join(work, row.id, requests)
}

/** @throws Problem not_found, already_answered */
export async function changeObstacle(work: Work, actor: Actor, obstacleId: string, change: Change) {
  const row = await findOpen(work, actor, obstacleId)
  await work.tx
    .updateTable('obstacle')
    .set({
      kind: change.kind ?? row.kind,
      ...(hasOwner(change) ? await ownerColumns(work, change, row.site_id) : {}),
      promised_on: change.promisedOn ?? row.promised_on,
    })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  await tell(work, row)
  if (change.ownerId)
    work.publish({ topic: 'support', id: row.id, clientId: row.client_id, personId: change.ownerId })
}

/**
 * It is out of the way. What is still open of those who met it is solved with the same words, as far as this person may
 * answer; and all of them are told. @throws Problem not_found, already_answered
 */
export async function removeObstacle(
  work: Work,
  actor: Actor,
  input: { obstacleId: string; words: string; publicUrl: string },
): Promise<void> {
  const row = await findOpen(work, actor, input.obstacleId)
  await work.tx
    .updateTable('obstacle')
    .set({
      state: 'removed',
      removed_by: actor.personId,
      removed_at: work.now,
      removed_words: input.words,
    })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  for (const one of await listMet(work, row.id)) {
    if (one.state !== 'open' || one.agent_id === actor.personId) continue
    const request = await findSupportRequest(work, one.id)
    const levels = request && levelsOf(actor, { teamId: request.team_id, siteId: request.site_id })
    if (!request || !levels || !mayAnswer(levels, request.level)) continue
    await answerSupport(work, actor, {
      requestId: one.id,
      answer: { answer: 'solved', reason: input.words },
      publicUrl: input.publicUrl,
    })
  }
  await tell(work, row)
}

const hasOwner = ({ ownerId, ownerName }: Owner) => ownerId !== undefined || ownerName !== undefined

async function ownerColumns(work: Work, { ownerId, ownerName }: Owner, siteId: string) {
  if (ownerId === undefined) return { owner_id: null, owner_name: ownerName ?? '' }
  return { owner_id: ownerId, owner_name: await findOwnerName(work, ownerId, siteId) }
}

async function findOpen(work: Work, actor: Actor, obstacleId: string): Promise<ObstacleRow> {
  await work.tx.selectFrom('obstacle').select('id').where('id', '=', obstacleId).forUpdate().execute()
  const row = found(await findObstacle(work, actor, obstacleId))
  if (row.state !== 'open') throw new Problem('already_answered')
  return row
}

async function takeRequests(work: Work, actor: Actor, ids: readonly string[]): Promise<MetRow[]> {
  const wanted = [...new Set(ids)]
  const requests = await listUnsorted(work, actor, wanted)
  if (requests.length < wanted.length) throw new Problem('not_found')
  const [first] = requests
  if (requests.some((one) => one.client_id !== first?.client_id || one.site_id !== first.site_id))
    throw ofOnePlace()
  return requests
}

const ofOnePlace = () =>
  new Problem('invalid_input', undefined, [{ path: 'body.requestIds', message: 'of one client and site' }])

async function join(work: Work, obstacleId: string, requests: readonly MetRow[]): Promise<void> {
  await work.tx
    .insertInto('obstacle_met')
    .values(
      requests.map(({ client_id, id }) => ({ client_id, obstacle_id: obstacleId, support_request_id: id })),
    )
    .execute()
  for (const { client_id: clientId, agent_id: personId } of requests)
    work.publish({ topic: 'support', id: obstacleId, clientId, personId })
}

/** Everybody who met it, and whoever answers there. */
async function tell(work: Work, row: ObstacleRow): Promise<void> {
  for (const { agent_id: personId } of await listMet(work, row.id))
    work.publish({ topic: 'support', id: row.id, clientId: row.client_id, personId })
}
