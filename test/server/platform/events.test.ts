import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mayHear } from '../../../src/server/platform/events.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'
import { makeApp, type TestApp, until } from './app.ts'

let database: TestDatabase
let world: LittleWorld
let app: TestApp
/** another process, from which things are told */
let other: TestApp
let address: string

beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  app = await makeApp(database)
  other = await makeApp(database)
  address = await app.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await other.close()
  await database.close()
})

/** What an open stream has said so far. */
async function listen(cookie: string) {
  const stop = new AbortController()
  const response = await fetch(`${address}/api/v1/events`, { headers: { cookie }, signal: stop.signal })
  const heard = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: '',
    ended: false,
  }
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) heard.text += chunk
    heard.ended = true
  })().catch(() => undefined)
  return { heard, stop: () => stop.abort() }
}

describe('the stream', () => {
  test('is for people who are signed in', async () => {
    expect((await fetch(`${address}/api/v1/events`)).status).toBe(401)
  })

  test('tells an agent what happens in their teams, with ids alone, from any process', async () => {
    const { heard, stop } = await listen(await app.signIn(world.alpha.agent))
    expect([heard.status, heard.type]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await until(() => heard.text.includes('retry: 1000'))
    const { alpha, beta } = world
    other.platform.live.publish([
      { topic: 'contact', id: 'beta-contact', clientId: beta.id, teamId: beta.teamId },
      { topic: 'mail', id: 'a-mail' },
      { topic: 'session', id: 'not-mine', personId: alpha.coach.personId },
      { topic: 'contact', id: 'alpha-contact', clientId: alpha.id, teamId: alpha.teamId },
    ])
    await until(() => heard.text.includes('alpha-contact'))
    const data = heard.text.split('\n').filter((line) => line.startsWith('data:'))
    expect(data.map((line) => JSON.parse(line.slice(5)))).toEqual([
      { topic: 'contact', id: 'alpha-contact', teamId: alpha.teamId },
    ])
    stop()
  })

  test('ends with the session, at once and from any process', async () => {
    const cookie = await app.signIn(world.alpha.coach)
    const { heard } = await listen(cookie)
    await other.ask('DELETE', '/api/v1/session', { cookie })
    await until(() => heard.ended)
    expect(heard.text).toContain('event: closed\ndata: {"reason":"session_ended"}')
  })

  test('of a person are five at the most: the oldest ends and says why', async () => {
    const cookie = await app.signIn(world.beta.agent)
    const streams: Awaited<ReturnType<typeof listen>>[] = []
    for (let n = 0; n < 6; n++) streams.push(await listen(cookie))
    await until(() => streams[0]!.heard.ended)
    expect(streams[0]!.heard.text).toContain('{"reason":"too_many_streams"}')
    expect(streams.slice(1).some(({ heard }) => heard.ended)).toBe(false)
    for (const { stop } of streams) stop()
  })

  test('ends when the server stops', async () => {
    const stopping = await makeApp(database)
    const where = await stopping.app.listen({ port: 0, host: '127.0.0.1' })
    const cookie = await stopping.signIn(world.beta.coach)
    const response = await fetch(`${where}/api/v1/events`, { headers: { cookie } })
    const text = response.text()
    await stopping.close()
    expect(await text).toContain('{"reason":"server_stopping"}')
  })
})

test('who hears what', () => {
  const { alpha, beta, administrator, sponsor } = world
  const contact = { topic: 'contact', clientId: alpha.id, teamId: alpha.teamId } as const
  const support = { ...contact, topic: 'support' } as const
  const mandate = { topic: 'mandate', clientId: alpha.id } as const
  const mail = { topic: 'mail' } as const
  const people = {
    agent: alpha.agent,
    coach: alpha.coach,
    manager: alpha.manager,
    representative: alpha.representative,
    administrator,
    sponsor,
    beta: beta.agent,
  }
  const hearers = (event: Parameters<typeof mayHear>[0]) =>
    Object.entries(people).flatMap(([name, actor]) => (mayHear(event, actor) ? [name] : []))
  expect(hearers(contact)).toEqual(['agent', 'coach'])
  expect(hearers(support)).toEqual(['agent', 'coach', 'manager', 'administrator'])
  expect(hearers(mandate)).toEqual([
    'agent',
    'coach',
    'manager',
    'representative',
    'administrator',
    'sponsor',
  ])
  expect(hearers(mail)).toEqual(['administrator'])
  expect(hearers({ ...mail, clientId: crypto.randomUUID() })).toEqual([])
  expect(hearers({ topic: 'session', personId: alpha.agent.personId })).toEqual(['agent'])
  expect(hearers({ topic: 'session' })).toEqual([])
  expect(hearers({ topic: 'contact', id: 'x' })).toEqual([])
})
