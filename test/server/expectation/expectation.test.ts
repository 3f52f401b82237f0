import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerTerm } from '../../../src/server/expectation/answer.ts'
import { createGoal, listGoals } from '../../../src/server/expectation/goal.ts'
import { presentExpectation } from '../../../src/server/expectation/present.ts'
import { createExpectation, proposeTerm } from '../../../src/server/expectation/propose.ts'
import { findExpectation, listExpectations } from '../../../src/server/expectation/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import type { Work } from '../../../src/server/platform/db.ts'
import { found } from '../../../src/server/platform/problem.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld, smallProposal } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const as = <T>(actor: Actor, script: (work: Work) => Promise<T>) => base.db.work(actor.clientIds, script)
const shown = (actor: Actor, id: string) =>
  as(actor, async (work) => presentExpectation(work, found(await findExpectation(work.tx, actor, id)), actor))
const create = (actor: Actor, bearer: Actor | null, counterpart: Actor, wording: object = {}) =>
  as(actor, (work) =>
    createExpectation(work, actor, {
      teamId: world.alpha.teamId,
      bearerId: bearer?.personId ?? null,
      counterpartId: counterpart.personId,
      ...smallProposal,
      ...wording,
    }),
  )
const answer = (actor: Actor, expectationId: string, number: number, words: string | null = null) =>
  as(actor, (work) => answerTerm(work, actor, { expectationId, number, agrees: words === null, words }))

