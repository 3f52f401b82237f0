import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSetupToken } from '../../../src/server/session/setup.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { cookieOf, makeApp, type TestApp, tokenIn, until } from '../platform/app.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

let database: TestDatabase
let world: LittleWorld
let one: TestApp
/** another process over the same database */
let two: TestApp

beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  one = await makeApp(database)
  two = await makeApp(database)
})
afterAll(async () => {
  await one.close()
  await two.close()
  await database.close()
})

const password = 'una frase abbastanza lunga'

describe('who I am', () => {
  test('is nobody without a session, and the reach of my roles with one', async () => {
    const open = await one.ask('GET', '/api/v1/session')
    expect(open.json()).toEqual({ person: null, demo: false, needsSetup: false, operatorName: 'Little' })
    const cookie = await one.signIn(world.beta.coach)
    const me = (await one.ask('GET', '/api/v1/session', { cookie })).json()
    expect(me.person).toMatchObject({
      personId: world.beta.coach.personId,
      roles: ['coach'],
      timeZone: 'Africa/Tunis',
      clients: [{ id: world.beta.id, name: 'beta', slug: 'beta' }],
    })
    expect(me.person.assignments).toEqual([
      expect.objectContaining({
        role: 'coach',
        teamId: world.beta.teamId,
        teamName: 'Team beta',
        siteId: null,
      }),
    ])
  })

  test('is found with all teams of a site for its manager, and works in none', async () => {
    const cookie = await one.signIn(world.alpha.manager)
    const actor = await one.platform.findActor({ headers: { cookie } } as never)
    expect(actor).toMatchObject({
      teamIds: [world.alpha.teamId],
      workTeamIds: [],
      coachTeamIds: [],
      siteIds: [world.alpha.siteId],
      clientIds: [world.alpha.id],
      timeZone: 'Europe/Rome',
    })
  })

  test('follows a change of language at once, in every process', async () => {
    const cookie = await one.signIn(world.alpha.agent)
    await two.ask('GET', '/api/v1/session', { cookie })
    const changed = await one.ask('PATCH', '/api/v1/account', { cookie, body: { language: 'ar' } })
    expect(changed.json().language).toBe('ar')
    const seen = await two.ask('GET', '/api/v1/session', { cookie })
    expect(seen.json().person.language).toBe('ar')
  })
})

describe('signing in', () => {
  test('by link works once, and only for who is still active', async () => {
    const { agent2 } = world.alpha
    await one.signIn(agent2)
    const sent = await one.ask('POST', '/api/v1/session-links', {
      body: { email: agent2.email.toUpperCase() },
    })
    expect(sent.statusCode).toBe(202)
    const { rows } = await database.owner.query(`select text, kind from mail where to_address = $1`, [
      agent2.email,
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0].kind).toBe('sign_in_link')
    expect(rows[0].text).toContain('http://localhost:3000/link#token=')
    const token = tokenIn(rows[0].text)
    const both = await Promise.all(
      [one, two].map((app) => app.ask('POST', '/api/v1/session-links/redemption', { body: { token } })),
    )
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([201, 410])
    expect(both.find((answer) => answer.statusCode === 410)?.json().code).toBe('link_expired')
  })

  test('tells nobody whether an address is known', async () => {
    const times: number[] = []
    for (const email of ['nobody@nowhere.example', world.alpha.agent.email]) {
      const start = performance.now()
      const answer = await one.ask('POST', '/api/v1/session-links', { body: { email } })
      times.push(performance.now() - start)
      expect([answer.statusCode, answer.json()]).toEqual([202, { sent: true }])
    }
    expect(Math.min(...times)).toBeGreaterThan(240)
    const wrong = await one.ask('POST', '/api/v1/session', {
      body: { email: 'nobody@nowhere.example', password },
    })
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'wrong_credentials'])
  })

  test('by password, which ends my other sessions when it changes', async () => {
    const { coach } = world.alpha
    const first = await one.signIn(coach)
    const set = await one.ask('PUT', '/api/v1/account/password', { cookie: first, body: { next: password } })
    expect(set.statusCode).toBe(204)
    const answer = await one.ask('POST', '/api/v1/session', { body: { email: coach.email, password } })
    expect(answer.statusCode).toBe(201)
    const second = cookieOf(answer)
    const wrong = await one.ask('PUT', '/api/v1/account/password', {
      cookie: second,
      body: { current: 'not this one at all', next: `${password}!` },
    })
    expect(wrong.json().code).toBe('wrong_credentials')
    const right = await one.ask('PUT', '/api/v1/account/password', {
      cookie: second,
      body: { current: password, next: `${password}!` },
    })
    expect(right.statusCode).toBe(204)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie: first })).statusCode).toBe(401)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie: second })).json().items).toHaveLength(1)
  })

  test('is refused from another site', async () => {
    const strange: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ]
    for (const headers of strange) {
      const answer = await one.ask('POST', '/api/v1/session', {
        body: { email: world.alpha.coach.email, password },
        headers,
      })
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site_request'])
    }
  })
})

