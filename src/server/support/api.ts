import type { supportRoutes } from '../../contract/support.ts'
import { guardBeside } from '../guarantee/beside.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { answerSupport } from './answer.ts'
import { askSupport } from './ask.ts'
import { presentSupportRequest } from './present.ts'
import { findSupportRequest, listSupportRequests } from './store.ts'

export function supportApi({ db, config }: Platform): Handlers<typeof supportRoutes> {
  return {
    'support.create': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        show(work, actor, await askSupport(work, actor, params.contactId, body)),
      ),
    'support.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const after = readCursor(query.cursor, 2)
        const rows = await listSupportRequests(work, actor, {
          view: query.view,
          afterAt: after ? cursorInstant(after[0]) : undefined,
          afterId: after ? cursorId(after[1]) : undefined,
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [(query.view === 'for_me' ? row.due_at : row.asked_at).toISOString(), row.id],
          (row) => presentSupportRequest(row, actor),
        )
      }),
    'support.answer': async ({ actor, params, body }) => {
      if (body.reason) await guardAnswer(db, actor, params.requestId, body.reason)
      return db.work(actor.clientIds, async (work) => {
        await answerSupport(work, actor, {
          requestId: params.requestId,
          answer: body,
          publicUrl: config.publicUrl,
        })
        return show(work, actor, params.requestId)
      })
    },
  }
}

/** What is said to an agent who asked: law 3 holds there too. */
async function guardAnswer(db: Database, actor: Actor, requestId: string, text: string): Promise<void> {
  const request = await db.work(actor.clientIds, (work) => findSupportRequest(work, requestId))
  if (request) await guardBeside(db, actor, { place: 'support_answer', contactId: request.contact_id, text })
}

async function show(work: Work, actor: Actor, requestId: string) {
  return presentSupportRequest(found(await findSupportRequest(work, requestId)), actor)
}
