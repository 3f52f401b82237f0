import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoWorld } from '../../../seeds/load.ts'
import { loadContact } from '../../../src/server/contact/load.ts'
import { tellClosureProposed, tellReply } from '../../../src/server/contact/tell.ts'
import { findClientBySlug, findLinkedContact } from '../../../src/server/customer-page/store.ts'
import { findContactForAgent } from '../../../src/server/decision/store.ts'
import { composeTold } from '../../../src/server/decision/tell.ts'
import { queueMail } from '../../../src/server/mail/queue.ts'
import { makeAuth } from '../../../src/server/platform/auth.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

const publicUrl = 'http://x.example'
const link = /^http:\/\/x\.example\/c\/([a-z]+)\/([\w-]{43})$/m

type Letter = {
  client_id: string
  contact_id: string
  to_address: string
  language: string
  kind: string
  subject: string
  text: string
  created_at: Date
}

describe('the outbox of the demo world', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await makeDatabase()
    const { ownerUrl, appUrl, clock } = database
    const auth = makeAuth({ appUrl, secret: 'a secret for this test alone', publicUrl })
    await loadDemoWorld({ ownerUrl, auth, now: clock.now, publicUrl, log: () => undefined })
    await auth.close()
  })
  afterAll(() => database.close())

  it('has mails that read as the product writes them, letter by letter', async () => {
    const { rows } = await database.owner.query<Letter & { id: string }>(
      `select m.*, l.contact_id from mail m join contact ct on ct.client_id = m.client_id
       join contact_link l on l.contact_id = ct.id and l.token_hash = encode(sha256(substring(m.text from $1)::bytea), 'hex')`,
      ['/c/[a-z]+/([A-Za-z0-9_-]{43})'],
    )
    const { rows: all } = await database.owner.query<{ id: string }>('select id from mail')
    expect(rows.map((mail) => mail.id).sort()).toEqual(all.map((mail) => mail.id).sort())
    for (const mail of rows) expect(plain(await writtenAgain(database, mail))).toEqual(plain(mail))
  })

  it('has mails whose link leads to the page of their contact', async () => {
    const { rows } = await database.owner.query<{ text: string; subject: string }>(
      'select text, subject from mail',
    )
    for (const { text, subject } of rows) {
      const [, slug, token] = link.exec(text) ?? []
      const client = (await findClientBySlug(database.db, slug!))!
      const contactId = (await findLinkedContact(database.db, client, token!))!
      const contact = await database.db.work([client.id], (work) => loadContact(work, contactId, false))
      expect(subject).toContain(contact?.row.subject)
    }
  })
})

/** A mail, without the token, which nobody writes twice. */
function plain({ to_address, language, kind, subject, text }: Letter): object {
  const stripped = text.replace(link, (whole, _, token: string) => whole.replace(token, 'TOKEN'))
  return { to_address, language, kind, subject, text: stripped }
}

/** The mail that the server writes now for what a mail of the demo world tells. */
async function writtenAgain({ db, owner }: TestDatabase, mail: Letter): Promise<Letter> {
  const { client_id, contact_id, created_at } = mail
  const told = [client_id, contact_id, created_at]
  await db.work([client_id], async (work) => {
    const contact = (await loadContact(work, contact_id, false))!
    if (mail.kind === 'closure') await tellClosureProposed(work, contact, publicUrl)
    if (mail.kind === 'reply') {
      const { rows } = await owner.query<{ text: string }>(
        `select text from message where client_id = $1 and contact_id = $2 and at = $3 and kind = 'reply'`,
        told,
      )
      await tellReply(work, contact.row, rows[0]!.text, publicUrl)
    }
    if (mail.kind === 'decision') {
      const { rows } = await owner.query(
        `select power, amount_minor::int, currency, days from decision
         where client_id = $1 and contact_id = $2 and at = $3`,
        told,
      )
      const { power, amount_minor: minor, currency, days } = rows[0]
      const asked = (await findContactForAgent(work.tx, contact_id, [contact.row.team_id]))!
      const request = { power, amount: { minor, currency }, days }
      await queueMail(work, composeTold({ contact: asked, request, publicUrl })!.mail)
    }
  })
  const { rows } = await owner.query<Letter>(`delete from mail where state = 'queued' returning *`)
  expect(rows).toHaveLength(1)
  return rows[0]!
}
