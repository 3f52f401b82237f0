import type { factRoutes } from '../../contract/fact.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { readFactsOf } from './known.ts'
import { tellOfContact, tellOfCustomer } from './tell.ts'

export function factApi({ db }: Platform): Handlers<typeof factRoutes> {
  return {
    'fact.list': ({ actor, params }) =>
      db.work(actor.clientIds, (work) => readFactsOf(work, actor, params.contactId)),
    'fact.tellOfContact': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => ({
        items: await tellOfContact(work, actor, { ...params, ...body }),
      })),
    'fact.tellOfCustomer': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => ({
        items: await tellOfCustomer(work, actor, { ...params, ...body }),
      })),
  }
}
