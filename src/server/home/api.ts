import type { homeRoutes } from '../../contract/home.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { administratorHome } from './administrator.ts'
import { agentHome } from './agent.ts'
import { clientHome } from './client.ts'
import { coachHome } from './coach.ts'
import { cultureHome } from './culture.ts'
import { managerHome } from './manager.ts'
import { homeDays } from './period.ts'
import { sponsorHome } from './sponsor.ts'

export function homeApi({ db, config }: Platform): Handlers<typeof homeRoutes> {
  return {
    'home.show': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({
        days: homeDays,
        culture: await cultureHome(work, actor, config.secret),
        agent: await agentHome(work, actor),
        coach: await coachHome(work, actor),
        manager: await managerHome(work, actor),
        client: await clientHome(work, actor),
        sponsor: await sponsorHome(work, actor),
        administrator: await administratorHome(work, actor),
      })),
  }
}
