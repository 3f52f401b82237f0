import type { decisionRoutes } from '../../contract/decision.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { correctDecision, mayCorrect } from './correct.ts'
import { decideForCustomer } from './decide.ts'
import { presentDecision } from './present.ts'
import { mayRefuse, refuseDecision } from './refuse.ts'
import { findDecision, findDecisionEntry, listChain, listDecisions, listRefusals } from './store.ts'
import { inTurn, makeTurns } from './turns.ts'

export function decisionApi({ db, config }: Platform): Handlers<typeof decisionRoutes> {
  const turns = makeTurns()
  return {
    'decision.create': ({ actor, params, body, idempotencyKey }) =>
      inTurn(turns, `${actor.personId} ${params.contactId} ${body.power}`, (awaitTurn) =>
        db.work(actor.clientIds, (work) =>
          decideForCustomer(work, actor, {
            contactId: params.contactId,
            request: { power: body.power, amount: body.amount, days: body.days },
            reason: body.reason,
            idempotencyKey,
            publicUrl: config.publicUrl,
            awaitTurn,
          }),
        ),
      ),
    'decision.correct': ({ actor, params, body, idempotencyKey }) =>
      db.work(actor.clientIds, (work) =>
        correctDecision(work, actor, {
          decisionId: params.decisionId,
          to: { amount: body.amount, days: body.days },
          reason: body.reason,
          idempotencyKey,
          publicUrl: config.publicUrl,
        }),
      ),
    'decision.refuse': ({ actor, params, body }) =>
      db.work(actor.clientIds, (work) => refuseDecision(work, actor, { ...params, ...body })),
    'decision.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const before = readCursor(query.cursor, 2)
        const rows = await listDecisions(work, actor, {
          power: query.power,
          clientId: query.clientId,
          beforeAt: before ? cursorInstant(before[0]) : undefined,
          beforeId: before ? cursorId(before[1]) : undefined,
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [row.at.toISOString(), row.id],
          (row) => presentDecision(row, actor),
        )
      }),
    'decision.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const row = found(await findDecision(work, actor, params.decisionId))
        const chain = await listChain(work, row, actor)
        return {
          decision: presentDecision(row, actor),
          checks: row.checks,
          conditions: row.conditions,
          facts: { ...row.facts } as Record<string, number | string | boolean | Record<string, number>>,
          chain,
          refusals: await listRefusals(
            work,
            row.client_id,
            chain.map(({ id }) => id),
          ),
          mayCorrect: mayCorrect(row, actor),
          mayRefuse: mayRefuse(row, actor),
          entry: await findDecisionEntry(work, row.client_id, row.id),
        }
      }),
  }
}
