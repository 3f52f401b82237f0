import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { correctDecision } from '../../../src/server/decision/correct.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { refuseDecision } from '../../../src/server/decision/refuse.ts'
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
  contactId = await makeContact(base, world.alpha)
  base.clock.now = new Date(base.clock.now.getTime() + 366 * 86_400_000)
})

let keys = 0
const eur = (minor: number) => ({ minor, currency: 'EUR' })
async function made(power: 'refund', minor: number): Promise<string> {
  const outcome = await base.db.work([world.alpha.id], (work) =>
    decideForCustomer(work, world.alpha.agent, {
      contactId,
      request: { power, amount: eur(minor), days: null },
      reason: 'un errore nostro',
      idempotencyKey: `refuse-key-${++keys}`,
      publicUrl: 'http://localhost',
    }),
  )
  if (outcome.outcome !== 'decided') throw new Error(JSON.stringify(outcome))
  return outcome.decision.id
}
const correct = (decisionId: string, minor: number) =>
  base.db.work([world.alpha.id], (work) =>
    correctDecision(work, world.alpha.agent, {
      decisionId,
      to: { amount: eur(minor), days: null },
      reason: 'era di più',
      idempotencyKey: `refuse-key-${++keys}`,
      publicUrl: 'http://localhost',
    }),
  )
async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await base.owner.query(sql, values)).rows as T[]
}
async function usedOf(scope: string, measure: string, power = 'refund') {
  const [row] = await rows<{ used: string }>(
    `select used from budget where client_id = $1 and scope = $2 and measure = $3 and power = $4
     order by window_start desc limit 1`,
    [world.alpha.id, scope, measure, power],
  )
  return Number(row?.used)
}

describe('a refusal to carry out', () => {
  const refuse = (decisionId: string, actor = world.alpha.representative) =>
    base.db.work(actor.clientIds, (work) =>
      refuseDecision(work, actor, { decisionId, reason: 'il conto è chiuso' }),
    )

  test('is a row and an entry; the decision, its counters and its guarantee stand; the manager is asked', async () => {
    const id = await made('refund', 2000)
    const mails = await rows('select 1 from mail')
    expect(await refuse(id)).toMatchObject({ by: 'representative', reason: 'il conto è chiuso' })
    expect(await rows('select guaranteed, amount_minor::int from decision where id = $1', [id])).toEqual([
      { guaranteed: true, amount_minor: 2000 },
    ])
    expect(await usedOf('customer', 'EUR')).toBe(2000)
    expect(await rows('select state from fulfilment where decision_id = $1', [id])).toEqual([
      { state: 'refused' },
    ])
    const entries = await rows<{ body: string }>(
      `select body from ledger_entry where kind = 'fulfilment.refused' and body like $1`,
      [`%${id}%`],
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]!.body).not.toContain('chiuso')
    expect(
      await rows(
        'select kind, level, state, agent_id, reason from support_request where refused_decision_id = $1',
        [id],
      ),
    ).toEqual([
      {
        kind: 'obstacle',
        level: 'manager',
        state: 'open',
        agent_id: world.alpha.agent.personId,
        reason: 'il conto è chiuso',
      },
    ])
    // no machine tells the customer no
    expect(await rows('select 1 from mail')).toHaveLength(mails.length)
    await expect(refuse(id)).rejects.toMatchObject({ code: 'already_refused' })
    await expect(correct(id, 3000)).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('of two at once one is written', async () => {
    const id = await made('refund', 1000)
    const outcomes = await Promise.allSettled([refuse(id), refuse(id), refuse(id)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('is for the client alone, and not of what is carried out', async () => {
    const id = await made('refund', 1000)
    await expect(refuse(id, world.alpha.coach)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(refuse(id, world.beta.representative)).rejects.toMatchObject({ code: 'not_found' })
    await base.owner.query(`update fulfilment set state = 'done', done_at = now() where decision_id = $1`, [
      id,
    ])
    await expect(refuse(id)).rejects.toMatchObject({ code: 'already_fulfilled' })
  })
})
