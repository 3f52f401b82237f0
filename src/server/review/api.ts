import type { reviewRoutes } from '../../contract/review.ts'
import { guardWriting } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { presentLine, presentReview, presentRubric } from './present.ts'
import { findDraw, listDraws, listRubrics } from './store.ts'
import { drawReview, guarded, replyToReview, writeJudgement, writeRubric } from './write.ts'

export function reviewApi({ db }: Platform): Handlers<typeof reviewRoutes> {
  return {
    'rubric.list': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const items = []
        for (const row of await listRubrics(tx, actor.workTeamIds)) items.push(await presentRubric(tx, row))
        return { items }
      }),
    'rubric.write': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await writeRubric(work, actor, params.teamId, body)
        return presentRubric(work.tx, found((await listRubrics(work.tx, [params.teamId]))[0]))
      }),
    'review.list': ({ actor, query }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const cursor = readCursor(query.cursor, 1)
        const after = cursor && cursorId(cursor[0])
        return pageFrom(
          await listDraws(tx, actor, query.limit, after),
          query.limit,
          (row) => [row.id],
          (row) => presentLine(row, actor),
        )
      }),
    'review.draw': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => show(work, actor, await drawReview(work, actor, body))),
    'review.show': ({ actor, params }) =>
      db.work(actor.clientIds, (work) => show(work, actor, params.reviewId)),
    'review.write': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        const refusal = await writeJudgement(work, actor, params.reviewId, body)
        if (refusal) return { outcome: 'refused', refusal }
        return { outcome: 'written', review: await show(work, actor, params.reviewId) }
      }),
    'review.reply': async ({ actor, params, body }) => {
      // what is refused stays on the record while no reply is written
      const refusal = await db.work(actor.clientIds, async (work) => {
        const row = await findDraw(work.tx, actor, params.reviewId)
        if (row?.agent_id !== actor.personId) return null
        return guardWriting(work, actor, guarded(row, params.reviewerId, 'note', body.text))
      })
      if (refusal) throw new Problem('guarantee_holds', refusal.breachId ?? undefined)
      return db.work(actor.clientIds, async (work) => {
        await replyToReview(work, actor, { ...params, ...body })
        return show(work, actor, params.reviewId)
      })
    },
  }
}

async function show(work: Work, actor: Actor, reviewId: string) {
  return presentReview(work.tx, found(await findDraw(work.tx, actor, reviewId)), actor)
}
