import type { pulseRoutes } from '../../contract/pulse.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { answerPulse } from './answer.ts'
import { drawBallot } from './draw.ts'
import { showPulse } from './show.ts'

export function pulseApi({ db, config }: Platform): Handlers<typeof pulseRoutes> {
  return {
    'pulse.show': ({ actor }) => db.work(actor.clientIds, (work) => showPulse(work, actor, config.secret)),
    'pulse.draw': ({ actor, body }) =>
      db.work(actor.clientIds, (work) => drawBallot(work, actor, config.secret, body)),
    'pulse.answer': async ({ body }) => {
      await db.work([], (work) => answerPulse(work, config.secret, body))
      return undefined
    },
  }
}
