import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Practice, ScenarioDraft, ScenarioOffer } from '../../../src/contract/scenario.ts'
import { lookAtPast } from '../../../src/server/backtest/weekly.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'
import { type LittleClient, makeContact } from '../world.ts'

/** Past requests that led to nothing and would be decided at once today: found weekly, offered, made anonymous. */
let running: Running
let trainer: Actor

beforeAll(async () => {
  running = await startLittleServer()
  const { rows } = await running.base.owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('Olfa', 'olfa@operator.example', 'it') returning id`,
  )
  await running.base.owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [
    rows[0]!.id,
  ])
  const { sponsor } = running.world
  trainer = { ...sponsor, personId: rows[0]!.id, email: 'olfa@operator.example', roles: ['trainer'] }
})
afterAll(() => running.close())

const hoursAgo = (hours: number) => new Date(running.base.clock.now.getTime() - hours * 3_600_000)

/** A lift of some euros that led to nothing, in a contact that ended; some hours ago. */
async function request(
  client: LittleClient,
  minor: number,
  hours: number,
  { closed = true, state = 'declined' } = {},
): Promise<string> {
  const { owner } = running.base
  const contactId = await makeContact(running.base, client)
  await owner.query('delete from message where contact_id = $1', [contactId])
  const say = (kind: string, text: string, at: Date) =>
    owner.query(
      `insert into message (client_id, contact_id, kind, author_id, text, at) values ($1, $2, $3, $4, $5, $6)`,
      [client.id, contactId, kind, kind === 'customer' ? null : client.agent.personId, text, at],
    )
  await say('customer', 'Sono Giulia Ferrante: mi avete preso 20 €.', hoursAgo(hours + 2))
  await say('reply', 'Buongiorno signora Ferrante, chiedo.', hoursAgo(hours + 1))
  await say('customer', 'Va bene, aspetto.', hoursAgo(hours - 0.2))
  await say('reply', 'Purtroppo non si può.', hoursAgo(hours - 0.3))
  await owner.query(
    `insert into support_request (client_id, contact_id, team_id, agent_id, kind, mandate_id, power, amount_minor,
       currency, reason, level, minutes, within_stretch, asked_at, due_at, state, answered_at, known)
     values ($1, $2, $3, $4, 'lift', $5, 'refund', $6, 'EUR', 'x', 'coach', 10, false, $7, $7, $8, $9, '{}')`,
    [
      ...[client.id, contactId, client.teamId, client.agent.personId, client.mandateId, minor],
      ...[hoursAgo(hours), state, state === 'open' ? null : hoursAgo(hours - 0.1)],
    ],
  )
  if (closed)
    await owner.query(
      `update contact set state = 'closed', closure = 'unconfirmed', closed_at = $2 where id = $1`,
      [contactId, hoursAgo(1)],
    )
  return contactId
}

const look = (client: LittleClient) =>
  running.base.db.work([client.id], (work) => lookAtPast({ ...work, now: running.base.clock.now }, client.id))
const offers = async () => {
  const { body } = await running.call(trainer, 'scenario.listOffers', {})
  return body as unknown as {
    items: ScenarioOffer[]
    looked: { asks: number; week: string } | null
    lacking: unknown
  }
}
const asked = async () => (await offers()).items.filter(({ kind }) => kind === 'asked').map(({ id }) => id)

test('a week is looked at once; what would be decided today is offered, the newest first', async () => {
  const { alpha, beta } = running.world
  expect(await offers()).toMatchObject({ items: [], looked: null })
  // the path asks for cases of each power, and there are none yet
  expect((await offers()).lacking).toEqual(
    [alpha, beta].map(({ id, slug }) => ({
      clientId: id,
      clientName: slug,
      powers: expect.arrayContaining(['refund', 'fee_waiver', 'deadline_moved', 'exception']),
    })),
  )
  const older = await request(alpha, 4000, 30)
  const newer = await request(alpha, 5000, 20)
  await request(alpha, 5001, 19)
  await request(alpha, 1000, 18, { closed: false })
  await request(alpha, 1000, 17, { closed: false, state: 'open' })
  const foreign = await request(beta, 900, 10)
  expect(await look(alpha)).toBe(true)
  expect(await look(alpha)).toBe(false)
  // 40 and 50 euros are within the mandate; the year's limit of 100 euros leaves 10 more, and then no further
  expect(await asked()).toEqual([newer, older])
  expect((await offers()).looked).toMatchObject({ asks: 5 })
  expect(await look(beta)).toBe(true)
  expect(await asked()).toEqual([foreign, newer, older])
  expect(JSON.stringify(await offers())).not.toMatch(/Giulia|Ferrante/)
  for (const actor of [alpha.agent, alpha.coach, alpha.manager])
    expect((await running.call(actor, 'scenario.listOffers', {})).status).toBe(403)
})

test('one step makes a draft of it with nobody in it, weighed on the mandate that would grant it', async () => {
  const { alpha } = running.world
  const contactId = (await asked())[1]!
  const made = await running.call(trainer, 'scenario.create', { body: { source: 'backtest', contactId } })
  expect(made.status).toBe(201)
  const draft = made.body as unknown as ScenarioDraft
  expect(draft).toMatchObject({ source: 'backtest', power: 'refund', state: 'draft', amountPercent: 100 })
  expect(JSON.stringify(draft.content)).not.toMatch(/Giulia|Ferrante/)
  expect(draft.content).toMatchObject({ decideAt: 0, decided: null })
  expect(await asked()).not.toContain(contactId)
  const params = { scenarioId: draft.id }
  // nobody practises it before a person has looked
  expect((await running.call(alpha.agent, 'practice.start', { params })).status).toBe(404)
  const content = { ...draft.content, situation: 'Cliente da anni.', reach: 'Tutto, subito.' }
  const saved = await running.call(trainer, 'scenario.save', {
    params,
    body: { revision: 1, content, amountPercent: 90 },
  })
  expect(saved.body).toMatchObject({ amountPercent: 90 })
  const approved = await running.call(trainer, 'scenario.approve', { params, body: { revision: 2 } })
  expect([approved.status, approved.body.original]).toEqual([200, null])
  const { body } = await running.call(alpha.agent, 'practice.start', { params })
  const begun = body as unknown as Practice
  const answer = await running.call(alpha.agent, 'practice.answer', {
    params: { practiceId: begun.id, turn: '0' },
    body: { words: 'Rimborso.', decision: { power: 'refund', minor: 5000, days: null } },
  })
  expect(answer.status).toBe(200)
  const last = await running.call(alpha.agent, 'practice.answer', {
    params: { practiceId: begun.id, turn: '1' },
    body: { words: 'Buona giornata.' },
  })
  expect((last.body as unknown as Practice).outcome).toMatchObject({
    mine: { verdict: 'granted', used: true },
    upTo: { minor: 5000 },
    decided: null,
  })
})

test('what was made or left out is offered no more, and which of the two nobody can tell', async () => {
  const { alpha, beta } = running.world
  const left = (await asked())[0]!
  const params = { contactId: left }
  expect((await running.call(alpha.coach, 'scenario.leaveOffer', { params })).status).toBe(403)
  expect((await running.call(trainer, 'scenario.leaveOffer', { params })).status).toBe(204)
  expect(await asked()).not.toContain(left)
  const { clock, owner } = running.base
  clock.now = new Date(clock.now.getTime() + 7 * 86_400_000)
  for (const client of [alpha, beta]) expect(await look(client)).toBe(true)
  expect(await asked()).toHaveLength(1)
  const { rows } = await owner.query<Record<string, unknown>>('select * from offer_left')
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(Object.keys(row).sort()).toEqual(['client_id', 'contact_id'])
})

test('only what the last look found is made a case of the backtest', async () => {
  const { alpha } = running.world
  const contactId = await request(alpha, 100, 5)
  const made = await running.call(trainer, 'scenario.create', { body: { source: 'backtest', contactId } })
  expect(made.status).toBe(404)
})
