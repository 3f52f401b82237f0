import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonKey } from '../../seeds/people.ts'
import { Customer } from './customer.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** One of each kind that runs where it is not made inert; each names its field, so that a hit says where. */
const nasty = (field: string) =>
  `${field} <script>hit('${field}')</script><img src=x onerror="hit('${field}')">"'><svg onload=hit(1)> javascript:hit(1) {{${field}}} \${hit}`
const short = (field: string) => `${field} <b>"'><img src=x onerror=hit(1)>`

const texts = textsOf('it')
let stage: Stage
let visitors: Visitors
let contactId: string
let link: string

beforeAll(async () => {
  stage = await startDemoServer()
  await stage.base.owner.query(`update team set languages = '{en}' where name = 'Nummo Milan'`)
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test('markup in every field that a customer and an agent type goes in', async () => {
  const page = await visit()
  const customer = new Customer(page, texts)
  await customer.write('nummo', {
    name: short('customer-name'),
    email: 'anna@posta.example',
    touchpoint: 'billing',
    words: nasty('customer-words'),
    doubts: [nasty('customer-doubt').slice(0, 290)],
  })
  await customer.writeMore(nasty('customer-message'))
  link = customer.link
  const { rows } = await stage.base.owner.query('select id from contact order by opened_at desc limit 1')
  contactId = rows[0].id
  await expectInert(page, ['customer-words', 'customer-doubt', 'customer-message'])

  const agent = await signedIn('agentNummoLecce')
  const here = `/contacts/${contactId}`
  await send(agent, 'PUT', `${here}/assignment`)
  await send(agent, 'PATCH', here, { subject: nasty('subject').slice(0, 155) })
  await send(agent, 'POST', `${here}/messages`, { kind: 'reply', text: nasty('reply') })
  await send(agent, 'POST', `${here}/messages`, { kind: 'note', text: nasty('note') })
  const doubt = await send(agent, 'POST', `${here}/doubts`, { question: nasty('agent-doubt').slice(0, 290) })
  await send(agent, 'PUT', `${here}/doubts/${doubt.id}/answer`, { text: nasty('answer') })
  await send(agent, 'POST', `${here}/decisions`, {
    power: 'refund',
    amount: { minor: 1000, currency: 'EUR' },
    reason: nasty('reason').slice(0, 290),
  })
  const lift = { kind: 'lift', power: 'refund', amount: { minor: 9000, currency: 'EUR' } }
  const declined = await send(agent, 'POST', `${here}/support-requests`, { ...lift, reason: nasty('lift') })
  await send(agent, 'POST', `${here}/support-requests`, { kind: 'obstacle', reason: nasty('obstacle') })
  const coach = await signedIn('coachNummoLecce')
  await send(coach, 'PUT', `/support-requests/${declined.id}/answer`, {
    answer: 'declined',
    reason: nasty('decline'),
  })
})

test('and lies inert on every page that shows it', { timeout: 90_000 }, async () => {
  const shown: [PersonKey, string, string[]][] = [
    [
      'agentNummoLecce',
      `/desk/${contactId}`,
      [
        'customer-name',
        'customer-words',
        'customer-doubt',
        'customer-message',
        'subject',
        'reply',
        'note',
        'agent-doubt',
        'answer',
        'reason',
        'decline',
      ],
    ],
    ['agentNummoLecce', `/contacts/${contactId}`, ['customer-name', 'subject', 'customer-words']],
    ['agentNummoLecce', '/decisions', ['customer-name']],
    ['agentNummoLecce', '/support', ['lift', 'decline']],
    ['coachNummoLecce', '/support', ['obstacle', 'customer-name']],
    ['coachNummoLecce', '/support/history', ['lift', 'decline']],
    ['administrator', '/outbox', ['subject']],
    ['representativeNummo', '/decisions', ['reason']],
    ['representativeNummo', '/ledger', []],
  ]
  for (const [key, path, fields] of shown) {
    const page = await signedIn(key)
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectInert(page, fields)
    if (path === '/outbox') {
      await page
        .getByRole('link', { name: /subject </ })
        .first()
        .click()
      await page.getByRole('heading', { level: 1, name: /subject </ }).waitFor()
      await expectInert(page, [])
    }
    await page.context().close()
  }
  const customer = await visit()
  await customer.goto(link)
  await expectInert(customer, [
    'customer-words',
    'customer-message',
    'subject',
    'reply',
    'agent-doubt',
    'answer',
  ])
})

/** A page that would notice: scripts of the texts call `hit`, and nothing else does. */
async function visit(): Promise<Page> {
  const page = await visitors.visit({ language: 'it' })
  await page.addInitScript(() => {
    const hits: unknown[] = []
    Object.assign(window, { hits, hit: (where: unknown) => hits.push(where) })
  })
  return page
}

async function signedIn(key: PersonKey): Promise<Page> {
  const page = await visit()
  await signInAs(page, stage, key)
  return page
}

/** Each text is there to be read, letter by letter, and none of it became part of the page. */
async function expectInert(page: Page, fields: string[]): Promise<void> {
  for (const field of fields) await page.getByText(`${field} <`).first().waitFor()
  const made = await page.evaluate(() => ({
    hits: (window as unknown as { hits: unknown[] }).hits,
    elements: [...document.querySelectorAll('img[src=x], svg[onload], script:not([src]), [onerror], b')].map(
      ({ outerHTML }) => outerHTML,
    ),
    links: [...document.links].map(({ href }) => href).filter((href) => /^javascript:/i.test(href)),
  }))
  expect({ at: page.url(), ...made }).toEqual({ at: page.url(), hits: [], elements: [], links: [] })
  expect(visitors.troubles.filter((trouble) => /content security policy/i.test(trouble))).toEqual([])
}

/** Past the forms' own care, as anybody with a session can. */
async function send(page: Page, method: string, path: string, data?: object): Promise<{ id: string }> {
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'idempotency-key': `inert-${Math.random().toString(36).slice(2)}` },
    ...(data ? { data } : {}),
  })
  const body = await answer.text()
  expect([answer.status(), body]).toEqual([expect.toSatisfy((status: number) => status < 300), body])
  return body ? JSON.parse(body) : { id: '' }
}
