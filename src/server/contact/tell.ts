import type { TFunction } from 'i18next'
import { localeOf } from '../../core/money/format.ts'
import { queueMail } from '../mail/queue.ts'
import type { Work } from '../platform/db.ts'
import { translator } from '../platform/language.ts'
import { makeContactLink } from './link.ts'
import type { Contact, ContactRow } from './load.ts'

/** Confirms that a contact is open, when the customer left an address. */
export async function tellOpened(work: Work, row: ContactRow, publicUrl: string): Promise<void> {
  await tell(work, row, publicUrl, 'contact_opened', 'contact.opened_subject', (t, link) => [
    t('contact.greeting', { name: row.customer_name }),
    t('contact.opened_text', { client: row.client_name, subject: row.subject }),
    `${t('contact.link_follow')}\n${link}`,
  ])
}

/** A reply, in full, with the way back to the conversation. */
export async function tellReply(work: Work, row: ContactRow, text: string, publicUrl: string): Promise<void> {
  await tell(work, row, publicUrl, 'reply', 'contact.reply_subject', (t, link) => [
    text,
    `${t('contact.link_answer')}\n${link}`,
  ])
}

/** Asks whether everything is clear: each doubt with its answer, and until when. */
export async function tellClosureProposed(
  work: Work,
  { row, doubts }: Contact,
  publicUrl: string,
): Promise<void> {
  const day = new Intl.DateTimeFormat(localeOf(row.language), {
    calendar: 'gregory',
    timeZone: row.time_zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(row.closes_at ?? work.now)
  await tell(work, row, publicUrl, 'closure', 'contact.closure_subject', (t, link) => [
    t('contact.greeting', { name: row.customer_name }),
    t('contact.closure_text'),
    ...doubts.map(({ question, answer }) => `• ${question}\n  ${answer ?? ''}`),
    `${t('contact.link_closure')}\n${link}`,
    t('contact.closure_silence', { day }),
  ])
}

async function tell(
  work: Work,
  row: ContactRow,
  publicUrl: string,
  kind: string,
  subjectKey: string,
  paragraphs: (t: TFunction, link: string) => string[],
): Promise<void> {
  if (!row.customer_email) return
  const t = translator(row.language)
  const path = await makeContactLink(work, {
    clientId: row.client_id,
    contactId: row.id,
    slug: row.slug,
  })
  await queueMail(work, {
    clientId: row.client_id,
    to: row.customer_email,
    language: row.language,
    kind,
    subject: t(subjectKey, { subject: row.subject, client: row.client_name }),
    text: [...paragraphs(t, `${publicUrl}${path}`), row.client_name].join('\n\n'),
  })
}
