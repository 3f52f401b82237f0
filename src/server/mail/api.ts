import type { mailRoutes } from '../../contract/mail.ts'
import type { Language } from '../../contract/route.ts'
import { exactly, toTheDay } from '../contact/told.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { findMail, listMails, type MailRow } from './store.ts'

export function mailApi({ db }: Platform): Handlers<typeof mailRoutes> {
  return {
    'mail.list': ({ actor, query }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        // By id alone: a cursor is readable, and a moment in it would tell when an agent answered.
        const before = readCursor(query.cursor, 1)
        const rows = await listMails(tx, {
          beforeId: before && cursorId(before[0]),
          limit: query.limit + 1,
        })
        return pageFrom(
          rows,
          query.limit,
          (row) => [row.id],
          (row) => presentLine(row, actor),
        )
      }),
    'mail.show': ({ actor, params }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const row = found(await findMail(tx, params.mailId))
        return { ...presentLine(row, actor), text: row.text, error: row.error }
      }),
  }
}

/** Mails to customers follow what an agent did: the day is told of them. */
function presentLine(row: MailRow, { timeZone }: Pick<Actor, 'timeZone'>) {
  const { at, day } = row.client_id === null ? exactly(row.created_at) : toTheDay(row.created_at, timeZone)
  return {
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    language: row.language as Language,
    kind: row.kind,
    state: row.state,
    createdAt: at,
    createdDay: day,
  }
}
