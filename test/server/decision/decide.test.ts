import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DecisionRequest } from '../../../src/core/mandate/evaluate.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { Problem } from '../../../src/server/platform/problem.ts'
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

const refund = (minor: number): DecisionRequest => ({
  power: 'refund',
  amount: { minor, currency: 'EUR' },
  days: null,
})
let keys = 0
const freshKey = () => `test-key-${++keys}`
const decide = (actor: Actor, contact: string, request: DecisionRequest, idempotencyKey = freshKey()) =>
  base.db.work(actor.clientIds, (work) =>
    decideForCustomer(work, actor, {
      contactId: contact,
      request,
      reason: 'disagio per un errore nostro',
      idempotencyKey,
      publicUrl: 'http://localhost',
    }),
  )
const count = async (sql: string, values: unknown[] = []) =>
  Number((await base.owner.query<{ n: string }>(`select count(*) n from ${sql}`, values)).rows[0]!.n)

describe('a decision inside the mandate', () => {
  test('is final at once: row, counters, two ledger entries, job and mail in one transaction', async () => {
    const outcome = await decide(world.alpha.agent, contactId, refund(2350))
    expect(outcome).toMatchObject({
      outcome: 'decided',
      repeated: false,
      decision: { basis: 'mandate', guaranteed: true, mine: true, amount: { minor: 2350, currency: 'EUR' } },
    })
    if (outcome.outcome !== 'decided') return
    const { id } = outcome.decision
    const { rows } = await base.owner.query(
      `select kind, body from ledger_entry where body like $1 order by arrival`,
      [`%${id}%`],
    )
    expect(rows.map((row) => row.kind)).toEqual(['decision.made', 'guarantee.given'])
    expect(rows[0].body).not.toContain('disagio')
    expect(rows[0].body).not.toContain('Giulia')
    expect(await count(`fulfilment where decision_id = $1 and state = 'queued'`, [id])).toBe(1)
    expect(await count(`mail where kind = 'decision'`)).toBeGreaterThan(0)
    expect(await count('graphile_worker._private_jobs')).toBeGreaterThan(0)
    const { rows: budget } = await base.owner.query(
      `select scope, used from budget where window_start >= '2027-01-01' and used > 0 order by scope`,
    )
    expect(budget).toEqual([
      { scope: 'agent', used: expect.anything() },
      { scope: 'customer', used: expect.anything() },
    ])
  })

  test('a retry under the same key gives the same decision', async () => {
    const key = freshKey()
    const first = await decide(world.alpha.agent, contactId, refund(1000), key)
    const again = await decide(world.alpha.agent, contactId, refund(1000), key)
    expect(again).toMatchObject({ outcome: 'decided', repeated: true })
    expect(
      first.outcome === 'decided' && again.outcome === 'decided' && first.decision.id === again.decision.id,
    ).toBe(true)
  })

  test('the same key for something else is refused', async () => {
    const key = freshKey()
    await decide(world.alpha.agent, contactId, refund(1000), key)
    await expect(decide(world.alpha.agent, contactId, refund(1001), key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  test('eight clicks at once under one key make one decision', async () => {
    const key = freshKey()
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => decide(world.alpha.agent, contactId, refund(1500), key)),
    )
    const ids = new Set(
      outcomes.map((outcome) => (outcome.outcome === 'decided' ? outcome.decision.id : 'none')),
    )
    expect(ids.size).toBe(1)
    expect(await count('decision where contact_id = $1', [contactId])).toBe(1)
  })
})

describe('limits', () => {
  test('met exactly hold; one unit more does not, and nothing is written', async () => {
    expect(await decide(world.alpha.agent, contactId, refund(5000))).toMatchObject({ outcome: 'decided' })
    const beyond = await decide(world.alpha.agent, contactId, refund(5001))
    expect(beyond).toMatchObject({
      outcome: 'beyond',
      rule: 'refund.decision',
      left: 5000,
      supportMinutes: 10,
    })
    expect(await decide(world.alpha.agent, contactId, refund(5000))).toMatchObject({ outcome: 'decided' })
    expect(await decide(world.alpha.agent, contactId, refund(1))).toMatchObject({
      outcome: 'beyond',
      rule: 'refund.customer_year',
      left: 0,
      stretchReaches: true,
    })
    expect(await count('decision where contact_id = $1', [contactId])).toBe(2)
  })

  test("a customer's limit holds whatever runs at once, from two agents' hands", async () => {
    const other = await makeContact(base, world.alpha, { agentId: world.alpha.agent2.personId })
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        i % 2 === 0
          ? decide(world.alpha.agent, contactId, refund(900))
          : decide(world.alpha.agent2, other, refund(900)),
      ),
    )
    // 10000 a year: eleven of 900 fit, a twelfth does not
    expect(outcomes.filter((outcome) => outcome.outcome === 'decided')).toHaveLength(11)
    const { rows } = await base.owner.query(
      `select used from budget where scope = 'customer' and subject_id = $1 and measure = 'EUR' order by window_start desc limit 1`,
      [world.alpha.customers[0]],
    )
    expect(Number(rows[0].used)).toBe(9900)
  })
})

describe('who may decide', () => {
  test.each([
    ["another client's agent", () => world.beta.agent, 'not_found'],
    ['a colleague who does not have the contact', () => world.alpha.agent2, 'not_yours'],
    ['a manager', () => world.alpha.manager, 'not_found'],
  ] as const)('%s: refused', async (_, actor, code) => {
    const refused = await decide(actor(), contactId, refund(100)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Problem)
    expect(refused).toMatchObject({ code })
  })

  test('if the ledger entry cannot be written, the decision is not made', async () => {
    await base.owner.query(
      `alter table ledger_entry add constraint broken check (kind <> 'decision.made') not valid`,
    )
    await expect(decide(world.alpha.agent, contactId, refund(100))).rejects.toThrow()
    await base.owner.query('alter table ledger_entry drop constraint broken')
    expect(await count('decision where contact_id = $1', [contactId])).toBe(0)
  })

  test('a decision is never changed or taken away, by anybody', async () => {
    await decide(world.alpha.agent, contactId, refund(100))
    for (const command of [
      'update decision set amount_minor = 0',
      'delete from decision',
      'truncate decision cascade',
    ])
      await expect(base.owner.query(command)).rejects.toThrow(/append-only/)
  })
})
