import type { contactRoutes } from '../../contract/contact.ts'
import { guardBeside } from '../guarantee/beside.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'
import { proposeClosure, withdrawClosure } from './close.ts'
import { createContact, updateContact } from './create.ts'
import { answerDoubt, createDoubt, removeDoubt } from './doubt.ts'
import { presentContactLine, presentDoubt, presentMessage } from './present.ts'
import { writeMessage } from './reply.ts'
import { showContact } from './show.ts'
import { type ContactKey, listContacts } from './store.ts'
import { releaseContact, takeContact, takeNextContact } from './take.ts'
import { exactly } from './told.ts'

export function contactApi({ db, config }: Platform): Handlers<typeof contactRoutes> {
  const { publicUrl } = config
  return {
    'contact.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const after = keyFrom(query)
        const rows = await listContacts(work, actor, query, after, query.limit + 1)
        return pageFrom(
          rows,
          query.limit,
          (row) => (query.view === 'mine' ? [row.key_rank, row.key_at, row.id] : [row.id]),
          (row) => presentContactLine(row, actor),
        )
      }),
    'contact.show': ({ actor, params }) =>
      db.own(actor, (work) => showContact(work, actor, params.contactId)),
    'contact.create': ({ actor, body }) =>
      db.own(actor, async (work) => {
        const id = await createContact(work, actor, { ...body, publicUrl })
        return showContact(work, actor, id)
      }),
    'contact.update': ({ actor, params, body }) =>
      db.own(actor, async (work) => {
        await updateContact(work, actor, params.contactId, body)
        return showContact(work, actor, params.contactId)
      }),
    'contact.takeNext': ({ actor }) =>
      db.work(actor.clientIds, async (work) => ({ contactId: await takeNextContact(work, actor) })),
    'contact.take': ({ actor, params }) =>
      db.own(actor, async (work) => {
        await takeContact(work, actor, params.contactId)
        return showContact(work, actor, params.contactId)
      }),
    'contact.release': async ({ actor, params }) => {
      await db.work(actor.clientIds, (work) => releaseContact(work, actor, params.contactId))
      return undefined
    },
    'message.create': async ({ actor, params, body }) => {
      if (body.kind === 'note')
        await guardBeside(db, actor, { place: 'note', contactId: params.contactId, text: body.text })
      return db.work(actor.clientIds, async (work) => {
        const row = await writeMessage(work, actor, { ...params, ...body, publicUrl })
        return presentMessage(row, actor, true, exactly(row.at))
      })
    },
    'doubt.create': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        presentDoubt(await createDoubt(work, actor, { ...params, ...body })),
      ),
    'doubt.answer': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) =>
        presentDoubt(await answerDoubt(work, actor, { ...params, ...body })),
      ),
    'doubt.remove': async ({ actor, params }) => {
      await db.work(actor.clientIds, (work) => removeDoubt(work, actor, params))
      return undefined
    },
    'closure.propose': ({ actor, params }) =>
      db.own(actor, async (work) => {
        await proposeClosure(work, actor, { ...params, publicUrl })
        return showContact(work, actor, params.contactId)
      }),
    'closure.withdraw': ({ actor, params }) =>
      db.own(actor, async (work) => {
        await withdrawClosure(work, actor, params.contactId)
        return showContact(work, actor, params.contactId)
      }),
  }
}

/** As `store.ts` writes it: microseconds, UTC. */
const keyInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

function keyFrom({ cursor, view }: { cursor?: string | undefined; view: string }): ContactKey | null {
  const key = readCursor(cursor, view === 'mine' ? 3 : 1)
  if (!key) return null
  if (view !== 'mine') return { id: cursorId(key[0]) }
  const [rank, at, id] = key
  cursorInstant(at)
  if (!Number.isInteger(rank) || Math.abs(Number(rank)) > 9 || !keyInstant.test(String(at)))
    throw new Problem('invalid_cursor')
  return { rank: Number(rank), at: String(at), id: cursorId(id) }
}