describe('ending', () => {
  test('one of my sessions ends it at once in every process; somebody else’s is not found', async () => {
    const here = await one.signIn(world.beta.agent)
    const there = await two.signIn(world.beta.agent)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie: there })).statusCode).toBe(200)
    const items = (await one.ask('GET', '/api/v1/sessions', { cookie: here })).json().items
    const other = items.find((session: { current: boolean }) => !session.current)
    const strange = await one.ask('DELETE', `/api/v1/sessions/${other.id}`, {
      cookie: await one.signIn(world.alpha.manager),
    })
    expect(strange.statusCode).toBe(404)
    expect((await one.ask('DELETE', `/api/v1/sessions/${other.id}`, { cookie: here })).statusCode).toBe(204)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie: there })).statusCode).toBe(401)
    expect((await one.ask('DELETE', '/api/v1/session', { cookie: here })).statusCode).toBe(204)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie: here })).statusCode).toBe(401)
  })

  test('somebody’s access ends their sessions at once in every process', async () => {
    const admin = await one.signIn(world.administrator)
    const { agent } = world.beta
    const cookie = await two.signIn(agent)
    expect((await two.ask('GET', '/api/v1/sessions', { cookie })).statusCode).toBe(200)
    const ended = await one.ask('PATCH', `/api/v1/people/${agent.personId}`, {
      cookie: admin,
      body: { active: false },
    })
    expect([ended.statusCode, ended.json().active]).toEqual([200, false])
    expect((await two.ask('GET', '/api/v1/sessions', { cookie })).statusCode).toBe(401)
    const token = await one.platform.auth.makeLinkToken(agent.email)
    const back = await one.ask('POST', '/api/v1/session-links/redemption', { body: { token: token! } })
    expect([back.statusCode, back.headers['set-cookie']]).toEqual([410, undefined])
  })
})

describe('the demo', () => {
  test('can be stepped into only where the demo world is', async () => {
    const body = { personId: world.alpha.representative.personId }
    const refused = await one.ask('POST', '/api/v1/demo-sessions', { body })
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'demo_only'])
    expect((await one.ask('GET', '/api/v1/demo-people')).json().items).toEqual([])
    await one.signIn(world.alpha.representative)
    await database.owner.query('update operator set demo = true')
    const people = (await one.ask('GET', '/api/v1/demo-people')).json().items
    expect(people).toContainEqual({
      ...body,
      name: world.alpha.representative.name,
      role: 'client_representative',
      place: 'alpha',
      languages: ['it'],
    })
    const entered = await one.ask('POST', '/api/v1/demo-sessions', { body })
    expect(entered.statusCode).toBe(201)
    const me = await one.ask('GET', '/api/v1/session', { cookie: cookieOf(entered) })
    expect(me.json().person.personId).toBe(body.personId)
    await database.owner.query('update operator set demo = false')
  })
})

describe('the first start', () => {
  test('makes one administrator, once, whoever runs first', async () => {
    const fresh = await makeDatabase()
    const [left, right] = [await makeApp(fresh), await makeApp(fresh)]
    try {
      expect((await left.ask('GET', '/api/v1/session')).json()).toMatchObject({
        needsSetup: true,
        operatorName: '',
      })
      const tokens = [await makeSetupToken(left.platform), await makeSetupToken(right.platform)]
      const input = { operatorName: 'Centro', name: 'Ada', password, language: 'it' }
      const forged = await left.ask('POST', '/api/v1/setup', {
        body: { ...input, token: 'x'.repeat(43), email: 'ada@centro.example' },
      })
      expect(forged.json().code).toBe('link_expired')
      const answers = await Promise.all(
        [left, right].map((app, index) =>
          app.ask('POST', '/api/v1/setup', {
            body: { ...input, token: tokens[index]!, email: `ada${index}@centro.example` },
          }),
        ),
      )
      expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409])
      const cookie = cookieOf(answers.find((answer) => answer.statusCode === 201)!)
      const me = (await left.ask('GET', '/api/v1/session', { cookie })).json()
      expect(me).toMatchObject({
        needsSetup: false,
        operatorName: 'Centro',
        person: { roles: ['administrator'] },
      })
      expect(await makeSetupToken(left.platform)).toBeNull()
      const { rows } = await fresh.owner.query(
        'select (select count(*) from person) p, (select count(*) from setup) s',
      )
      expect(rows[0]).toEqual({ p: 1, s: 0 })
      await until(async () => (await right.ask('GET', '/api/v1/people', { cookie })).statusCode === 200)
    } finally {
      await left.close()
      await right.close()
      await fresh.close()
    }
  })
})
