import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

export type MailState = 'kept' | 'queued' | 'sent' | 'failing'
export type MailRow = {
  id: string
  client_id: string | null
  to_address: string
  subject: string
  language: string
  kind: string
  state: MailState
  created_at: Date
}
export type WholeMail = MailRow & { text: string; error: string | null }

const line = sql`id, client_id, to_address, subject, language, kind, state, created_at`

/** The outbox, newest first. */
export async function listMails(
  tx: Tx,
  options: { beforeId: string | null; limit: number },
): Promise<MailRow[]> {
  const { beforeId: id } = options
  const { rows } = await sql<MailRow>`
    select ${line} from mail
    where ${id}::uuid is null or (created_at, id) < (select l.created_at, l.id from mail l where l.id = ${id}::uuid)
    order by created_at desc, id desc limit ${options.limit}`.execute(tx)
  return rows
}

export async function findMail(tx: Tx, mailId: string): Promise<WholeMail | undefined> {
  const { rows } = await sql<WholeMail>`select ${line}, text, error from mail where id = ${mailId}`.execute(
    tx,
  )
  return rows[0]
}

export async function markKept(tx: Tx, mailId: string): Promise<void> {
  await tx.updateTable('mail').set({ state: 'kept' }).where('id', '=', mailId).execute()
}

/** Once a mail is with its reader, the token of its sign-in link has no business in our outbox. */
export async function markSent(tx: Tx, mailId: string, now: Date): Promise<void> {
  await tx
    .updateTable('mail')
    .set({
      state: 'sent',
      sent_at: now,
      error: null,
      text: sql`regexp_replace(text, '#token=[A-Za-z0-9_-]+', '#token=…', 'g')`,
    })
    .where('id', '=', mailId)
    .execute()
}

export async function markFailing(tx: Tx, mailId: string, error: string): Promise<void> {
  await tx.updateTable('mail').set({ state: 'failing', error }).where('id', '=', mailId).execute()
}
