import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeClosure } from '../../../src/server/contact/close.ts'
import { answerDoubt } from '../../../src/server/contact/doubt.ts'
import { hashToken } from '../../../src/server/contact/link.ts'
import { loadContact } from '../../../src/server/contact/load.ts'
import { writeMessage } from '../../../src/server/contact/reply.ts'
import { takeContact } from '../../../src/server/contact/take.ts'
import { customerPages } from '../../../src/server/customer-page/pages.ts'
import type { Work } from '../../../src/server/platform/db.ts'
import { makeHttp } from '../../../src/server/platform/http.ts'
import { makeLog } from '../../../src/server/platform/log.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

const publicUrl = 'https://service.example'
const evil = `<img src=x onerror="alert(1)"><script>alert(2)</script>`
let base: TestDatabase
let world: LittleWorld
let app: FastifyInstance

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  const log = makeLog('silent')
  app = await makeHttp(log, { trustProxy: true, requestsPerMinute: 1_000_000 })
  const platform = { db: base.db, clock: () => base.clock.now, config: { publicUrl }, log }
  await customerPages(app, platform as unknown as Platform)
})
afterAll(async () => {
  await app.close()
  await base.close()
})

const alpha = <T>(script: (work: Work) => Promise<T>) => base.db.work([world.alpha.id], script)
const get = (url: string, language = 'it') =>
  app.inject({ method: 'GET', url, headers: { 'accept-language': language } })
let address = 0
/** Each from an address of its own, unless told: what is limited is limited by address. */
const post = (url: string, fields: [string, string][], from = `10.1.${address >> 8}.${address++ & 255}`) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': from },
    payload: new URLSearchParams(fields).toString(),
  })

const filled = (change: Record<string, string> = {}): [string, string][] => [
  ...Object.entries({
    name: 'Sara',
    email: '',
    touchpoint: 'billing',
    words: 'Buongiorno.',
    lang: 'it',
    ...change,
  }),
  ['doubt', 'Devo pagare?'],
  ['doubt', ''],
]
const keyOf = (page: string) => /name="key" value="([^"]+)"/.exec(page)![1]!
/** Opens a contact on the page. */
async function open(change: Record<string, string> = {}) {
  const answer = await post('/c/alpha', filled(change))
  expect(answer.statusCode).toBe(303)
  const path = String(answer.headers.location).split('?')[0]!
  const { rows } = await base.owner.query('select contact_id from contact_link where token_hash = $1', [
    hashToken(path.split('/')[3]!),
  ])
  return { path, id: rows[0].contact_id as string, location: String(answer.headers.location) }
}
/** Answers every doubt and proposes closure. */
async function propose(id: string) {
  const { agent } = world.alpha
  await alpha((work) => takeContact(work, agent, id))
  const { doubts } = (await alpha((work) => loadContact(work, id, false)))!
  for (const doubt of doubts)
    await alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId: doubt.id, text: `No. ${evil}` }))
  await alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  return doubts.map((doubt) => doubt.id)
}

test('the form comes in the reader’s language, right to left where it is read so', async () => {
  expect((await get('/c/alpha', 'fr-CH, fr;q=0.9')).body).toContain('<html lang="fr" dir="ltr">')
  const arabic = await get('/c/alpha?lang=ar', 'it')
  expect(arabic.body).toContain('<html lang="ar" dir="rtl">')
  expect(arabic.body).not.toMatch(/customer_page\.|touchpoint\./)
  expect(arabic.headers['cache-control']).toBe('no-store')
  expect(arabic.headers['referrer-policy']).toBe('same-origin')
})

test('every error gives the form back with what was typed and a message bound to its field', async () => {
  const answer = await post('/c/alpha', filled({ name: '', email: 'nobody', words: evil }))
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('id="name-fault"')
  expect(answer.body).toMatch(
    /id="email"[^>]*aria-describedby="email-hint email-fault"[^>]*aria-invalid="true"/,
  )
  expect(answer.body).toContain('value="nobody"')
  expect(answer.body).toContain('&lt;img src=x')
  expect(answer.body).not.toContain('<img')
  expect(answer.body).toContain('value="Devo pagare?"')
})

