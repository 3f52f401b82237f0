import { randomUUID } from 'node:crypto'
import type { organisationRoutes } from '../../contract/organisation.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { refuseDuplicate } from '../platform/refuse-duplicate.ts'
import { tellSessionsChanged } from '../session/actor.ts'
import { changeClient, changeSecret, createClient } from './change-client.ts'
import { findClient, findWebhookSecret, listClients, listSites, listTeams, presentClient } from './store.ts'

export function organisationApi(platform: Platform): Handlers<typeof organisationRoutes> {
  const { db } = platform
  return {
    'client.list': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => ({
        items: (await listClients(tx)).map((row) => presentClient(row, actor)),
      })),
    'client.create': async ({ actor, body }) => {
      const id = randomUUID()
      const row = await db.work([...actor.clientIds, id], (work) => createClient(work, id, body))
      // It widens the reach of all administrators, sponsors and trainers.
      tellSessionsChanged(platform)
      return presentClient(row, actor)
    },
    'client.update': async ({ actor, params, body }) => {
      const row = await db.work(actor.clientIds, (work) => changeClient(work, params.clientId, body))
      tellSessionsChanged(platform)
      return presentClient(row, actor)
    },
    'client.revealSecret': ({ actor, params }) =>
      db.work(actor.clientIds, (work) => showSecret(work, params.clientId)),
    'client.changeSecret': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        await changeSecret(work, params.clientId)
        return showSecret(work, params.clientId)
      }),
    'site.list': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => ({ items: await listSites(tx, actor) })),
    'site.create': ({ body }) =>
      db.work([], async ({ tx, now }) => {
        const { id } = await tx
          .insertInto('site')
          .values({ name: body.name, time_zone: body.timeZone, created_at: now })
          .returning('id')
          .executeTakeFirstOrThrow()
          .catch(refuseDuplicate)
        return { id, ...body }
      }),
    'team.list': ({ actor }) => db.work(actor.clientIds, async ({ tx }) => ({ items: await listTeams(tx) })),
    'team.create': async ({ actor, body }) => {
      const team = await db.work(actor.clientIds, async ({ tx, now }) => {
        found(await findClient(tx, body.clientId))
        found(await tx.selectFrom('site').select('id').where('id', '=', body.siteId).executeTakeFirst())
        const { id } = await tx
          .insertInto('team')
          .values({
            client_id: body.clientId,
            site_id: body.siteId,
            name: body.name,
            languages: body.languages,
            created_at: now,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
          .catch(refuseDuplicate)
        return found((await listTeams(tx, id))[0])
      })
      // It widens the reach of the site's managers.
      tellSessionsChanged(platform)
      return team
    },
  }
}

async function showSecret({ tx, now }: Work, clientId: string) {
  const { fulfilment_secret: secret, fulfilment_secret_before_until: until } = found(
    await findWebhookSecret(tx, clientId),
  )
  return { secret, beforeUntil: until && until > now ? until.toISOString() : null }
}
