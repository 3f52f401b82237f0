import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allRoutes, type OperationId } from '../../../src/contract/all.ts'
import type { Route } from '../../../src/contract/route.ts'
import { exportLedger } from '../../../src/server/ledger/export.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { requestsAt, type Things } from '../../contract/requests.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'
import { growTogether, listen, makeTrainer, momentsIn, variantsOf } from './attacker.ts'

/**
 * Law 6, attacked. An agent works on contacts, each act in a minute of its own; then everybody else asks
 * everything there is to ask, in every filter and page, and does everything there is to do. None of those minutes
 * may be in any answer, cursor, error, export, log line or live event: with them a handling time could be told.
 */
const operations = Object.keys(allRoutes) as OperationId[]
const row = (operationId: OperationId) => allRoutes[operationId] as Route

/** Minutes of 2026-11-12, UTC, in which the agent did something that is theirs alone. */
const secret: string[] = []
/** What is told exactly, since trust needs it (docs/privacy.md): a decision, a request for support. */
const told = ['09:12', '09:44']

let running: Running
let things: Things
let readers: [role: string, actor: Actor][]
let released: string
let watched: { manager: string[]; administrator: string[]; coach: string[]; log: string[] }

beforeAll(async () => {
  running = await startLittleServer()
  const { base, world, server } = running
  const { alpha } = world
  const { agent } = alpha
  readers = [
    ['agent', alpha.agent2],
    ['coach', alpha.coach],
    ['manager', alpha.manager],
    ['client_representative', alpha.representative],
    ['sponsor', world.sponsor],
    ['administrator', world.administrator],
    ['trainer', await makeTrainer(running)],
  ]
  // 'fatal' would do for a quiet run; what an operator who logs each request would keep is what is looked at
  server.platform.log.level = 'info'
  const log: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => log.push(String(line)) > 0)
  const manager = await listen(running, alpha.manager)
  const administrator = await listen(running, world.administrator)
  const coach = await listen(running, alpha.coach)

  const clock = (minute: string) => {
    base.clock.now = new Date(`2026-11-12T${minute}:13.371Z`)
  }
  const act = async (minute: string, operationId: OperationId, request: object) => {
    clock(minute)
    if (!told.includes(minute)) secret.push(minute)
    const answer = await running.call(agent, operationId, request)
    expect([operationId, answer.status < 300]).toEqual([operationId, true])
    return answer.body
  }
  clock('08:03')
  const contactId = await makeContact(base, alpha, { agentId: null, doubts: ['Devo pagare?'] })
  const other = await makeContact(base, alpha, { agentId: null, customer: 2 })
  await base.owner.query(
    `update contact set opened_at = '2026-11-12T08:03:00Z', waiting_since = '2026-11-12T08:03:00Z'`,
  )
  await base.owner.query(`update message set at = '2026-11-12T08:03:00Z'`)
  await base.owner.query(`update doubt set created_at = '2026-11-12T08:03:00Z'`)
  const doubt = await base.owner.query<{ id: string }>('select id from doubt where contact_id = $1', [
    contactId,
  ])
  const doubtId = doubt.rows[0]!.id
  const params = { contactId }
  await act('09:07', 'contact.take', { params })
  const decided = await act('09:12', 'decision.create', {
    params,
    body: { power: 'refund', amount: { minor: 500, currency: 'EUR' }, reason: 'un errore nostro' },
  })
  await act('09:16', 'message.create', { params, body: { kind: 'reply', text: 'Ecco' } })
  await act('09:18', 'message.create', { params, body: { kind: 'note', text: 'Richiamare' } })
  await act('09:21', 'doubt.answer', { params: { contactId, doubtId }, body: { text: 'No' } })
  await act('09:24', 'closure.propose', { params })
  const called = await act('09:31', 'contact.create', {
    body: {
      ...{ customerId: alpha.customers[1]!, teamId: alpha.teamId, touchpoint: 'billing' },
      ...{ subject: 'Una chiamata', words: 'Pronto', note: 'Era agitata', doubts: ['Quando?'] },
    },
  })
  released = called.id as string
  await act('09:38', 'contact.release', { params: { contactId: released } })
  await act('09:43', 'contact.take', { params: { contactId: other } })
  const asked = await act('09:44', 'support.create', {
    params: { contactId: other },
    body: { kind: 'obstacle', reason: 'non si apre' },
  })
  await act('09:52', 'closure.withdraw', { params })
  await act('09:57', 'closure.propose', { params })
  const { sessionId, reviewId } = await growTogether(running, contactId, clock, act)
  clock('11:50')
  // the client's days pass: silence closes, and says so
  const closes = base.clock.now
  base.clock.now = new Date('2026-11-17T23:00:01Z')
  await server.sweep()
  base.clock.now = closes
  await server.sweep()
  watched = {
    manager: await manager.stop(),
    administrator: await administrator.stop(),
    coach: await coach.stop(),
    log,
  }
  spy.mockRestore()
  server.platform.log.level = 'silent'
  things = {
    client: alpha,
    contactId,
    doubtId,
    decisionId: (decided.decision as { id: string }).id,
    requestId: asked.id as string,
    personId: agent.personId,
    expectationId: randomUUID(),
    opportunityId: randomUUID(),
    sessionId,
    reviewId,
    goalId: randomUUID(),
  }
})
afterAll(() => running.close())

