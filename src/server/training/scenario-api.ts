import type { scenarioRoutes } from '../../contract/scenario.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { approveScenario, retireScenario, saveScenario } from './approve-scenario.ts'
import { makeScenario } from './make-scenario.ts'
import { leaveOffer, listOffers } from './offers.ts'
import { answerPractice, startPractice } from './practise.ts'
import { findScenario, listScenarios, presentDraft, presentListed } from './scenario-store.ts'

export function scenarioApi({ db, config }: Platform): Handlers<typeof scenarioRoutes> {
  return {
    'scenario.list': ({ actor, query }) =>
      db.own(actor, async (work) => {
        const key = readCursor(query.cursor, 2)
        // what is not approved is for those who make it
        const state = actor.roles.includes('trainer') ? query.state : 'approved'
        const rows = await listScenarios(work, actor, {
          state,
          ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], presentListed)
      }),
    'scenario.listOffers': ({ actor }) => db.own(actor, (work) => listOffers(work)),
    'scenario.leaveOffer': async ({ actor, params }) => {
      await db.own(actor, (work) => leaveOffer(work, params.contactId))
    },
    'scenario.create': ({ actor, body }) => db.own(actor, (work) => makeScenario(work, actor, body)),
    'scenario.show': ({ actor, params }) =>
      db.own(actor, async (work) => presentDraft(found(await findScenario(work, actor, params.scenarioId)))),
    'scenario.save': ({ actor, params, body }) =>
      db.own(actor, (work) => saveScenario(work, actor, { ...params, ...body })),
    'scenario.approve': ({ actor, params, body }) =>
      db.own(actor, (work) => approveScenario(work, actor, { ...params, ...body })),
    'scenario.retire': async ({ actor, params }) => {
      await db.own(actor, (work) => retireScenario(work, actor, params.scenarioId))
    },
    'practice.start': ({ actor, params }) =>
      db.own(actor, (work) => startPractice(work, actor, params.scenarioId)),
    'practice.answer': ({ actor, params, body }) =>
      db.own(actor, (work) => answerPractice(work, actor, { ...params, ...body, place: config })),
  }
}
