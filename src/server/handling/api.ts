import type { handlingRoutes } from '../../contract/handling.ts'
import { mirrorOf, mirrorWeeks } from '../../core/handling/mirror.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { presentAim, presentMonth } from './present.ts'
import { listRates, setRate } from './rate.ts'
import { findAim, listMonths, listOwnActs, writeAim } from './store.ts'

/** A week more than is shown: where a contact began before it, its whole time is told. */
const lookBackMs = (mirrorWeeks + 1) * 7 * 86_400_000

export function handlingApi({ db }: Platform): Handlers<typeof handlingRoutes> {
  return {
    'mirror.show': ({ actor }) =>
      db.own(actor, async ({ tx, now }) => {
        const period = { since: new Date(now.getTime() - lookBackMs), until: now }
        const { acts, contacts } = await listOwnActs(tx, actor.personId, period)
        const { timeZone } = actor
        return {
          ...mirrorOf(acts, contacts, { now: now.getTime(), timeZone }),
          aim: presentAim(await findAim(tx)),
        }
      }),
    'mirror.setAim': ({ actor, body }) =>
      db.own(actor, async (work) => {
        await writeAim(work, actor.personId, body.aim)
        return { aim: presentAim(await findAim(work.tx)) }
      }),
    'handling.list': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => ({
        items: (await listMonths(tx, actor.roles.includes('sponsor') ? null : actor.siteIds)).map(
          presentMonth,
        ),
      })),
    'rate.list': ({ actor }) => db.work(actor.clientIds, async ({ tx }) => ({ items: await listRates(tx) })),
    'rate.set': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await setRate(work, actor, params.siteId, body.hour)
        return { items: await listRates(work.tx) }
      }),
  }
}
