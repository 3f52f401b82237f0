import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

let running: Running

beforeAll(async () => {
  running = await startLittleServer()
})
afterAll(() => running.close())

test('an agent’s whole path over HTTP: open, answer, note, propose, withdraw, give back, take next', async () => {
  const { agent, agent2, customers, teamId } = running.world.alpha
  const opened = await running.call(agent, 'contact.create', {
    body: {
      customerId: customers[0],
      teamId,
      touchpoint: 'billing',
      subject: 'Una commissione',
      words: 'Buongiorno',
    },
  })
  expect(opened.status).toBe(201)
  const params = { contactId: String(opened.body.id) }
  const asked = await running.call(agent, 'doubt.create', { params, body: { question: 'Devo pagare?' } })
  expect([asked.status, asked.body.answer]).toEqual([201, null])
  expect((await running.call(agent, 'closure.propose', { params })).body.code).toBe('doubts_unanswered')
  const doubtParams = { ...params, doubtId: String(asked.body.id) }
  await running.call(agent, 'doubt.answer', { params: doubtParams, body: { text: 'No.' } })
  expect((await running.call(agent, 'doubt.remove', { params: doubtParams })).body.code).toBe(
    'already_answered',
  )
  const note = await running.call(agent2, 'message.create', { params, body: { kind: 'note', text: 'Ciao' } })
  expect([note.status, note.body.mine, note.body.authorName]).toEqual([201, true, 'agent alpha'])
  const proposed = await running.call(agent, 'closure.propose', { params })
  expect([proposed.status, proposed.body.state]).toEqual([200, 'with_customer'])
  expect((await running.call(agent, 'closure.withdraw', { params })).body.state).toBe('with_agent')
  const named = await running.call(agent, 'contact.update', { params, body: { subject: 'Altro nome' } })
  expect(named.body.subject).toBe('Altro nome')
  expect((await running.call(agent2, 'contact.take', { params })).body.code).toBe('already_taken')
  expect((await running.call(agent, 'contact.release', { params })).status).toBe(204)
  const next = await running.call(agent2, 'contact.takeNext')
  expect([next.status, next.body]).toEqual([201, params])
  expect((await running.call(agent2, 'contact.takeNext')).body.code).toBe('nobody_waiting')
})

test('lists by cursor, and refuses one that is not ours', async () => {
  const { agent } = running.world.alpha
  for (let i = 0; i < 5; i++) await makeContact(running.base, running.world.alpha, { agentId: null })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: Record<string, string> = { view: 'waiting', limit: '2', ...(cursor ? { cursor } : {}) }
    const { body } = await running.call(agent, 'contact.list', { query })
    const page = body as unknown as { items: { id: string }[]; nextCursor: string | null }
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  for (const key of [
    ['x', 'y', 'z'],
    [0, '1', seen[0]],
    [0.5, '2026-11-01T08:00:00.000000Z', seen[0]],
  ]) {
    const bad = Buffer.from(JSON.stringify(key)).toString('base64url')
    const answer = await running.call(agent, 'contact.list', { query: { cursor: bad } })
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_cursor'])
  }
})
