import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { correctDecision } from '../../../src/server/decision/correct.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { answerSupport } from '../../../src/server/support/answer.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
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
const freshKey = () => `correct-key-${++keys}`
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const decide = (
  power: 'refund' | 'fee_waiver' | 'exception' | 'deadline_moved',
  minor: number,
  days?: number,
) =>
  base.db.work([world.alpha.id], (work) =>
    decideForCustomer(work, world.alpha.agent, {
      contactId,
      request: { power, amount: eur(minor), days: days ?? null },
      reason: 'un errore nostro',
      idempotencyKey: freshKey(),
      publicUrl: 'http://localhost',
    }),
  )
async function made(...asked: Parameters<typeof decide>): Promise<string> {
  const outcome = await decide(...asked)
  if (outcome.outcome !== 'decided') throw new Error(JSON.stringify(outcome))
  return outcome.decision.id
}
const correct = (
  decisionId: string,
  minor: number,
  { actor = world.alpha.agent, key = freshKey(), days = null as number | null } = {},
) =>
  base.db.work(actor.clientIds, (work) =>
    correctDecision(work, actor, {
      decisionId,
      to: { amount: eur(minor), days },
      reason: 'era di più',
      idempotencyKey: key,
      publicUrl: 'http://localhost',
    }),
  )
async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await base.owner.query(sql, values)).rows as T[]
}
/** Each counter against the decisions it counts: law 7. */
async function usedOf(scope: string, measure: string, power = 'refund') {
  const [row] = await rows<{ used: string }>(
    `select used from budget where client_id = $1 and scope = $2 and measure = $3 and power = $4
     order by window_start desc limit 1`,
    [world.alpha.id, scope, measure, power],
  )
  return Number(row?.used)
}

