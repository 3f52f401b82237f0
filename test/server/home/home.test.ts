import { afterAll, beforeAll, expect, test } from 'vitest'
import { home } from '../../../src/contract/home.ts'
import { homeApi } from '../../../src/server/home/api.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeOpportunity } from '../coaching/opportunity.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleClient, type LittleWorld, makeContact, makeWorld } from '../world.ts'

let database: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  await makeMonth(world.alpha)
})
afterAll(() => database.close())

const daysAgo = (days: number) => new Date(database.clock.now.getTime() - days * 86_400_000)

/** What the reader's home says, as the contract lets it out. */
async function homeOf(actor: Actor) {
  const handlers = homeApi({ db: database.db } as Platform)
  return home.parse(await handlers['home.show']({ actor } as Parameters<(typeof handlers)['home.show']>[0]))
}

/** 22 closed contacts in the month (one unhappy without a decision, one that came back), one before it, one open. */
async function makeMonth(client: LittleClient): Promise<void> {
  const { owner } = database
  const close = (id: string, closure: string, days: number) =>
    owner.query(`update contact set state = 'closed', closure = $2, closed_at = $3 where id = $1`, [
      id,
      closure,
      daysAgo(days),
    ])
  const rate = (id: string, csat: number, words: string | null) =>
    owner.query('insert into rating (client_id, contact_id, csat, words, at) values ($1, $2, $3, $4, $5)', [
      client.id,
      id,
      csat,
      words,
      daysAgo(2),
    ])
  for (let n = 0; n < 22; n++) {
    const id = await makeContact(database, client)
    await close(id, n < 20 ? 'confirmed' : 'unconfirmed', n === 1 ? 0.5 : 1 + n)
    if (n === 0) await rate(id, 5, 'Finalmente qualcuno che decide')
    if (n === 1) await rate(id, 1, 'Mai più')
    // Before the mandate was in force: nothing could have been decided.
    if (n === 5) await rate(id, 2, null)
    if (n === 2)
      await owner.query(
        `insert into contact_event (client_id, contact_id, kind, at) values ($1, $2, 'reopened', $3)`,
        [client.id, id, daysAgo(3)],
      )
  }
  await close(await makeContact(database, client), 'unconfirmed', 40)
  await makeContact(database, client, { agentId: null })
  const contact = await makeContact(database, client)
  await owner.query('update contact set returned = true where id = $1', [contact])
  for (const [amount, currency] of [
    [5000, 'EUR'],
    [5001, 'EUR'],
    [50_000, 'TND'],
  ])
    await owner.query(
      `insert into decision (client_id, contact_id, customer_id, team_id, agent_id, mandate_id, power, amount_minor,
         currency, reason, basis, checks, at, guaranteed)
       values ($1, $2, $3, $4, $5, $6, 'refund', $7, $8, 'x', 'mandate', '[]', $9, true)`,
      [
        client.id,
        contact,
        client.customers[0],
        client.teamId,
        client.agent.personId,
        client.mandateId,
        amount,
        currency,
        daysAgo(1),
      ],
    )
  const request = async (state: string, level: string, kind: string, due: Date, answered: Date | null) =>
    owner.query(
      `insert into support_request (client_id, contact_id, team_id, agent_id, kind, mandate_id, power, amount_minor,
         currency, reason, level, minutes, within_stretch, asked_at, due_at, state, answered_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'x', $10, 10, false, $11, $12, $13, $14)`,
      [
        client.id,
        contact,
        client.teamId,
        client.agent.personId,
        kind,
        client.mandateId,
        ...(kind === 'lift' ? ['refund', 9000, 'EUR'] : [null, null, null]),
        level,
        daysAgo(5),
        due,
        state,
        answered,
      ],
    )
  await request('granted', 'coach', 'lift', daysAgo(4), daysAgo(4.5))
  await request('stood', 'coach', 'lift', daysAgo(4), daysAgo(4))
  await request('open', 'manager', 'lift', daysAgo(1), null)
  await request('open', 'coach', 'obstacle', daysAgo(-1), null)
}