test('opens a contact for the team, with its doubts, and shows the link once to who left no address', async () => {
  const { path, id, location } = await open({ name: evil, words: `Uno. ${evil}` })
  const { row, doubts } = (await alpha((work) => loadContact(work, id, false)))!
  expect(row).toMatchObject({ state: 'waiting', channel: 'web', language: 'it', subject: 'Devo pagare?' })
  expect(doubts.map(({ question, asked_by }) => [question, asked_by])).toEqual([['Devo pagare?', null]])
  const first = await get(location)
  expect(first.body).toContain(`${publicUrl}${path}`)
  expect(first.body).not.toContain('<img')
  expect((await get(path)).body).not.toContain(publicUrl)
})

test('a second click is the same contact; other words behind the same form are another', async () => {
  const key = keyOf((await get('/c/alpha')).body)
  const both = await Promise.all([1, 2].map(() => post('/c/alpha', filled({ key, words: 'Due volte' }))))
  expect(both.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  expect(both[0]!.headers.location).toBe(both[1]!.headers.location)
  const other = await post('/c/alpha', filled({ key, words: 'Altro' }))
  expect(other.headers.location).not.toBe(both[0]!.headers.location)
  const { rows } = await base.owner.query(
    `select count(*)::int n from message where text in ('Due volte', 'Altro')`,
  )
  expect(rows[0].n).toBe(2)
})

test('an address that is known opens for that customer and says nothing of them', async () => {
  const { path, id } = await open({ name: 'Nemo', email: 'GIULIA@alpha.example' })
  const { row } = (await alpha((work) => loadContact(work, id, false)))!
  expect(row.customer_id).toBe(world.alpha.customers[0])
  expect((await get(path)).body).not.toContain('Ferrante')
  const { rows } = await base.owner.query(`select to_address from mail where kind = 'contact_opened'`)
  expect(rows.map((mail) => mail.to_address)).toEqual(['giulia@alpha.example'])
})

test('a machine that fills in everything is sent back; too many are told to wait; nothing is lost', async () => {
  const trapped = await post('/c/alpha', filled({ extra: 'http://spam.example', words: 'Compra' }))
  expect(trapped.statusCode).toBe(422)
  expect(trapped.body).not.toContain('spam.example')
  const statuses: number[] = []
  let last = ''
  for (let i = 0; i < 12; i++) {
    const answer = await post('/c/alpha', filled({ words: `Messaggio ${i}` }), '10.9.9.9')
    statuses.push(answer.statusCode)
    last = answer.body
  }
  expect(statuses).toEqual([...Array(10).fill(303), 429, 429])
  expect(last).toContain('Messaggio 11')
})

test('the whole path: replies without notes, doubts called unclear, all clear, and back again', async () => {
  const { agent } = world.alpha
  const { path, id } = await open()
  const [doubtId] = await propose(id)
  const write = (kind: 'reply' | 'note', text: string) =>
    alpha((work) => writeMessage(work, agent, { contactId: id, kind, text, publicUrl }))
  await write('reply', `Buongiorno ${evil}`)
  await write('note', 'Solo tra noi')

  const asked = await get(path)
  expect(asked.body).toContain('martedì 17 novembre')
  expect(asked.body).toContain('Buongiorno &lt;img')
  expect(asked.body).not.toContain('<img')
  expect(asked.body).not.toContain('Solo tra noi')
  const seen = () => get(path).then(({ body }) => /name="seen" value="([^"]+)"/.exec(body)![1]!)

  const unsaid = await post(`${path}/answer`, [
    ['seen', await seen()],
    ['csat', '4'],
    ['rating-words', 'Cortesi'],
  ])
  expect(unsaid.statusCode).toBe(422)
  expect(unsaid.body).toContain(`id="verdict-${doubtId}-fault"`)
  expect(unsaid.body).toMatch(/id="csat-4"[^>]*checked/s)
  expect(unsaid.body).toContain('Cortesi')

  const answer = (clear: boolean, because = '') =>
    seen().then((value) =>
      post(`${path}/answer`, [
        ['seen', value],
        [`verdict-${doubtId}`, clear ? 'clear' : 'unclear'],
        [`because-${doubtId}`, because],
        ['effort', '6'],
      ]),
    )
  expect((await answer(false, 'Non capisco')).headers.location).toBe(`${path}?said=unclear`)
  const state = async () => (await alpha((work) => loadContact(work, id, false)))!.row
  expect(await state()).toMatchObject({ state: 'with_agent', returned: true, agent_id: agent.personId })
  await alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId: doubtId!, text: 'Perché sì.' }))
  await alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  expect((await answer(true)).headers.location).toBe(`${path}?said=clear`)
  expect(await state()).toMatchObject({ state: 'closed', closure: 'confirmed' })

  const nothing = await post(`${path}/return`, [])
  expect(nothing.statusCode).toBe(422)
  const back = await post(`${path}/return`, [
    ['doubt', doubtId!],
    ['return-words', 'È successo ancora'],
  ])
  expect(back.headers.location).toBe(`${path}?said=reopened`)
  expect(await state()).toMatchObject({ state: 'with_agent', closure: null, returned: true })
  expect((await get(path)).body).toContain('È successo ancora')
})