describe('written together', () => {
  test('the coach proposes, the agent agrees, it holds, and the ledger says so without its words', async () => {
    const { agent, coach } = world.alpha
    const id = await create(coach, agent, coach)
    expect(await shown(agent, id)).toMatchObject({
      state: 'proposed',
      awaitsMe: true,
      runs: 'down',
      standing: null,
    })
    expect(await shown(coach, id)).toMatchObject({ awaitsMe: false, mySide: 'counterpart' })
    await answer(agent, id, 1)
    expect(await shown(coach, id)).toMatchObject({
      state: 'agreed',
      holds: { number: 1 },
      standing: { says: 'too_early', counted: null, until: '2026-11-09' },
    })
    const { rows } = await base.owner.query(`select body from ledger_entry where kind = 'expectation.agreed'`)
    expect(rows).toHaveLength(1)
    expect(rows[0].body).not.toContain('unclear')
    await expect(answer(agent, id, 1)).rejects.toMatchObject({ code: 'nothing_to_agree' })
    await expect(answer(coach, id, 1)).rejects.toMatchObject({ code: 'nothing_to_agree' })
  })

  test('it is changed by both or not at all', async () => {
    const { agent, coach } = world.alpha
    const id = await create(agent, agent, coach)
    await answer(coach, id, 1)
    await as(coach, (work) =>
      proposeTerm(work, coach, id, { change: 'reworded', ...smallProposal, aim: 9900 }),
    )
    expect(await shown(agent, id)).toMatchObject({
      holds: { aim: 8500 },
      open: { aim: 9900 },
      awaitsMe: true,
    })
    await answer(agent, id, 2, 'too far for one quarter')
    expect(await shown(agent, id)).toMatchObject({ state: 'agreed', holds: { aim: 8500 }, open: null })
    await as(agent, (work) => proposeTerm(work, agent, id, { change: 'ended' }))
    expect(await shown(coach, id)).toMatchObject({ state: 'agreed', open: { ends: true } })
    await answer(coach, id, 3)
    expect(await shown(agent, id)).toMatchObject({ state: 'ended', holds: null })
    await expect(
      as(agent, (work) => proposeTerm(work, agent, id, { change: 'ended' })),
    ).rejects.toMatchObject({ code: 'nothing_to_agree' })
  })

  test('two answers at once: one counts', async () => {
    const { agent, coach } = world.alpha
    const id = await create(coach, agent, coach)
    const said = await Promise.allSettled([answer(agent, id, 1), answer(agent, id, 1, 'no')])
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('it runs upwards too', () => {
  const wording = {
    measure: 'support_in_time',
    measureWords: 'of what I ask for, what is answered in time',
  } as const
  test('an agent asks it of the manager', async () => {
    const { agent, manager } = world.alpha
    const id = await create(agent, manager, agent, wording)
    expect(await shown(manager, id)).toMatchObject({ runs: 'up', mySide: 'bearer', awaitsMe: true })
  })
  test('a measure of the other way is refused', async () => {
    const { agent, manager, coach } = world.alpha
    await expect(create(agent, manager, agent)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'body.measure', message: 'wrong_way' }],
    })
    await expect(create(coach, agent, coach, wording)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('law 5', () => {
  test('an activity is refused with what it is, in any field and language', async () => {
    const { agent, coach } = world.alpha
    await expect(
      create(coach, agent, coach, { measureWords: 'Tempo medio di gestione' }),
    ).rejects.toMatchObject({
      code: 'names_an_activity',
      errors: [{ path: 'body.measureWords', message: 'handling_time' }],
    })
    await expect(create(coach, agent, coach, { result: 'عدد المكالمات' })).rejects.toMatchObject({
      errors: [{ path: 'body.result', message: 'contacts_a_day' }],
    })
    await expect(
      as(world.alpha.manager, (work) =>
        createGoal(work, world.alpha.manager, { clientId: null, words: 'AHT', because: 'cost' }),
      ),
    ).rejects.toMatchObject({ code: 'names_an_activity' })
  })
})

describe('who may', () => {
  test('nobody but the two reads it, above or beside', async () => {
    const { agent, agent2, coach, manager } = world.alpha
    const id = await create(coach, agent, coach)
    for (const other of [agent2, manager, world.beta.coach])
      await expect(shown(other, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await as(agent2, ({ tx }) => listExpectations(tx, agent2))).map((row) => row.id)).not.toContain(
      id,
    )
  })
  test('nobody writes it for two others, for equals, or for another team', async () => {
    const { agent, agent2, coach, manager } = world.alpha
    await expect(create(manager, agent, coach)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(create(agent, agent, agent2)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(create(coach, world.beta.agent, coach)).rejects.toMatchObject({ code: 'not_found' })
  })
  test('the team’s own: each of its people reads it and may agree for it', async () => {
    const { agent, agent2, manager } = world.alpha
    const id = await create(manager, null, manager)
    expect(await shown(agent2, id)).toMatchObject({ bearerName: null, mySide: 'bearer', awaitsMe: true })
    await answer(agent, id, 1)
    expect((await shown(manager, id)).state).toBe('agreed')
  })
})

test('standing is counted over whole weeks, from the day agreed on, of the agent alone', async () => {
  const { agent, agent2, coach } = world.alpha
  const id = await create(coach, agent, coach)
  await answer(agent, id, 1)
  const close = async (actor: Actor, at: string, closure: string) => {
    const contactId = await makeContact(base, world.alpha, { agentId: actor.personId })
    await base.owner.query(
      `update contact set state = 'closed', closure = $2, closed_at = $3 where id = $1`,
      [contactId, closure, at],
    )
  }
  for (let i = 0; i < 20; i += 1)
    await close(agent, '2026-11-03T10:00:00Z', i < 19 ? 'confirmed' : 'unconfirmed')
  await close(agent, '2026-09-30T10:00:00Z', 'unconfirmed')
  // Sunday night in Rome counts, Monday does not
  await close(agent, '2026-11-08T22:59:00Z', 'confirmed')
  await close(agent, '2026-11-08T23:01:00Z', 'unconfirmed')
  await close(agent2, '2026-11-03T10:00:00Z', 'unconfirmed')
  const { standing } = await shown(agent, id)
  expect(standing).toMatchObject({ until: '2026-11-09', counted: { count: 20, of: 21 } })
})

test('a goal shows who made it theirs, once it is agreed', async () => {
  const { agent, coach, manager } = world.alpha
  const goalId = await as(manager, (work) =>
    createGoal(work, manager, {
      clientId: world.alpha.id,
      words: 'No doubt left',
      because: 'it is what we are for',
    }),
  )
  const theirs = () => as(agent, async ({ tx }) => (await listGoals(tx, goalId))[0]!.theirs)
  const id = await create(agent, agent, coach, { goalId })
  expect(await theirs()).toEqual([])
  await answer(coach, id, 1)
  expect(await theirs()).toEqual(['agent alpha'])
  expect(await as(world.beta.agent, ({ tx }) => listGoals(tx, goalId))).toEqual([])
})
