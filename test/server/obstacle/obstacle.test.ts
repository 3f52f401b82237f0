import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('an owner', () => {
  let params: { obstacleId: string }
  const owners = async (actor: Actor) =>
    (await running.call(actor, 'obstacle.listOwners')).body.items as Record<string, unknown>[]
  const update = (actor: Actor, body: Record<string, unknown>) =>
    running.call(actor, 'obstacle.update', { params, body })
  const titles = async (query: Record<string, string>) =>
    (
      (await running.call(running.world.alpha.manager, 'obstacle.list', { query })).body.items as {
        title: string
      }[]
    ).map(({ title }) => title)

  beforeAll(async () => {
    const { alpha } = running.world
    const contactId = await makeContact(running.base, alpha)
    const asked = await running.call(alpha.agent, 'support.create', {
      params: { contactId },
      body: { kind: 'obstacle', reason: 'Manca l’accesso' },
    })
    const { body } = await running.call(alpha.manager, 'obstacle.create', {
      body: {
        ...{ requestIds: [asked.body.id], kind: 'access', title: 'Lo storico', promisedOn: '2099-02-28' },
        ownerId: alpha.manager.personId,
      },
    })
    params = { obstacleId: body.id as string }
  })

  test('is one of us, told by today’s name, or a department by its own', async () => {
    const { alpha, administrator } = running.world
    await running.base.owner.query('update person set name = $2 where id = $1', [
      alpha.manager.personId,
      'Rita Rossi',
    ])
    expect(await list(alpha.manager, 'open')).toMatchObject([
      { ownerId: alpha.manager.personId, ownerName: 'Rita Rossi', ownedByMe: true },
    ])
    expect(await list(alpha.agent, 'open')).toMatchObject([{ ownerName: 'Rita Rossi', ownedByMe: false }])
    expect(await owners(alpha.agent)).toEqual([
      ...[
        { ownerId: administrator.personId, ownerName: administrator.name, awaited: false },
        { ownerId: alpha.manager.personId, ownerName: 'Rita Rossi', awaited: true },
      ].sort((a, b) => (a.ownerName < b.ownerName ? -1 : 1)),
      // of the obstacle that was removed
      { ownerId: null, ownerName: 'Assistenza', awaited: false },
    ])
    expect((await owners(running.world.beta.manager)).map(({ ownerName }) => ownerName)).not.toContain(
      'Assistenza',
    )
  })

  test('what the front line waits for, by owner', async () => {
    const { alpha } = running.world
    const { personId } = alpha.manager
    expect(await titles({ ownerId: personId })).toEqual(['Lo storico'])
    expect(await titles({ ownerName: 'Rita Rossi' })).toEqual([])
    expect((await update(alpha.manager, { ownerName: 'Fatturazione' })).status).toBe(200)
    expect(await titles({ ownerId: personId })).toEqual([])
    expect(await titles({ ownerName: 'Fatturazione' })).toEqual(['Lo storico'])
    // another day leaves the owner
    await update(alpha.manager, { promisedOn: '2099-03-31' })
    expect(await titles({ ownerName: 'Fatturazione' })).toEqual(['Lo storico'])
  })

  test('is somebody who removes obstacles there, and one', async () => {
    const { alpha, beta } = running.world
    for (const ownerId of [alpha.agent.personId, alpha.coach.personId, beta.manager.personId])
      expect(await update(alpha.manager, { ownerId })).toMatchObject({
        ...{ status: 400, body: { code: 'invalid_input', errors: [{ path: 'body.ownerId' }] } },
      })
    const both = { ownerId: alpha.manager.personId, ownerName: 'Fatturazione' }
    expect((await update(alpha.manager, both)).status).toBe(400)
    const { requestIds, ...unowned } = { requestIds: [requests[0]!], ...wish, ownerName: undefined }
    expect(
      (await running.call(alpha.manager, 'obstacle.create', { body: { requestIds, ...unowned } })).status,
    ).toBe(400)
  })
})
