import type { mandateRoutes } from '../../contract/mandate.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { readAuthority } from './authority.ts'
import { draftMandate } from './draft.ts'
import { proveSigner } from './prove-signer.ts'
import { showMandate } from './show.ts'
import { signMandate } from './sign.ts'
import { findCanonical, findMandate, listMandates, presentMandateLine } from './store.ts'

export function mandateApi(platform: Platform): Handlers<typeof mandateRoutes> {
  const { db } = platform
  return {
    'mandate.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const before = readCursor(query.cursor, 2)
        const rows = await listMandates(work, {
          clientId: query.clientId,
          beforeAt: before ? cursorInstant(before[0]) : undefined,
          beforeId: before ? cursorId(before[1]) : undefined,
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [row.created_at.toISOString(), row.id],
          presentMandateLine,
        )
      }),
    'mandate.show': ({ actor, params }) =>
      db.work(actor.clientIds, (work) => showMandate(work, actor, params.mandateId)),
    'mandate.export': ({ actor, params, reply }) =>
      db.work(actor.clientIds, async (work) => {
        const canonical = found(await findCanonical(work, params.mandateId))
        reply.type('application/json; charset=utf-8')
        return canonical
      }),
    'mandate.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) =>
        showMandate(work, actor, await draftMandate(work, actor, body)),
      ),
    'mandate.sign': async ({ actor, params, body }) => {
      // What isn't there for this reader is not there, whatever the password.
      await db.work(actor.clientIds, async (work) => found(await findMandate(work, params.mandateId)))
      const proof = await proveSigner(platform, actor, body)
      return db.work(actor.clientIds, async (work) => {
        await signMandate(work, actor, { mandateId: params.mandateId, hash: body.hash, ...proof })
        return showMandate(work, actor, params.mandateId)
      })
    },
    'mandate.authority': ({ actor, params }) =>
      db.work(actor.clientIds, (work) => readAuthority(work, actor, params.contactId)),
  }
}
