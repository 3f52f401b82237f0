import type { feedbackRoutes } from '../../contract/feedback.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { listColleagues } from './colleagues.ts'
import { presentFeedback } from './present.ts'
import { listFeedback } from './store.ts'
import { answerFeedback, writeFeedback } from './write.ts'

export function feedbackApi({ db }: Platform): Handlers<typeof feedbackRoutes> {
  return {
    'colleague.list': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await listColleagues(work, actor)).map(({ siteId: _, kinds, ...colleague }) => ({
          ...colleague,
          kinds: [...kinds],
        })),
      })),
    'feedback.create': ({ actor, body }) =>
      db.work(actor.clientIds, (work) => writeFeedback(work, actor, body)),
    'feedback.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const key = readCursor(query.cursor, 2)
        const rows = await listFeedback(work, actor, query.view, {
          ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [row.at.toISOString(), row.id],
          (row) => presentFeedback(row, actor),
        )
      }),
    'feedback.answer': ({ actor, params, body }) =>
      db.work(actor.clientIds, (work) => answerFeedback(work, actor, { ...params, ...body })),
  }
}
