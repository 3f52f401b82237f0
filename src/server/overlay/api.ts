import type { overlayRoutes } from '../../contract/overlay.ts'
import { proveSigner } from '../mandate/prove-signer.ts'
import { findMandate } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { draftOverlay } from './draft.ts'
import { signOverlay } from './sign.ts'
import { findOverlay, listOverlays, presentOverlay } from './store.ts'

export function overlayApi(platform: Platform): Handlers<typeof overlayRoutes> {
  const { db } = platform
  return {
    'overlay.list': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        found(await findMandate(work, params.mandateId))
        const rows = await listOverlays(work, params.mandateId)
        return { items: rows.map((row) => presentOverlay(row, actor)) }
      }),
    'overlay.create': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        showOverlay(work, actor, await draftOverlay(work, actor, { ...params, ...body })),
      ),
    'overlay.sign': async ({ actor, params, body }) => {
      await db.work(actor.clientIds, async (work) => found(await findOverlay(work, params.overlayId)))
      const proof = await proveSigner(platform, actor, body)
      return db.work(actor.clientIds, async (work) => {
        await signOverlay(work, actor, { overlayId: params.overlayId, hash: body.hash, ...proof })
        return showOverlay(work, actor, params.overlayId)
      })
    },
  }
}

async function showOverlay(work: Work, actor: Actor, overlayId: string) {
  return presentOverlay(found(await findOverlay(work, overlayId)), actor)
}
