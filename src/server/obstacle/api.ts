import type { obstacleRoutes } from '../../contract/obstacle.ts'
import { guardBeside } from '../guarantee/beside.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { listOwners } from './owners.ts'
import { findObstacle, listMet, listObstacles, listUnsorted, presentObstacle } from './store.ts'
import { addRequests, changeObstacle, openObstacle, removeObstacle } from './write.ts'

export function obstacleApi({ db, config }: Platform): Handlers<typeof obstacleRoutes> {
  const show = async (work: Work, actor: Actor, id: string) =>
    presentObstacle(found(await findObstacle(work, actor, id)))
  return {
    'obstacle.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const after = readCursor(query.cursor, 2)
        const rows = await listObstacles(work, actor, {
          view: query.view,
          owner: query,
          ...(after ? { afterAt: cursorInstant(after[0]), afterId: cursorId(after[1]) } : {}),
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.sort_at.toISOString(), row.id], presentObstacle)
      }),
    'obstacle.listOwners': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listOwners(work, actor)).map((row) => ({
          ownerId: row.owner_id,
          ownerName: row.owner_name,
          awaited: row.awaited,
        })),
      })),
    'obstacle.listUnsorted': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listUnsorted(work, actor)).map((row) => ({
          id: row.id,
          clientId: row.client_id,
          clientName: row.client_name,
          siteId: row.site_id,
          teamName: row.team_name,
          reason: row.reason,
          askedAt: row.asked_at.toISOString(),
          open: row.state === 'open',
        })),
      })),
    'obstacle.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => show(work, actor, await openObstacle(work, actor, body))),
    'obstacle.addRequests': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await addRequests(work, actor, params.obstacleId, body.requestIds)
        return show(work, actor, params.obstacleId)
      }),
    'obstacle.update': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await changeObstacle(work, actor, params.obstacleId, body)
        return show(work, actor, params.obstacleId)
      }),
    'obstacle.remove': async ({ actor, params, body }) => {
      const { obstacleId } = params
      const contacts = await db.work(actor.clientIds, async (work) => {
        found(await findObstacle(work, actor, obstacleId))
        return [...new Set((await listMet(work, obstacleId)).map((one) => one.contact_id))]
      })
      // what is said to agents who asked: law 3 holds there too
      for (const contactId of contacts)
        await guardBeside(db, actor, { place: 'support_answer', contactId, text: body.words })
      return db.work(actor.clientIds, async (work) => {
        await removeObstacle(work, actor, { obstacleId, words: body.words, publicUrl: config.publicUrl })
        return show(work, actor, obstacleId)
      })
    },
  }
}
