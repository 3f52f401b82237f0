import type { trainingRoutes } from '../../contract/training.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { answerRequest, askForLevel, confirmLevel, listRequests, presentRequest, readPath } from './path.ts'
import { createRefresher, endRefresher, listRefreshers } from './refresher.ts'

export function trainingApi({ db }: Platform): Handlers<typeof trainingRoutes> {
  return {
    'training.path': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        decides: actor.workTeamIds.length > 0,
        items: actor.workTeamIds.length > 0 ? await readPath(work, actor) : [],
        refreshers: await listRefreshers(work, actor, true),
      })),
    'training.confirm': async ({ actor, params }) => {
      await db.work(actor.clientIds, (work) => confirmLevel(work, actor, params.power))
    },
    'training.ask': async ({ actor, params, body }) => {
      await db.work(actor.clientIds, (work) => askForLevel(work, actor, params.power, body.words))
    },
    'training.listRequests': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const key = readCursor(query.cursor, 2)
        const after = key ? { afterAt: cursorInstant(key[0]), afterId: cursorId(key[1]) } : {}
        const rows = await listRequests(work, actor, { ...after, limit: query.limit + 1 })
        return pageFrom(rows, query.limit, (row) => [row.asked_at.toISOString(), row.id], presentRequest)
      }),
    'training.answerRequest': async ({ actor, params, body }) => {
      await db.work(actor.clientIds, (work) => answerRequest(work, actor, params.requestId, body))
    },
    'refresher.list': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({ items: await listRefreshers(work, actor, false) })),
    'refresher.create': ({ actor, body }) =>
      db.work(actor.clientIds, (work) => createRefresher(work, actor, body)),
    'refresher.end': async ({ actor, params }) => {
      await db.work(actor.clientIds, (work) => endRefresher(work, params.refresherId))
    },
  }
}
