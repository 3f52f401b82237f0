import type { TFunction } from 'i18next'
import type { Language } from '../src/contract/route.ts'
import { formatMoney, localeOf } from '../src/core/money/format.ts'
import { hashToken } from '../src/server/contact/link.ts'
import { translator } from '../src/server/platform/language.ts'
import { randomOf } from './random.ts'
import type { Rows } from './rows.ts'

/** How many of the newest of each kind stand in the outbox. */
const kept = { reply: 12, decision: 6, closure: 6 }

/** Something that a customer was told, and how its mail says it. */
type Told = {
  kind: keyof typeof kept
  /** of what it tells: its mail and link come from it */
  id: string
  contactId: string
  at: Date
  subjectKey: string
  text(to: Reader, link: string): string
}

type Reader = {
  contact: Rows['contact'][number]
  slug: string
  client: string
  name: string
  address: string | null
  timeZone: string
  t: TFunction
}

/** The newest of what customers were told, as the product's own mails: each with a private link that works. */
export function writeMails(rows: Rows, publicUrl: string): void {
  const readerOf = readersOf(rows)
  const left = { ...kept }
  const mailed = new Set<string>()
  const newestFirst = [...repliesOf(rows), ...decisionsOf(rows), ...closuresOf(rows)].sort(
    (a, b) => b.at.getTime() - a.at.getTime(),
  )
  for (const told of newestFirst) {
    const to = readerOf(told.contactId)
    const { contact, t } = to
    // On the phone a reply was spoken.
    const spoken = told.kind === 'reply' && contact.channel === 'phone'
    const once = `${told.kind} ${told.contactId}`
    if (!to.address || spoken || mailed.has(once) || left[told.kind] === 0) continue
    mailed.add(once)
    left[told.kind]--
    const token = Buffer.from(randomOf('mail link', told.id).hex(32), 'hex').toString('base64url')
    rows.contact_link.push({
      client_id: contact.client_id,
      token_hash: hashToken(token),
      contact_id: told.contactId,
      created_at: told.at,
    })
    rows.mail.push({
      id: randomOf('mail', told.id).uuid(),
      client_id: contact.client_id,
      to_address: to.address,
      subject: t(told.subjectKey, { subject: contact.subject, client: to.client }),
      text: told.text(to, `${publicUrl}/c/${to.slug}/${token}`),
      language: contact.language,
      kind: told.kind,
      state: 'kept',
      created_at: told.at,
    })
  }
}

/** As `tellReply` of src/server/contact/tell.ts. */
function repliesOf(rows: Rows): Told[] {
  return rows.message
    .filter((message) => message.kind === 'reply')
    .map((message) => ({
      kind: 'reply',
      id: message.id!,
      contactId: message.contact_id,
      at: message.at as Date,
      subjectKey: 'contact.reply_subject',
      text: ({ t, client }, link) =>
        [message.text, `${t('contact.link_answer')}\n${link}`, client].join('\n\n'),
    }))
}

/** As `composeTold` of src/server/decision/tell.ts. */
function decisionsOf(rows: Rows): Told[] {
  return rows.decision.map((decision) => ({
    kind: 'decision',
    id: decision.id!,
    contactId: decision.contact_id,
    at: decision.at as Date,
    subjectKey: 'decision.mail_subject',
    text({ t, contact, name, client }, link) {
      const amount = formatMoney(decision.amount_minor, decision.currency, contact.language)
      const what = t(`decision.told_${decision.power}`, { amount, count: decision.days ?? 0 })
      return t('decision.mail_text', { name, what, client, link })
    },
  }))
}

/** As `tellClosureProposed` of src/server/contact/tell.ts, for those whose customer has still to answer. */
function closuresOf(rows: Rows): Told[] {
  const open = new Map(
    rows.contact.filter(({ closes_at }) => closes_at).map((contact) => [contact.id!, contact]),
  )
  const proposed = rows.contact_event.filter(
    ({ kind, contact_id }) => kind === 'closure_proposed' && open.has(contact_id),
  )
  return proposed.map((event) => ({
    kind: 'closure',
    id: event.id!,
    contactId: event.contact_id,
    at: event.at as Date,
    subjectKey: 'contact.closure_subject',
    text({ t, contact, name, client, timeZone }, link) {
      const day = new Intl.DateTimeFormat(localeOf(contact.language), {
        calendar: 'gregory',
        timeZone,
        weekday: 'long',
        day: 'numeric',
        month: 'long',
      }).format(contact.closes_at as Date)
      const doubts = rows.doubt.filter((doubt) => doubt.contact_id === contact.id)
      return [
        t('contact.greeting', { name }),
        t('contact.closure_text'),
        ...doubts.map(({ question, answer }) => `• ${question}\n  ${answer ?? ''}`),
        `${t('contact.link_closure')}\n${link}`,
        t('contact.closure_silence', { day }),
        client,
      ].join('\n\n')
    },
  }))
}

function readersOf(rows: Rows): (contactId: string) => Reader {
  const byId = <T extends { id?: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]))
  const contacts = byId(rows.contact)
  const clients = byId(rows.client)
  const customers = byId(rows.customer)
  const teams = byId(rows.team)
  const sites = byId(rows.site)
  return (contactId) => {
    const contact = contacts.get(contactId)!
    const client = clients.get(contact.client_id)!
    const customer = customers.get(contact.customer_id)!
    return {
      contact,
      slug: client.slug,
      client: client.name,
      name: customer.name,
      address: customer.email ?? null,
      timeZone: sites.get(teams.get(contact.team_id)!.site_id)!.time_zone,
      t: translator(contact.language as Language),
    }
  }
}
