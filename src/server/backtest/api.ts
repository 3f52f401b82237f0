import { type backtestRoutes, historyMedia } from '../../contract/backtest.ts'
import { refuseOtherClient } from '../ledger/api.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { openCases } from './cases.ts'
import { openPastFiles, type PastOf } from './files.ts'

export function backtestApi({ db, config }: Platform): Handlers<typeof backtestRoutes> {
  const files = openPastFiles(db, config.dataDir)
  return {
    'backtest.history': async ({ actor, query: { clientId }, request, reply }) => {
      refuseOtherClient(actor, clientId)
      const of = pastFor(actor, clientId)
      const tag = await files.find(of)
      reply
        .header('etag', `"${tag}"`)
        .header('cache-control', 'private, no-cache')
        .header('vary', 'accept-encoding')
      if (request.headers['if-none-match']?.includes(`"${tag}"`)) return reply.code(304).send()
      const packed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      if (packed) reply.header('content-encoding', 'gzip')
      return reply.type(historyMedia).send(files.read(of, tag, packed))
    },
    'backtest.openCases': async ({ actor, body: { clientId, history, rows } }) => {
      refuseOtherClient(actor, clientId)
      const asks = await files.resolve(pastFor(actor, clientId), history, rows)
      return db.work([clientId], async (work) => ({
        items: await openCases(
          work,
          actor,
          clientId,
          asks.map((ask, i) => ({ ...ask, row: rows[i]! })),
        ),
      }))
    },
  }
}

/** A manager's past is that of the teams at their sites; who stands for the whole client, or serves it, has it all. */
function pastFor(actor: Actor, clientId: string): PastOf {
  const whole = actor.roles.some((role) => role === 'administrator' || role === 'client_representative')
  return { clientId, teamIds: whole ? null : actor.teamIds }
}
