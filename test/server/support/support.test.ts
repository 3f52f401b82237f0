import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyClientLedger } from '../../../src/server/ledger/read.ts'
import { sequenceEntries } from '../../../src/server/ledger/sequence.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { answerSupport } from '../../../src/server/support/answer.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
import { answerOneSilence } from '../../../src/server/support/silence.ts'
import { findSupportRequest, listSupportRequests } from '../../../src/server/support/store.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
let contactId: string
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())
beforeEach(async () => {
  base.clock.now = new Date(base.clock.now.getTime() + 366 * 86_400_000)
  contactId = await makeContact(base, world.alpha)
})

const minutes = (n: number) => {
  base.clock.now = new Date(base.clock.now.getTime() + n * 60_000)
}
const askRefund = (minor: number) =>
  base.db.work([world.alpha.id], (work) =>
    askSupport(work, world.alpha.agent, contactId, {
      kind: 'lift',
      power: 'refund',
      amount: { minor, currency: 'EUR' },
      days: null,
      reason: 'due errori nostri di fila',
    }),
  )
const answer = (actor: Actor, requestId: string, given: Parameters<typeof answerSupport>[2]['answer']) =>
  base.db.work(actor.clientIds, (work) =>
    answerSupport(work, actor, { requestId, answer: given, publicUrl: 'http://localhost' }),
  )
const silence = async () => {
  while (
    await base.db.work([world.alpha.id], (work) => answerOneSilence(work, world.alpha.id, 'http://localhost'))
  );
}
const read = (requestId: string) =>
  base.db.work([world.alpha.id], (work) => findSupportRequest(work, requestId))
const decisions = async () =>
  (
    await base.owner.query('select amount_minor, basis, agent_id from decision where contact_id = $1', [
      contactId,
    ])
  ).rows

describe('silence', () => {
  test('inside the stretch the decision stands, in the agent’s name, protected', async () => {
    const id = await askRefund(7000)
    minutes(9)
    await silence()
    expect(await read(id)).toMatchObject({ state: 'open', level: 'coach' })
    minutes(1)
    await silence()
    expect(await read(id)).toMatchObject({ state: 'stood', answered_by_name: null })
    expect(await decisions()).toEqual([
      { amount_minor: expect.anything(), basis: 'stretch', agent_id: world.alpha.agent.personId },
    ])
  })

  test('beyond the stretch it passes upwards, coach to manager to administrator, and then stays in sight', async () => {
    const id = await askRefund(9000)
    for (const level of ['manager', 'administrator', 'administrator']) {
      minutes(10)
      await silence()
      expect(await read(id)).toMatchObject({ state: 'open', level })
    }
    expect(await decisions()).toEqual([])
    await answer(world.administrator, id, { answer: 'granted', grant: 'once' })
    expect(await decisions()).toMatchObject([{ basis: 'lift' }])
  })

  test('weighed again when the clock runs out: what the stretch no longer reaches goes upwards', async () => {
    const first = await askRefund(7900)
    contactId = await makeContact(base, world.alpha)
    const second = await askRefund(7900)
    minutes(10)
    await silence()
    // 12000 a year is the customer's stretch: one of the two reaches it
    const states = [(await read(first))!.state, (await read(second))!.state].sort()
    expect(states).toEqual(['open', 'stood'])
  })
})

describe('answers', () => {
  test('granted once: the decision is made at once for what was asked', async () => {
    const id = await askRefund(9000)
    await answer(world.alpha.coach, id, { answer: 'granted', grant: 'once' })
    expect(await decisions()).toMatchObject([{ basis: 'lift', agent_id: world.alpha.agent.personId }])
    await expect(answer(world.alpha.coach, id, { answer: 'declined', reason: 'no' })).rejects.toMatchObject({
      code: 'already_answered',
    })
  })

  test('granted for this customer: the next one of that size needs nobody', async () => {
    const id = await askRefund(9000)
    await answer(world.alpha.coach, id, { answer: 'granted', grant: 'customer' })
    await expect(askRefund(9000)).rejects.toMatchObject({ code: 'within_mandate' })
  })

  test('declined needs a reason, which is kept', async () => {
    const id = await askRefund(9000)
    await expect(answer(world.alpha.coach, id, { answer: 'declined' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await answer(world.alpha.coach, id, { answer: 'declined', reason: 'già rimborsato dalla banca' })
    expect(await read(id)).toMatchObject({ state: 'declined', answer: 'già rimborsato dalla banca' })
    expect(await decisions()).toEqual([])
  })

  test('two who answer at once: one answer', async () => {
    const id = await askRefund(9000)
    const outcomes = await Promise.allSettled([
      answer(world.alpha.coach, id, { answer: 'granted', grant: 'once' }),
      answer(world.alpha.manager, id, { answer: 'declined', reason: 'no' }),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  test.each([
    ['the agent who asked', () => world.alpha.agent, 'not_found'],
    ["another client's coach", () => world.beta.coach, 'not_found'],
  ] as const)('%s may not answer', async (_, actor, code) => {
    const id = await askRefund(9000)
    await expect(answer(actor(), id, { answer: 'granted' })).rejects.toMatchObject({ code })
  })

  test('what the mandate grants anyway is not asked for', async () => {
    await expect(askRefund(100)).rejects.toMatchObject({ code: 'within_mandate' })
  })
})

test('the person on duty sees what is theirs to answer, and the ledger tells it all', async () => {
  const id = await askRefund(9000)
  const seen = (actor: Actor) =>
    base.db.work(actor.clientIds, async (work) =>
      (await listSupportRequests(work, actor, { view: 'for_me', limit: 100 })).map((row) => row.id),
    )
  expect(await seen(world.alpha.coach)).toContain(id)
  expect(await seen(world.alpha.manager)).toContain(id)
  expect(await seen(world.beta.coach)).not.toContain(id)
  expect(await seen(world.administrator)).not.toContain(id)
  while ((await base.db.work([world.alpha.id], (work) => sequenceEntries(work, world.alpha.id))) > 0);
  expect(await verifyClientLedger(base.db, world.alpha.id)).toMatchObject({ fault: null })
})
