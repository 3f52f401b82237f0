import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeApp, type TestApp, tokenIn } from '../platform/app.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let database: TestDatabase
let world: LittleWorld
let app: TestApp
let cookie: string

beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  app = await makeApp(database)
  cookie = await app.signIn(world.administrator)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const invite = (body: object) => app.ask('POST', '/api/v1/people', { cookie, body })

test('an invitation is mailed in the person’s language, and its link lets them in', async () => {
  const { alpha, beta } = world
  const body = {
    name: 'نادية بن علي',
    email: 'Nadia@Centro.example',
    language: 'ar',
    assignments: [
      { role: 'agent', teamId: alpha.teamId },
      { role: 'coach', teamId: beta.teamId },
      { role: 'manager', siteId: beta.siteId },
    ],
  }
  const invited = await invite(body)
  expect(invited.statusCode).toBe(201)
  expect(invited.json().assignments.map((held: { role: string }) => held.role)).toEqual([
    'agent',
    'coach',
    'manager',
  ])
  const { rows } = await database.owner.query(`select * from mail where to_address = 'nadia@centro.example'`)
  expect(rows[0]).toMatchObject({ kind: 'invitation', language: 'ar', client_id: null })
  expect(rows[0].subject).toContain('في انتظارك')
  expect(rows[0].text).toContain('24 ساعة')
  const token = tokenIn(rows[0].text)
  const entered = await app.ask('POST', '/api/v1/session-links/redemption', { body: { token } })
  expect(entered.json()).toEqual({ personId: invited.json().id })
  expect((await invite({ ...body, email: 'nadia@centro.example' })).json().code).toBe('already_exists')
})

test('each role has its kind of place, and a client’s people none of the operator’s roles', async () => {
  const { alpha, beta } = world
  const faulty = [
    [{ role: 'agent' }],
    [{ role: 'agent', siteId: alpha.siteId }],
    [{ role: 'administrator', clientId: alpha.id }],
    [{ role: 'coach', teamId: alpha.siteId }],
    [
      { role: 'agent', teamId: alpha.teamId },
      { role: 'agent', teamId: alpha.teamId },
    ],
    [{ role: 'client_representative', clientId: alpha.id }, { role: 'administrator' }],
    [
      { role: 'client_representative', clientId: alpha.id },
      { role: 'client_representative', clientId: beta.id },
    ],
  ]
  for (const assignments of faulty) {
    const answer = await invite({ name: 'X', email: 'x@centro.example', language: 'en', assignments })
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([
      400,
      expect.stringContaining('assignments'),
    ])
  }
  const { rows } = await database.owner.query(`select 1 from person where email = 'x@centro.example'`)
  expect(rows).toEqual([])
})

test('a representative’s invitation belongs to their client', async () => {
  const assignments = [{ role: 'client_representative', clientId: world.beta.id }]
  const answer = await invite({ name: 'Rita', email: 'rita@beta.example', language: 'fr', assignments })
  expect(answer.statusCode).toBe(201)
  const { rows } = await database.owner.query(
    `select client_id from mail where to_address = 'rita@beta.example'`,
  )
  expect(rows[0].client_id).toBe(world.beta.id)
  const moved = await app.ask('PATCH', `/api/v1/people/${answer.json().id}`, {
    cookie,
    body: { assignments: [{ role: 'sponsor' }] },
  })
  expect(moved.json().code).toBe('invalid_input')
})

test('the last administrator stays one, even when two try to go at once', async () => {
  const { personId } = world.administrator
  const change = (id: string, body: object) => app.ask('PATCH', `/api/v1/people/${id}`, { cookie, body })
  for (const body of [{ active: false }, { assignments: [{ role: 'sponsor' }] }]) {
    const refused = await change(personId, body)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'not_permitted'])
    expect(refused.json().detail).toContain('last administrator')
  }
  const second = await invite({
    name: 'Second',
    email: 'second@centro.example',
    language: 'it',
    assignments: [{ role: 'administrator' }],
  })
  const answers = await Promise.all([
    change(personId, { active: false }),
    change(second.json().id, { active: false }),
  ])
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  await database.owner.query('update person set active = true where id = $1', [personId])
  cookie = await app.signIn(world.administrator)
})