test('what was written while the contact went on is not lost', async () => {
  const { path, id } = await open()
  const [doubtId] = await propose(id)
  const seen = /name="seen" value="([^"]+)"/.exec((await get(path)).body)![1]!
  await post(`${path}/messages`, [['message', 'Ancora una cosa']])
  const answer = await post(`${path}/answer`, [
    ['seen', seen],
    [`verdict-${doubtId}`, 'unclear'],
    [`because-${doubtId}`, 'Manca la data'],
  ])
  expect(answer.statusCode).toBe(409)
  expect(answer.body).toMatch(/<textarea id="message"[^>]*>\s*Manca la data<\/textarea>/)
})

test('a link opens only its own contact, at its own client; all else is kindly missing', async () => {
  const { path } = await open()
  const token = path.split('/')[3]!
  for (const url of [
    `/c/beta/${token}`,
    `/c/alpha/${'x'.repeat(43)}`,
    '/c/alpha/x',
    '/c/nobody',
    '/c/a/b/c/d',
    '/c',
  ]) {
    const answer = await get(url, 'ar')
    expect([url, answer.statusCode]).toEqual([url, 404])
    expect(answer.body).toContain('<html lang="ar" dir="rtl">')
  }
  expect((await post(`/c/beta/${token}/messages`, [['message', 'x']])).statusCode).toBe(404)
})

test('NUL and overlong text are no way to break it', async () => {
  const { path } = await open({ words: 'a\0b' })
  expect((await get(path)).body).toContain('>ab<')
  expect((await post(`${path}/messages`, [['message', 'x'.repeat(20_001)]])).statusCode).toBe(422)
  expect((await post(`${path}/doubts`, [['question', 'x'.repeat(301)]])).statusCode).toBe(422)
  expect((await post('/c/alpha', [['words', 'x'.repeat(2_000_000)]])).statusCode).toBe(413)
})

test('the page brings its own style and faces, and no other file', async () => {
  const css = await get('/c/assets/page.css')
  expect(css.headers['content-type']).toContain('text/css')
  for (const face of new Set([...css.body.matchAll(/fonts\/([^"]+)/g)].map((match) => match[1]!))) {
    const font = await get(`/c/assets/fonts/${face}`)
    expect([face, font.statusCode, font.rawPayload.subarray(0, 4).toString()]).toEqual([face, 200, 'wOF2'])
  }
  expect((await get('/c/assets/fonts/..%2Fpackage.json')).statusCode).toBe(404)
})
