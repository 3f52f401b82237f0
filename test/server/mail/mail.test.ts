import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailHtml } from '../../../src/server/mail/html.ts'
import { queueMail } from '../../../src/server/mail/queue.ts'
import { mailJob } from '../../../src/server/mail/send.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeApp, type TestApp } from '../platform/app.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

let database: TestDatabase
let world: LittleWorld
let app: TestApp
beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  app = await makeApp(database)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const queue = (clientId: string | null, text = 'Buongiorno\n\nhttp://localhost:3000/link#token=abcDEF_123') =>
  app.platform.db.work(clientId ? [clientId] : [], (work) =>
    queueMail(work, {
      clientId,
      to: 'giulia@alpha.example',
      language: 'it',
      kind: 'reply',
      subject: 'Ciao',
      text,
    }),
  )
const withSmtp = (smtpUrl: string | null): Platform => ({
  ...app.platform,
  config: { ...app.platform.config, smtpUrl },
})
const stateOf = async (mailId: string) =>
  (await database.owner.query('select state, error, text from mail where id = $1', [mailId])).rows[0]

describe('the job that sends a mail', () => {
  test('keeps it to be read when no SMTP is set', async () => {
    const mailId = await queue(null)
    await mailJob(withSmtp(null))({ mailId }, 1)
    expect(await stateOf(mailId)).toMatchObject({
      state: 'kept',
      text: expect.stringContaining('#token=abcDEF_123'),
    })
  })

  test('sends it once, whatever runs again, and forgets the token', async () => {
    const smtp = await makeSmtp()
    try {
      const job = mailJob(withSmtp(smtp.url))
      const mailId = await queue(world.alpha.id)
      await job({ mailId, clientId: world.alpha.id }, 1)
      await job({ mailId, clientId: world.alpha.id }, 2)
      expect(smtp.received).toHaveLength(1)
      const [sent] = smtp.received
      expect(sent).toContain(`Message-ID: <${mailId}@localhost>`)
      expect(sent).toContain('multipart/alternative')
      expect(sent).toContain('lang=3D"it"')
      expect(await stateOf(mailId)).toMatchObject({
        state: 'sent',
        error: null,
        text: 'Buongiorno\n\nhttp://localhost:3000/link#token=…',
      })
    } finally {
      await smtp.close()
    }
  })

  test('fails with a code alone and is tried again', async () => {
    const smtp = await makeSmtp({ refuse: true })
    const mailId = await queue(world.alpha.id)
    const job = mailJob(withSmtp(smtp.url))
    const failure = await job({ mailId, clientId: world.alpha.id }, 1).catch((error: Error) => error)
    expect(failure).toBeInstanceOf(Error)
    expect((failure as Error).message).not.toContain('giulia')
    expect(await stateOf(mailId)).toMatchObject({ state: 'failing', error: 'EENVELOPE 550' })
    await smtp.close()
    await expect(job({ mailId, clientId: world.alpha.id }, 2)).rejects.toThrow('mail not sent: ESOCKET')
  })

  test('does not find a mail of another client', async () => {
    const mailId = await queue(world.alpha.id)
    await mailJob(withSmtp(null))({ mailId, clientId: world.beta.id }, 1)
    expect(await stateOf(mailId)).toMatchObject({ state: 'queued' })
  })
})

test('the outbox is read by administrators, newest first, page after page', async () => {
  const cookie = await app.signIn(world.administrator)
  const first = (await app.ask('GET', '/api/v1/mails?limit=2', { cookie })).json()
  expect(first.items).toHaveLength(2)
  const rest = (await app.ask('GET', `/api/v1/mails?limit=50&cursor=${first.nextCursor}`, { cookie })).json()
  const { rows } = await database.owner.query('select id from mail order by created_at desc, id desc')
  expect([...first.items, ...rest.items].map((mail) => mail.id)).toEqual(rows.map((row) => row.id))
  const shown = await app.ask('GET', `/api/v1/mails/${rows[0].id}`, { cookie })
  expect(shown.json()).toMatchObject({ id: rows[0].id, text: expect.any(String), error: null })
  const manager = await app.signIn(world.alpha.manager)
  expect((await app.ask('GET', '/api/v1/mails', { cookie: manager })).statusCode).toBe(403)
})

test('a mail’s HTML holds its words inert, with its language and direction', () => {
  const html = mailHtml({
    subject: '<b>"x"',
    text: 'مرحبًا <script>alert(1)</script>\nhttps://a.example/?a=1&b="2"\n\nfine',
    language: 'ar',
  })
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('href="https://a.example/?a=1&amp;b=&quot;2&quot;"')
})

/** As much of SMTP as a client needs to hand over a mail. */
async function makeSmtp(options: { refuse?: boolean } = {}) {
  const received: string[] = []
  const server: Server = createServer((socket) => {
    let data: string | null = null
    socket.setEncoding('utf8')
    socket.on('error', () => undefined)
    socket.write('220 here\r\n')
    let line = ''
    socket.on('data', (chunk: string) => {
      line += chunk
      for (;;) {
        if (data !== null) {
          const end = line.indexOf('\r\n.\r\n')
          if (end < 0) return
          received.push(line.slice(0, end))
          line = line.slice(end + 5)
          data = null
          socket.write('250 taken\r\n')
        }
        const end = line.indexOf('\r\n')
        if (end < 0) return
        const command = line.slice(0, end).toUpperCase()
        line = line.slice(end + 2)
        if (command.startsWith('RCPT') && options.refuse) socket.write('550 no such giulia@alpha.example\r\n')
        else if (command === 'DATA') {
          data = ''
          socket.write('354 go on\r\n')
        } else if (command === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 fine\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
