import type { mailRoutes } from '../../contract/mail.ts'
import type { Language } from '../../contract/route.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { findMail, listMails, type MailRow } from './store.ts'

export function mailApi({ db }: Platform): Handlers<typeof mailRoutes> {
  return {
    'mail.list': ({ actor, query }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const before = readCursor(query.cursor, 2)
        const rows = await listMails(tx, {
          before: before && { at: cursorInstant(before[0]), id: cursorId(before[1]) },
          limit: query.limit + 1,
        })
        return pageFrom(rows, query.limit, (row) => [row.created_at.toISOString(), row.id], presentLine)
      }),
    'mail.show': ({ actor, params }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const row = found(await findMail(tx, params.mailId))
        return { ...presentLine(row), text: row.text, error: row.error }
      }),
  }
}

function presentLine(row: MailRow) {
  return {
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    language: row.language as Language,
    kind: row.kind,
    state: row.state,
    createdAt: row.created_at.toISOString(),
  }
}
