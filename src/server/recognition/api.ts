import type { storyRoutes } from '../../contract/story.ts'
import { isDeclined, setDeclined } from '../letter/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { celebrate } from './celebrate.ts'
import { nameStory } from './name.ts'
import { presentStory } from './present.ts'
import { findStory, listStories } from './store.ts'

export function storyApi({ db }: Platform): Handlers<typeof storyRoutes> {
  const list = (actor: Actor, mine: boolean, query: { cursor?: string | undefined; limit: number }) =>
    db.work(actor.clientIds, async (work) => {
      const key = readCursor(query.cursor, 2)
      const rows = await listStories(work, actor, mine, {
        ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
        limit: query.limit + 1,
      })
      return pageFrom(
        rows,
        query.limit,
        (row) => [row.at.toISOString(), row.id],
        (row) => presentStory(row, readerOf(actor)),
      )
    })
  return {
    'story.list': ({ actor, query }) => list(actor, false, query),
    'story.listMine': ({ actor, query }) => list(actor, true, query),
    'story.celebrate': async ({ actor, body }) => ({ id: await celebrate(db, actor, body) }),
    'story.name': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await nameStory(work, actor, params.storyId, body.naming)
        return presentStory(found(await findStory(work, params.storyId)), readerOf(actor))
      }),
    'letter.show': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({ wanted: !(await isDeclined(work, actor.personId)) })),
    'letter.update': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => {
        await setDeclined(work, actor.personId, !body.wanted)
        return { wanted: body.wanted }
      }),
  }
}

function readerOf({ personId, roles }: Actor) {
  return { personId, outside: roles.every((role) => role === 'client_representative') }
}