describe('a correction', () => {
  test('gives the difference as a decision of its own, with its guarantee, entry, order and mail', async () => {
    const id = await made('refund', 2000)
    const outcome = await correct(id, 2500)
    expect(outcome).toMatchObject({
      outcome: 'decided',
      decision: { corrects: id, amount: eur(500), guaranteed: true, basis: 'mandate', mine: true },
    })
    if (outcome.outcome !== 'decided') return
    const entries = await rows<{ kind: string; body: string }>(
      'select kind, body from ledger_entry where body like $1 order by arrival',
      [`%"decision":"${outcome.decision.id}"%`],
    )
    expect(entries.map(({ kind }) => kind)).toEqual(['decision.corrected', 'guarantee.given'])
    expect(JSON.parse(entries[0]!.body)).toMatchObject({
      actor: world.alpha.agent.personId,
      facts: { corrects: id, amount_minor: 500, already_minor: 2000, agent: world.alpha.agent.personId },
    })
    expect(entries[0]!.body).not.toContain('era di')
    const [first] = await rows<{ amount_minor: string }>('select amount_minor from decision where id = $1', [
      id,
    ])
    expect(Number(first?.amount_minor)).toBe(2000)
    expect(await rows('select state from fulfilment where decision_id = $1', [outcome.decision.id])).toEqual([
      { state: 'queued' },
    ])
    expect(await usedOf('customer', 'EUR')).toBe(2500)
    expect(await usedOf('agent', 'EUR')).toBe(2500)
    const [mail] = await rows<{ text: string }>('select text from mail order by created_at desc, id limit 50')
    expect(mail?.text).toBeDefined()
    expect(await rows(`select 1 from mail where text like '%25,00%' and text like '%5,00%'`)).toHaveLength(1)
  })

  test('downwards is refused, and so is one to what it is already; nothing is written', async () => {
    const id = await made('refund', 2000)
    for (const to of [1999, 1, 0, 2000])
      await expect(correct(id, to)).rejects.toMatchObject({ code: 'only_upwards' })
    expect(await rows('select 1 from decision where corrects = $1', [id])).toEqual([])
    expect(await usedOf('customer', 'EUR')).toBe(2000)
  })

  test('the database has no way down either: a row is never edited, an amount never negative', async () => {
    const id = await made('refund', 2000)
    await expect(rows('update decision set amount_minor = 1 where id = $1', [id])).rejects.toThrow(
      'append-only',
    )
    await expect(
      rows(
        `insert into decision (client_id, contact_id, customer_id, team_id, agent_id, mandate_id, power, amount_minor,
           currency, reason, basis, checks, guaranteed, corrects)
         select client_id, contact_id, customer_id, team_id, agent_id, mandate_id, power, -1, currency, reason, basis,
           checks, true, id from decision where id = $1`,
        [id],
      ),
    ).rejects.toThrow('amount_minor')
  })

  test('counts as one decision: the limit for one holds for the whole, in any number of steps', async () => {
    const id = await made('refund', 4000)
    expect(await correct(id, 4900)).toMatchObject({ outcome: 'decided' })
    expect(await correct(id, 5000)).toMatchObject({ outcome: 'decided' })
    expect(await correct(id, 5001)).toMatchObject({
      outcome: 'beyond',
      rule: 'refund.decision',
      left: 0,
      stretchReaches: true,
    })
    expect(await usedOf('customer', 'EUR')).toBe(5000)
  })

  test('of a power that is counted adds nothing to the count', async () => {
    const id = await made('fee_waiver', 1000)
    await made('fee_waiver', 1000)
    expect(await usedOf('customer', 'count', 'fee_waiver')).toBe(2)
    expect(await correct(id, 1500)).toMatchObject({ outcome: 'decided' })
    expect(await usedOf('customer', 'count', 'fee_waiver')).toBe(2)
  })

  test('of a deadline adds days; of an exception there is nothing to add to', async () => {
    const id = await made('deadline_moved', 0, 4)
    expect(await correct(id, 0, { days: 3 }).catch((error) => error)).toMatchObject({ code: 'only_upwards' })
    expect(await correct(id, 0, { days: 10 })).toMatchObject({ decision: { days: 6 } })
    expect(await correct(id, 0, { days: 11 })).toMatchObject({ outcome: 'beyond', left: 0 })
    const exception = await made('exception', 0)
    await expect(correct(exception, 100)).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('in a later period is weighed on that period’s counters', async () => {
    const id = await made('refund', 4000)
    base.clock.now = new Date(base.clock.now.getTime() + 366 * 86_400_000)
    contactId = await makeContact(base, world.alpha)
    await made('refund', 5000)
    await made('refund', 4500)
    expect(await correct(id, 4501)).toMatchObject({
      outcome: 'beyond',
      rule: 'refund.customer_year',
      left: 500,
    })
    expect(await correct(id, 4500)).toMatchObject({ outcome: 'decided' })
    expect(await usedOf('customer', 'EUR')).toBe(10_000)
  })

  test('a retry under its key gives the same; the key for another total is refused', async () => {
    const id = await made('refund', 2000)
    const key = freshKey()
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => correct(id, 2600, { key })))
    const ids = new Set(outcomes.map((one) => (one.outcome === 'decided' ? one.decision.id : one.outcome)))
    expect(ids.size).toBe(1)
    expect(outcomes.filter((one) => one.outcome === 'decided' && !one.repeated)).toHaveLength(1)
    await expect(correct(id, 2700, { key })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  test('of two at once to the same total, one is made', async () => {
    const id = await made('refund', 2000)
    const outcomes = await Promise.allSettled([3000, 3000, 3000, 3000].map((to) => correct(id, to)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await usedOf('customer', 'EUR')).toBe(3000)
  })

  test('and decisions at once never exceed the customer’s limit, and the counters are their sum', async () => {
    const ids = [await made('refund', 1000), await made('refund', 1000), await made('refund', 1000)]
    await Promise.allSettled(
      Array.from({ length: 24 }, (_, i) =>
        i % 2 === 0 ? decide('refund', 900) : correct(ids[i % 3]!, 1000 + 300 * Math.ceil(i / 2)),
      ),
    )
    const [{ sum } = { sum: '' }] = await rows<{ sum: string }>(
      'select sum(amount_minor) from decision where contact_id = $1',
      [contactId],
    )
    expect(Number(sum)).toBeLessThanOrEqual(10_000)
    expect(Number(sum)).toBeGreaterThan(9000)
    expect(await usedOf('customer', 'EUR')).toBe(Number(sum))
  })

  test('by the coach or the manager for the agent stays the agent’s; nobody else may', async () => {
    const id = await made('refund', 1000)
    const { coach, manager, agent2, representative, agent } = world.alpha
    expect(await correct(id, 1100, { actor: coach })).toMatchObject({
      decision: { amount: eur(100), mine: false },
    })
    expect(await correct(id, 1200, { actor: manager })).toMatchObject({ decision: { agentName: null } })
    const written = await rows(
      'select agent_id, made_by from decision where corrects = $1 order by at, amount_minor, made_by = $2 desc',
      [id, coach.personId],
    )
    expect(written).toEqual([
      { agent_id: agent.personId, made_by: coach.personId },
      { agent_id: agent.personId, made_by: manager.personId },
    ])
    await expect(correct(id, 1300, { actor: agent2 })).rejects.toMatchObject({ code: 'not_found' })
    await expect(correct(id, 1300, { actor: world.beta.coach })).rejects.toMatchObject({ code: 'not_found' })
    await expect(correct(id, 1300, { actor: representative })).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })

  test('beyond the mandate asks for support, and a grant adds to it', async () => {
    const id = await made('refund', 5000)
    const asked = (corrects: string, actor: Actor = world.alpha.agent) =>
      base.db.work(actor.clientIds, (work) =>
        askSupport(work, actor, contactId, {
          kind: 'lift',
          power: 'refund',
          amount: eur(6000),
          days: null,
          corrects,
          reason: 'la perdita era maggiore',
        }),
      )
    const requestId = await asked(id)
    await base.db.work([world.alpha.id], (work) =>
      answerSupport(work, world.alpha.coach, {
        requestId,
        answer: { answer: 'granted', grant: 'once' },
        publicUrl: 'http://localhost',
      }),
    )
    expect(
      await rows('select amount_minor::int, basis, corrects from decision where support_request_id = $1', [
        requestId,
      ]),
    ).toEqual([{ amount_minor: 1000, basis: 'lift', corrects: id }])
    await expect(asked(id, world.alpha.agent2)).rejects.toMatchObject({ code: 'not_yours' })
  })
})