test('the attack sees what it looks for: the agent’s own answer is full of it', async () => {
  const own = await running.call(running.world.alpha.agent, 'contact.show', {
    params: { contactId: things.contactId },
  })
  const seen = momentsIn(JSON.stringify(own.body), secret)
  expect(seen).toEqual(['09:07', '09:16', '09:18', '09:24', '09:52', '09:57'])
  const { coach } = running.world.alpha
  for (const operationId of [
    'coaching.show',
    'coaching.calendar',
    'coaching.contacts',
    'review.show',
  ] as const) {
    const reached = await running.call(coach, operationId, requestsAt(things)[operationId])
    expect([operationId, reached.status]).toEqual([operationId, 200])
  }
  const mirror = await running.call(running.world.alpha.agent, 'mirror.show')
  expect(mirror.body).toMatchObject({ whole: { contacts: 2 } })
})

describe('everything there is to ask', () => {
  test.each(['agent', 'coach', 'manager', 'client_representative', 'sponsor', 'administrator', 'trainer'])(
    'as %s: no minute of the agent’s work',
    async (role) => {
      const actor = readers.find(([name]) => name === role)![1]
      const leaks: string[] = []
      let answered = 0
      // a file is not JSON: backtest.history is columns of decisions and requests, which are told exactly anyway
      const answering = operations.filter((id) => row(id).method === 'GET' && row(id).returns)
      for (const operationId of answering)
        for (const contactId of [things.contactId, released]) {
          const request = requestsAt({ ...things, contactId })[operationId]
          for (const query of variantsOf(row(operationId).query)) {
            const answer = await running.call(actor, operationId, {
              ...request,
              query: { ...request.query, ...query },
            })
            if (answer.status === 200) answered += 1
            const text = JSON.stringify(answer.body) + JSON.stringify([...answer.headers])
            for (const minute of momentsIn(text, secret))
              leaks.push(`${operationId} ${JSON.stringify(query)}: ${minute}`)
          }
        }
      expect(leaks).toEqual([])
      expect(answered).toBeGreaterThan(10)
    },
  )
})

describe('everything there is to do', () => {
  test.each(['agent', 'coach', 'manager', 'client_representative', 'sponsor', 'administrator', 'trainer'])(
    'as %s: no answer and no error tells a minute of it',
    async (role) => {
      const actor = readers.find(([name]) => name === role)![1]
      const leaks: string[] = []
      for (const operationId of operations) {
        // ends the attacker's own session, or changes who they are
        if (row(operationId).method === 'GET' || /^(session|setup|account|person)\./.test(operationId))
          continue
        const answer = await running.call(actor, operationId, requestsAt(things)[operationId])
        for (const minute of momentsIn(JSON.stringify(answer.body), secret))
          leaks.push(`${operationId}: ${minute}`)
      }
      expect(leaks).toEqual([])
    },
  )

  test('there is no address of another’s mirror, for anybody', async () => {
    const { alpha, sponsor, administrator } = running.world
    for (const actor of [alpha.coach, alpha.manager, sponsor, administrator]) {
      const cookie = await running.cookieOf(actor)
      for (const path of [
        `/mirror/${alpha.agent.personId}`,
        `/people/${alpha.agent.personId}/mirror`,
        `/people/${alpha.agent.personId}/handling-times`,
      ]) {
        const answer = await fetch(`${running.url}/api/v1${path}`, { headers: { cookie } })
        expect([path, answer.status]).toEqual([path, 404])
      }
      const asked = await fetch(`${running.url}/api/v1/mirror?personId=${alpha.agent.personId}`, {
        headers: { cookie },
      })
      expect([400, 403]).toContain(asked.status)
    }
  })
})

describe('what leaves in other ways', () => {
  test('the ledger’s export', async () => {
    const written = await exportLedger(running.base.db, things.client.id)
    let text = JSON.stringify(written?.header ?? null)
    for await (const line of written?.lines ?? []) text += `${line}\n`
    expect(text).toContain('decision.made')
    expect(momentsIn(text, secret)).toEqual([])
  })

  test('a manager’s live stream says nothing when people take and give back', () => {
    expect(watched.manager.filter((line) => line.includes('"contact"'))).toEqual([])
  })

  test('an administrator’s says nothing when a mail to a customer leaves', () => {
    expect(watched.administrator.filter((line) => /"(contact|mail)"/.test(line))).toEqual([])
  })

  test('a colleague’s says that a contact changed, and neither who nor what', () => {
    const events = watched.coach.filter((line) => line.includes('"contact"'))
    expect(events.length).toBeGreaterThan(3)
    for (const line of events)
      expect(Object.keys(JSON.parse(line.replace(/^data: /, '')) as object).sort()).toEqual([
        'id',
        'teamId',
        'topic',
      ])
  })

  test('the log has no person and no contact in it', () => {
    const text = watched.log.join('')
    expect(text).toContain('/api/v1/contacts/:contactId/assignment')
    for (const one of [
      things.contactId,
      released,
      running.world.alpha.agent.personId,
      running.world.alpha.agent.email,
    ])
      expect(text).not.toContain(one)
  })

  test('there are no metrics to read', async () => {
    for (const path of ['/metrics', '/health/metrics', '/api/v1/metrics', '/health/ready', '/health/live']) {
      const text = await (await fetch(`${running.url}${path}`)).text()
      expect([path, /# (HELP|TYPE)/.test(text), momentsIn(text, secret)]).toEqual([path, false, []])
    }
  })
})
