import type { trainingRoutes } from '../../contract/training.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { answerRequest, askForLevel, confirmLevel, listRequests, presentRequest, readPath } from './path.ts'
import { answerRefresher, confirmRefresher, createRefresher, endRefresher } from './refresher.ts'
import { listAllProposed, listProposed, presentRefresher } from './refresher-store.ts'

export function trainingApi({ db }: Platform): Handlers<typeof trainingRoutes> {
  return {
    'training.path': ({ actor }) =>
      db.own(actor, async (work) => ({
        decides: actor.workTeamIds.length > 0,
        items: actor.workTeamIds.length > 0 ? await readPath(work, actor) : [],
        refreshers: (await listProposed(work, actor)).map((row) => presentRefresher(row, actor)),
      })),
    'training.confirm': async ({ actor, params }) => {
      await db.own(actor, (work) => confirmLevel(work, actor, params.power))
    },
    'training.ask': async ({ actor, params, body }) => {
      await db.own(actor, (work) => askForLevel(work, actor, params.power, body.words))
    },
    'training.listRequests': ({ actor, query }) =>
      db.own(actor, async (work) => {
        const key = readCursor(query.cursor, 2)
        const after = key ? { afterAt: cursorInstant(key[0]), afterId: cursorId(key[1]) } : {}
        const rows = await listRequests(work, actor, { ...after, limit: query.limit + 1 })
        return pageFrom(rows, query.limit, (row) => [row.asked_at.toISOString(), row.id], presentRequest)
      }),
    'training.answerRequest': async ({ actor, params, body }) => {
      await db.own(actor, (work) => answerRequest(work, actor, params.requestId, body))
    },
    'refresher.list': ({ actor }) =>
      db.own(actor, async (work) => ({
        items: (await listAllProposed(work, actor)).map((row) => presentRefresher(row, actor)),
      })),
    'refresher.create': ({ actor, body }) => db.own(actor, (work) => createRefresher(work, actor, body)),
    'refresher.answer': async ({ actor, params, body }) => {
      await db.own(actor, (work) => answerRefresher(work, actor, params.refresherId, body.answer))
    },
    'refresher.confirm': async ({ actor, params }) => {
      await db.own(actor, (work) => confirmRefresher(work, actor, params.refresherId))
    },
    'refresher.end': async ({ actor, params }) => {
      await db.own(actor, (work) => endRefresher(work, actor, params.refresherId))
    },
  }
}
