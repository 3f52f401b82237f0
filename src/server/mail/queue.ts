import { randomUUID } from 'node:crypto'
import type { Language } from '../../contract/route.ts'
import type { Work } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'

export type NewMail = {
  /** null for mails to the operator's own people */
  clientId: string | null
  to: string
  language: Language
  /** a code such as `reply`, `decision`, `closure`, `sign_in_link` */
  kind: string
  subject: string
  /** plain text; links stand on lines of their own */
  text: string
}

/**
 * Puts a mail into the outbox in the transaction of what it tells; the job `mail.send` takes it from there
 * after commit (by SMTP when set, otherwise it is kept to be read).
 */
export async function queueMail(work: Work, mail: NewMail): Promise<string> {
  const row = mailRow(mail, work.now)
  const { id } = row
  await Promise.all([
    work.tx.insertInto('mail').values(row).execute(),
    enqueue(work, 'mail.send', mail.clientId ? { mailId: id, clientId: mail.clientId } : { mailId: id }),
  ])
  // Of mails to customers no screen is told as they leave: that would be the moment at which an agent answered (law 6).
  if (mail.clientId === null) work.publish({ topic: 'mail', id })
  return id
}

/** A mail as it stands in the outbox; whoever inserts it enqueues `mail.send` with it. */
export function mailRow(mail: NewMail, now: Date) {
  return {
    id: randomUUID() as string,
    client_id: mail.clientId,
    to_address: mail.to,
    language: mail.language,
    kind: mail.kind,
    // A header must stay one line whatever a customer wrote.
    subject: mail.subject.replace(/[\r\n]+/g, ' ').slice(0, 200),
    text: mail.text,
    state: 'queued',
    created_at: now,
  }
}
