import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

/** What a refused attempt becomes, and who sees it. */
let running: Running
let decisionId: string
let breachId: string
let trainer: Actor
const words = 'Il rimborso di 23,50 € era eccessivo.'
beforeAll(async () => {
  running = await startLittleServer()
  const { alpha } = running.world
  const { rows } = await running.base.owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('Olfa', 'olfa@operator.example', 'it') returning id`,
  )
  await running.base.owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [
    rows[0]!.id,
  ])
  trainer = {
    ...running.world.sponsor,
    personId: rows[0]!.id,
    email: 'olfa@operator.example',
    roles: ['trainer'],
  }
  const contactId = await makeContact(running.base, alpha)
  const outcome = await running.base.db.work([alpha.id], (work) =>
    decideForCustomer(work, alpha.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 2350, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: running.url,
    }),
  )
  decisionId = outcome.outcome === 'decided' ? outcome.decision.id : ''
  const answer = await running.call(alpha.coach, 'feedback.create', {
    body: { kind: 'improve', teamId: alpha.teamId, personId: alpha.agent.personId, text: words },
  })
  breachId = (answer.body.refusal as { breachId: string }).breachId
})
afterAll(() => running.close())

type Seen = { breach: Record<string, unknown>; words: string | null; power: string | null }
const show = async (actor: Parameters<Running['call']>[0]) =>
  (await running.call(actor, 'breach.show', { params: { breachId } })) as { status: number; body: unknown }

test('who sees a refused attempt, and what of it', async () => {
  const { alpha, beta, administrator } = running.world
  const author = (await show(alpha.coach)).body as Seen
  expect(author).toMatchObject({ words, power: 'refund', breach: { part: 'author', decisionId: null } })
  const concerned = (await show(alpha.agent)).body as Seen
  expect(concerned).toMatchObject({
    words: null,
    breach: { part: 'concerned', authorName: null, decisionId },
  })
  for (const above of [alpha.manager, administrator])
    expect((await show(above)).body).toMatchObject({
      words: null,
      breach: { part: 'above', authorName: 'coach alpha', decisionId: null },
    })
  for (const other of [alpha.agent2, beta.coach, beta.manager]) expect((await show(other)).status).toBe(404)
  const lists = [alpha.agent, alpha.coach, alpha.manager, alpha.agent2].map(
    async (actor) => ((await running.call(actor, 'breach.list', {})).body.items as unknown[]).length,
  )
  expect(await Promise.all(lists)).toEqual([1, 1, 1, 0])
})

test('what a manager tried is not for managers', async () => {
  const { alpha, administrator } = running.world
  const answer = await running.call(alpha.manager, 'feedback.create', {
    body: { kind: 'improve', teamId: alpha.teamId, personId: alpha.agent.personId, text: words },
  })
  const params = { breachId: (answer.body.refusal as { breachId: string }).breachId }
  expect((await running.call(alpha.coach, 'breach.show', { params })).status).toBe(404)
  expect((await running.call(administrator, 'breach.show', { params })).status).toBe(200)
})

test('a learning case: nobody in it, read by the trainer, counted as what the attempt became', async () => {
  const { alpha } = running.world
  const body = { teamId: alpha.teamId, power: 'refund', breachId }
  const named = await running.call(alpha.coach, 'learning.create', {
    body: { ...body, question: 'Perché agent alpha ha scelto questo?' },
  })
  expect([named.status, named.body.code]).toEqual([422, 'names_somebody'])
  const ofCustomer = await running.call(alpha.coach, 'learning.create', {
    body: { ...body, question: 'Che cosa serviva alla signora Ferrante?' },
  })
  expect(ofCustomer.body.code).toBe('names_somebody')
  const written = await running.call(alpha.coach, 'learning.create', {
    body: { ...body, question: 'Quando basta spiegare, e quando serve restituire?' },
  })
  expect(written.body).toMatchObject({
    outcome: 'written',
    learningCase: { power: 'refund', touchpoint: 'billing', amount: { minor: 2350 }, mandateNumber: 1 },
  })
  const text = JSON.stringify(written.body)
  for (const hidden of ['agent alpha', 'Giulia', alpha.agent.personId, decisionId, 'coach alpha'])
    expect(text).not.toContain(hidden)
  expect(((await show(alpha.coach)).body as Seen).breach.became).toBe('learning')
  const params = { caseId: (written.body.learningCase as { id: string }).id }
  const use = (note: string) => running.call(trainer, 'learning.use', { params, body: { note } })
  expect((await use('Uno scenario su agent alpha')).body.code).toBe('names_somebody')
  expect((await use('Uno scenario di dieci minuti')).body).toMatchObject({ state: 'used', mayUse: false })
  expect((await use('Ancora')).body.code).toBe('already_answered')
  const counted = await running.call(alpha.representative, 'guarantee.show', {})
  expect(counted.body.items).toMatchObject([
    { given: 1, honoured: 1, refused: 2, learning: 1, proposals: 0, left: 1 },
  ])
})

test('a proposal: answered by whoever may change the mandate, a decline with its reason', async () => {
  const { alpha, administrator } = running.world
  const propose = async () => {
    const answer = await running.call(alpha.coach, 'proposal.create', {
      body: { teamId: alpha.teamId, power: 'refund', change: 'Fino a 20 €', why: 'Basta quasi sempre.' },
    })
    return (answer.body.proposal as { id: string }).id
  }
  const first = await propose()
  const answer = (actor: Parameters<Running['call']>[0], proposalId: string, body: object) =>
    running.call(actor, 'proposal.answer', { params: { proposalId }, body })
  expect((await answer(alpha.coach, first, { answer: 'accepted' })).body.code).toBe('not_permitted')
  expect((await answer(running.world.beta.manager, first, { answer: 'accepted' })).status).toBe(404)
  expect((await answer(alpha.manager, first, { answer: 'declined' })).body.code).toBe('invalid_input')
  const blaming = { answer: 'declined', reason: 'agent alpha refunds too much: a mistake.' }
  expect((await answer(alpha.manager, first, blaming)).body.code).toBe('guarantee_holds')
  const declined = await answer(alpha.manager, first, {
    answer: 'declined',
    reason: 'I clienti ci perderebbero.',
  })
  expect(declined.body).toMatchObject({ state: 'declined', answer: 'I clienti ci perderebbero.' })
  expect((await answer(administrator, first, { answer: 'accepted' })).body.code).toBe('already_answered')
  expect((await answer(administrator, await propose(), { answer: 'accepted' })).body.state).toBe('accepted')
})

test('my own decisions with what protects each, and nobody else’s', async () => {
  const { alpha } = running.world
  const mine = await running.call(alpha.agent, 'guarantee.list', {})
  expect(mine.body.items).toMatchObject([
    {
      decisionId,
      guaranteed: true,
      mandate: { number: 1, signatures: [{ side: expect.any(String) }, { side: expect.any(String) }] },
      entry: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ])
  for (const other of [alpha.coach, alpha.agent2])
    expect((await running.call(other, 'guarantee.list', {})).body.items).toEqual([])
})