test('an agent’s: who needs me now', async () => {
  const { agent, coach } = await homeOf(world.alpha.agent)
  expect(coach).toBeNull()
  expect(agent).toMatchObject({ waiting: 1, mine: 1, withCustomer: 0, decisions: 3 })
  expect(agent?.returned).toHaveLength(1)
  expect(agent?.thanks.map(({ words }) => words)).toEqual(['Finalmente qualcuno che decide'])
  expect((await homeOf(world.alpha.agent2)).agent).toMatchObject({
    waiting: 1,
    mine: 0,
    decisions: 0,
    thanks: [],
  })
})

test('a coach’s: patterns of the team by touchpoint, with their evidence counted', async () => {
  const { coach } = await homeOf(world.alpha.coach)
  expect(coach).toMatchObject({
    closed: 22,
    confirmed: { count: 20, of: 22, interval: [expect.closeTo(0.722, 3), expect.closeTo(0.975, 3)] },
    // nobody has looked at the team yet
    opportunities: [],
  })
  expect(coach?.support.map(({ kind }) => kind)).toEqual(['obstacle'])
  expect(coach?.praise).toHaveLength(1)

  await makeOpportunity(database, world.alpha, { week: '2026-11-09' })
  expect((await homeOf(world.alpha.coach)).coach?.opportunities).toMatchObject([
    { kind: 'returning_doubt', subject: 'billing', state: 'new', ownTeam: true },
  ])
  expect((await homeOf(world.beta.coach)).coach?.opportunities).toEqual([])
})

test('a manager’s: what blocks the front line', async () => {
  const { manager } = await homeOf(world.alpha.manager)
  expect(manager).toMatchObject({
    answeredInTime: { count: 1, of: 3, interval: null },
    stoodBySilence: 1,
    teams: [{ id: world.alpha.teamId, name: 'Team alpha', clientName: 'alpha', waiting: 1, openSupport: 2 }],
  })
  expect(manager?.support.map(({ level }) => level)).toEqual(['manager'])
  expect(manager?.obstacles.map(({ kind }) => kind)).toEqual(['obstacle'])
})

test('a client’s: its own and nobody else’s', async () => {
  const { client } = await homeOf(world.alpha.representative)
  expect(client).toMatchObject({
    clientName: 'alpha',
    mandate: { id: world.alpha.mandateId, state: 'in_force' },
    toSign: [],
    confirmed: { count: 20, of: 22 },
    totals: [
      { power: 'refund', count: 2, amount: { minor: 10001, currency: 'EUR' } },
      { power: 'refund', count: 1, amount: { minor: 50_000, currency: 'TND' } },
    ],
  })
  expect(client?.decisions.map(({ agentName }) => agentName)).toEqual([null, null, null])
  const other = (await homeOf(world.beta.representative)).client
  expect(other).toMatchObject({
    clientName: 'beta',
    decisions: [],
    totals: [],
    confirmed: { count: 0, of: 0 },
  })
})

test('a sponsor’s: costs by client, in each currency’s own units', async () => {
  const { sponsor } = await homeOf(world.sponsor)
  expect(sponsor?.clients).toMatchObject([
    {
      name: 'alpha',
      decisions: 3,
      totals: [
        { minor: 10001, currency: 'EUR' },
        { minor: 50_000, currency: 'TND' },
      ],
      small: { count: 2, of: 3, interval: null },
      happy: { count: 1, of: 3 },
    },
    { name: 'beta', decisions: 0, totals: [], confirmed: { of: 0 } },
  ])
  expect(sponsor?.sites.map(({ name, confirmed }) => [name, confirmed.of])).toEqual([
    ['Site alpha', 22],
    ['Site beta', 0],
  ])
  expect(sponsor?.lateSupport).toBe(1)
})

test('an administrator’s: what is broken or missing', async () => {
  const before = (await homeOf(world.administrator)).administrator
  expect(before).toMatchObject({
    clients: 2,
    teams: 2,
    jobsFailing: 0,
    clientsWithoutMandate: [],
    teamsWithoutCoach: [],
  })
  await database.owner.query('update person set active = false where id = $1', [world.beta.coach.personId])
  const after = (await homeOf(world.administrator)).administrator
  expect(after?.teamsWithoutCoach).toEqual([{ id: world.beta.teamId, name: 'Team beta' }])
  expect(after?.people).toBe(before!.people - 1)
})
