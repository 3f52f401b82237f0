import type { customerRoutes } from '../../contract/customer.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { changeCustomer } from './change.ts'
import { createCustomer } from './create.ts'
import { presentCustomer } from './present.ts'
import {
  findServedCustomer,
  listCustomers,
  listPastContacts,
  listPastDecisions,
  listPastDeclines,
} from './store.ts'

export function customerApi({ db }: Platform): Handlers<typeof customerRoutes> {
  return {
    'customer.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        // The id alone: a name of 120 letters would not fit into a cursor.
        const after = readCursor(query.cursor, 1)
        const rows = await listCustomers(work, actor, {
          clientId: query.clientId,
          search: query.search,
          afterId: after ? cursorId(after[0]) : null,
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.id], presentCustomer)
      }),
    'customer.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const row = found(await findServedCustomer(work, actor, params.customerId))
        return {
          customer: presentCustomer(row),
          contacts: await listPastContacts(work, actor, row),
          decisions: await listPastDecisions(work, actor, row),
          declines: await listPastDeclines(work, actor, row),
        }
      }),
    'customer.update': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        presentCustomer(await changeCustomer(work, actor, params.customerId, body)),
      ),
    'customer.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => presentCustomer(await createCustomer(work, actor, body))),
  }
}