test('people are listed by name, page after page', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `&cursor=${cursor}` : ''
    const page = (await app.ask('GET', `/api/v1/people?limit=3${query}`, { cookie })).json()
    seen.push(...page.items.map((person: { id: string }) => person.id))
    cursor = page.nextCursor
  } while (cursor)
  const { rows } = await database.owner.query('select count(*)::int n from person')
  expect(new Set(seen).size).toBe(rows[0].n)
  expect(seen).toHaveLength(rows[0].n)
  expect((await app.ask('GET', '/api/v1/people?cursor=nonsense', { cookie })).json().code).toBe(
    'invalid_cursor',
  )
  const found = await app.ask('GET', '/api/v1/people?search=rita%40', { cookie })
  expect(found.json().items).toHaveLength(1)
})

test('a new client is within reach at once, and its teams with it', async () => {
  const fields = {
    slug: 'gamma',
    name: 'Gamma',
    languages: ['it'],
    currencies: ['EUR'],
    touchpoints: ['billing'],
    closingDays: 5,
  }
  const client = await app.ask('POST', '/api/v1/clients', { cookie, body: fields })
  expect(client.statusCode).toBe(201)
  expect((await app.ask('POST', '/api/v1/clients', { cookie, body: fields })).json().code).toBe(
    'already_exists',
  )
  const body = {
    name: 'Gamma Lecce',
    clientId: client.json().id,
    siteId: world.alpha.siteId,
    languages: ['it'],
  }
  const team = await app.ask('POST', '/api/v1/teams', { cookie, body })
  expect([team.statusCode, team.json().clientName]).toEqual([201, 'Gamma'])
  // The site's manager reaches it too; a representative of another client sees neither client, team nor site.
  const manager = await app.signIn(world.alpha.manager)
  expect((await app.ask('GET', '/api/v1/clients', { cookie: manager })).json().items).toHaveLength(2)
  const stranger = await app.signIn(world.beta.representative)
  for (const path of ['clients', 'teams', 'sites'])
    expect((await app.ask('GET', `/api/v1/${path}`, { cookie: stranger })).json().items).toHaveLength(1)
})

test('the address of a client’s system is shown to administrators alone, and waiting decisions set off', async () => {
  const url = 'https://systems.alpha.example/hook?key=secret'
  const changed = await app.ask('PATCH', `/api/v1/clients/${world.alpha.id}`, {
    cookie,
    body: { fulfilmentUrl: url },
  })
  expect(changed.json().fulfilmentUrl).toBe(url)
  const agent = await app.signIn(world.alpha.agent)
  const seen = await app.ask('GET', '/api/v1/clients', { cookie: agent })
  expect(seen.json().items[0].fulfilmentUrl).toBeNull()
  const { rows } = await database.owner.query('select fulfilment_secret from client where id = $1', [
    world.alpha.id,
  ])
  expect(rows[0].fulfilment_secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})

test('who leaves a team gives their contacts back to it', async () => {
  const { alpha } = world
  const contactId = await makeContact(database, alpha, { agentId: alpha.agent2.personId })
  const path = `/api/v1/people/${alpha.agent2.personId}`
  const stays = await app.ask('PATCH', path, { cookie, body: { name: 'Another name' } })
  expect(stays.json().name).toBe('Another name')
  const state = async () =>
    (await database.owner.query('select state, agent_id from contact where id = $1', [contactId])).rows[0]
  expect(await state()).toEqual({ state: 'with_agent', agent_id: alpha.agent2.personId })
  const left = await app.ask('PATCH', path, { cookie, body: { active: false } })
  expect(left.statusCode).toBe(200)
  expect(await state()).toEqual({ state: 'waiting', agent_id: null })
})
