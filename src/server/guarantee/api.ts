import type { guaranteeRoutes } from '../../contract/guarantee.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { listLearningCases, presentLearningCase, useLearningCase, writeLearningCase } from './learning.ts'
import { presentBreach, presentSheet } from './present.ts'
import {
  answerProposal,
  guardProposalAnswer,
  listProposals,
  presentProposal,
  writeProposal,
} from './proposal.ts'
import { countGuarantees, findBreach, type Keyset, listBreaches, listSheets } from './store.ts'

export function guaranteeApi({ db }: Platform): Handlers<typeof guaranteeRoutes> {
  return {
    'guarantee.show': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        items: (await countGuarantees(work)).map((row) => ({
          clientId: row.client_id,
          clientName: row.client_name,
          given: row.given,
          honoured: row.given - row.reported,
          refused: row.refused,
          learning: row.learning,
          proposals: row.proposals,
          left: row.refused - row.learning - row.proposals,
        })),
      })),
    'guarantee.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) =>
        pageFrom(await listSheets(work, actor, keysetOf(query)), query.limit, keyOf, presentSheet),
      ),
    'breach.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) =>
        pageFrom(await listBreaches(work, actor, keysetOf(query)), query.limit, keyOf, (row) =>
          presentBreach(row, actor),
        ),
      ),
    'breach.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const row = found(await findBreach(work, actor, params.breachId))
        const writer = row.author_id === actor.personId
        return { breach: presentBreach(row, actor), words: row.words, power: writer ? row.power : null }
      }),
    'learning.create': ({ actor, body }) =>
      db.work(actor.clientIds, (work) => writeLearningCase(work, actor, body)),
    'learning.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) =>
        pageFrom(await listLearningCases(work, keysetOf(query)), query.limit, keyOf, (row) =>
          presentLearningCase(row, actor),
        ),
      ),
    'learning.use': ({ actor, params, body }) =>
      db.work(actor.clientIds, (work) => useLearningCase(work, actor, params.caseId, body.note)),
    'proposal.create': ({ actor, body }) =>
      db.work(actor.clientIds, (work) => writeProposal(work, actor, body)),
    'proposal.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) =>
        pageFrom(await listProposals(work, actor, keysetOf(query)), query.limit, keyOf, (row) =>
          presentProposal(row, actor),
        ),
      ),
    'proposal.answer': async ({ actor, params, body }) => {
      const { reason } = body
      if (reason) {
        const guard = (work: Work) => guardProposalAnswer(work, actor, params.proposalId, reason)
        const refusal = await db.work(actor.clientIds, guard)
        if (refusal) throw new Problem('guarantee_holds', refusal.breachId ?? undefined)
      }
      return db.work(actor.clientIds, (work) => answerProposal(work, actor, { ...params, ...body }))
    },
  }
}

const keyOf = (row: { at: Date; id: string }) => [row.at.toISOString(), row.id]

function keysetOf(query: { cursor?: string | undefined; limit: number }): Keyset {
  const key = readCursor(query.cursor, 2)
  return {
    ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
    limit: query.limit + 1,
  }
}
