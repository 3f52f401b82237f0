import type { personRoutes } from '../../contract/person.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { tellSessionsChanged } from '../session/actor.ts'
import { changePerson } from './change.ts'
import { invitePerson, mailNewLink } from './invite.ts'
import { listLevels, setLevel } from './level.ts'
import { listPeople, presentPerson } from './store.ts'

export function personApi(platform: Platform): Handlers<typeof personRoutes> {
  const { db, auth } = platform
  return {
    'person.list': ({ actor, query }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const after = readCursor(query.cursor, 1)
        const rows = await listPeople(tx, {
          search: query.search,
          afterId: after ? cursorId(after[0]) : undefined,
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.id], presentPerson)
      }),
    'person.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => presentPerson(await invitePerson(work, platform, body))),
    'person.update': async ({ actor, params, body }) => {
      const person = await db.work(actor.clientIds, (work) =>
        changePerson(work, actor, params.personId, body),
      )
      if (!person.active && person.auth_user_id) await auth.revokeAllSessions(person.auth_user_id)
      tellSessionsChanged(platform, { personId: person.id })
      return presentPerson(person)
    },
    'person.listLevels': ({ actor, params }) =>
      db.work(actor.clientIds, async ({ tx }) => ({ items: await listLevels(tx, params.personId) })),
    'person.setLevel': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await setLevel(work, actor, { ...params, ...body })
        return { items: await listLevels(work.tx, params.personId) }
      }),
    'person.createLink': async ({ actor, params }) => {
      await db.work(actor.clientIds, (work) => mailNewLink(work, platform, params.personId))
      return { sent: true as const }
    },
  }
}
