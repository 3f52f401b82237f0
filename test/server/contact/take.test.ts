import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseContact, takeContact, takeNextContact } from '../../../src/server/contact/take.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const alpha = <T>(script: Parameters<typeof base.db.work<T>>[1]) => base.db.work([world.alpha.id], script)

test('of agents who take the same contact at once, one gets it', async () => {
  const { agent, agent2, coach } = world.alpha
  for (let round = 0; round < 5; round++) {
    const id = await makeContact(base, world.alpha, { agentId: null })
    const tries = await Promise.allSettled(
      [agent, agent2, coach].map((who) => alpha((work) => takeContact(work, who, id))),
    )
    const failed = tries.filter((one) => one.status === 'rejected')
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(failed.map((one) => one.reason.code)).toEqual(['already_taken', 'already_taken'])
    const { rows } = await base.owner.query('select kind from contact_event where contact_id = $1', [id])
    expect(rows).toEqual([{ kind: 'taken' }])
  }
})

test('agents who ask for the next one at once get different ones, who waited longest first', async () => {
  const { agent, agent2 } = world.alpha
  const ids: string[] = []
  for (let i = 0; i < 4; i++) ids.push(await makeContact(base, world.alpha, { agentId: null }))
  for (const [i, id] of ids.entries())
    await base.owner.query(
      `update contact set waiting_since = now() - make_interval(hours => $2) where id = $1`,
      [id, 10 - i],
    )
  const got = await Promise.all([agent, agent2].map((who) => alpha((work) => takeNextContact(work, who))))
  expect(new Set(got)).toEqual(new Set(ids.slice(0, 2)))
  const rest = await Promise.all([agent, agent2].map((who) => alpha((work) => takeNextContact(work, who))))
  expect(new Set(rest)).toEqual(new Set(ids.slice(2)))
  await expect(alpha((work) => takeNextContact(work, agent))).rejects.toMatchObject({
    code: 'nobody_waiting',
  })
})

test('a language that the team does not speak comes last, and still comes', async () => {
  const { agent } = world.alpha
  await base.owner.query(`update team set languages = '{it}' where id = $1`, [world.alpha.teamId])
  const foreign = await makeContact(base, world.alpha, { agentId: null })
  const spoken = await makeContact(base, world.alpha, { agentId: null })
  await base.owner.query(
    `update contact set language = 'ar', waiting_since = now() - interval '1 day' where id = $1`,
    [foreign],
  )
  expect(await alpha((work) => takeNextContact(work, agent))).toBe(spoken)
  expect(await alpha((work) => takeNextContact(work, agent))).toBe(foreign)
})

test('nobody takes what is not their team’s, not even when the transaction reaches it', async () => {
  const id = await makeContact(base, world.beta, { agentId: null })
  const both = [world.alpha.id, world.beta.id]
  for (const who of [world.alpha.agent, world.beta.manager])
    await expect(base.db.work(both, (work) => takeContact(work, who, id))).rejects.toMatchObject({
      code: 'not_found',
    })
})

test('a contact that is given back waits in the place it had', async () => {
  const { agent, agent2 } = world.alpha
  const id = await makeContact(base, world.alpha, { agentId: null })
  const since = async () =>
    (await base.owner.query('select waiting_since, state, agent_id from contact where id = $1', [id])).rows[0]
  const before = await since()
  await alpha((work) => takeContact(work, agent, id))
  await expect(alpha((work) => releaseContact(work, agent2, id))).rejects.toMatchObject({ code: 'not_yours' })
  base.events.length = 0
  await alpha((work) => releaseContact(work, agent, id))
  expect(await since()).toEqual(before)
  expect(base.events).toEqual([
    { topic: 'contact', id, clientId: world.alpha.id, teamId: world.alpha.teamId },
  ])
})
