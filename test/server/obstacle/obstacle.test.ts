import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

let running: Running
const requests: string[] = []
beforeAll(async () => {
  running = await startLittleServer()
  const { alpha } = running.world
  for (const agent of [alpha.agent, alpha.agent2]) {
    const contactId = await makeContact(running.base, alpha, { agentId: agent.personId })
    const { body } = await running.call(agent, 'support.create', {
      params: { contactId },
      body: { kind: 'obstacle', reason: 'La schermata non si apre' },
    })
    requests.push(body.id as string)
  }
})
afterAll(() => running.close())

const wish = { kind: 'system', title: 'La schermata', ownerName: 'Assistenza', promisedOn: '2099-01-31' }
const list = async (actor: Actor, view: string) =>
  (await running.call(actor, 'obstacle.list', { query: { view } })).body.items as Record<string, unknown>[]

test('what agents met is put together, owned and promised; removed, all who met it are told', async () => {
  const { alpha, beta, administrator } = running.world
  const unsorted = async (actor: Actor) =>
    ((await running.call(actor, 'obstacle.listUnsorted')).body.items as { id: string }[])
      .map(({ id }) => id)
      .sort()
  expect(await unsorted(alpha.manager)).toEqual([...requests].sort())
  expect(await unsorted(beta.manager)).toEqual([])
  const create = (actor: Actor, requestIds: string[]) =>
    running.call(actor, 'obstacle.create', { body: { requestIds, ...wish } })
  expect((await create(beta.manager, requests)).status).toBe(404)
  const { status, body } = await create(alpha.manager, [requests[0]!])
  expect(status).toBe(201)
  const params = { obstacleId: body.id as string }
  expect((await create(alpha.manager, [requests[0]!])).status).toBe(404)
  const joined = await running.call(alpha.manager, 'obstacle.addRequests', {
    params,
    body: { requestIds: [requests[1]!] },
  })
  expect(joined.body.reasons).toHaveLength(2)
  expect(await unsorted(alpha.manager)).toEqual([])
  expect(await list(alpha.agent2, 'open')).toMatchObject([
    { metByMe: true, overdue: false, ownerName: 'Assistenza' },
  ])
  expect(await list(beta.agent, 'open')).toEqual([])
  await running.call(alpha.manager, 'obstacle.update', { params, body: { promisedOn: '2020-01-01' } })
  expect(await list(administrator, 'open')).toMatchObject([{ overdue: true }])

  const remove = (actor: Actor) =>
    running.call(actor, 'obstacle.remove', { params, body: { words: 'Ora si apre per tutti.' } })
  expect((await remove(beta.manager)).status).toBe(404)
  expect((await remove(alpha.manager)).status).toBe(200)
  expect((await remove(alpha.manager)).status).toBe(409)
  for (const agent of [alpha.agent, alpha.agent2]) {
    expect(await list(agent, 'removed_for_me')).toMatchObject([{ removedWords: 'Ora si apre per tutti.' }])
    const mine = await running.call(agent, 'support.list', { query: { view: 'mine' } })
    expect(mine.body.items).toMatchObject([{ state: 'solved', answer: 'Ora si apre per tutti.' }])
  }
  expect(await list(alpha.coach, 'removed_for_me')).toEqual([])
})
