import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf } from '../../../src/server/coaching/cases.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { countMissed } from '../../../src/server/missed/store.ts'
import { weighMissed } from '../../../src/server/missed/weigh.ts'
import { listOffers } from '../../../src/server/training/offers.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

/** Authority that was there and not used: which contacts count, and what is shown of them to whom. */
let running: Running
let month: string
const ids: Record<string, string> = {}
beforeAll(async () => {
  running = await startLittleServer()
  running.base.clock.now = new Date('2026-11-12T09:00:00Z')
  month = '2026-11'
  const { alpha } = running.world
  const { owner } = running.base
  const close = async (name: string, closure: string, fields: { customer?: number } = {}) => {
    const id = await makeContact(running.base, alpha, fields)
    ids[name] = id
    await owner.query(`update contact set state = 'closed', closure = $2, closed_at = $3 where id = $1`, [
      id,
      closure,
      new Date('2026-11-12T08:00:00Z'),
    ])
    return id
  }
  const rate = (id: string, csat: number) =>
    owner.query('insert into rating (client_id, contact_id, csat) values ($1, $2, $3)', [alpha.id, id, csat])
  await rate(await close('rated low', 'confirmed'), 2)
  await close('not clear', 'unconfirmed')
  const back = await close('came back', 'confirmed')
  await owner.query(`insert into contact_event (client_id, contact_id, kind) values ($1, $2, 'reopened')`, [
    alpha.id,
    back,
  ])
  await rate(await close('happy', 'confirmed'), 5)
  await rate(await close('content', 'confirmed'), 3)
  // unhappy, and something was decided
  const decided = await makeContact(running.base, alpha, { customer: 1 })
  await running.base.db.work([alpha.id], (work) =>
    decideForCustomer(work, alpha.agent, {
      contactId: decided,
      request: { power: 'refund', amount: { minor: 500, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: running.url,
    }),
  )
  await owner.query(
    `update contact set state = 'closed', closure = 'confirmed', closed_at = $2 where id = $1`,
    [decided, new Date('2026-11-12T08:30:00Z')],
  )
  await rate(decided, 1)
  await running.base.db.work([alpha.id], (work) => weighMissed(work, alpha.id))
})
afterAll(() => running.close())

test('counts those that left unhappy without a decision while the mandate had room, with its interval', async () => {
  const answer = await running.call(running.world.alpha.coach, 'missed.list', {})
  const { items, all, waiting, mayOpen } = answer.body as {
    items: { missed: { count: number; of: number; interval: number[] }; decided: { count: number } }[]
    all: { missed: { count: number; of: number } }
    waiting: number
    mayOpen: boolean
  }
  expect(items).toMatchObject([
    { touchpoint: 'billing', month, missed: { count: 3, of: 6 }, decided: { count: 1, of: 6 } },
  ])
  const [low, high] = items[0]!.missed.interval
  // Wilson 1927 for 3 of 6
  expect([low!.toFixed(3), high!.toFixed(3)]).toEqual(['0.188', '0.812'])
  expect([all.missed.count, all.missed.of, waiting, mayOpen]).toEqual([3, 6, 0, true])
})

test('the contacts open for who sees them, without their agent', async () => {
  const { alpha, beta } = running.world
  const query = { teamId: alpha.teamId, touchpoint: 'billing', month }
  const answer = await running.call(alpha.coach, 'missed.listContacts', { query })
  const items = answer.body.items as { contactId: string; why: string; powers: string[] }[]
  expect(Object.fromEntries(items.map(({ contactId, why }) => [contactId, why]))).toEqual({
    [ids['rated low']!]: 'rated_low',
    [ids['not clear']!]: 'not_clear',
    [ids['came back']!]: 'came_back',
  })
  expect(items[0]!.powers).toContain('refund')
  expect(JSON.stringify(answer.body)).not.toContain('agent')
  expect((await running.call(beta.coach, 'missed.listContacts', { query })).status).toBe(404)
  // an agent sees no figures, and so not what is behind them
  expect((await running.call(alpha.agent, 'missed.listContacts', { query })).body.items).toEqual([])
  expect((await running.call(alpha.representative, 'missed.list', {})).body.mayOpen).toBe(false)
})

test('the coach’s pattern, the figure and the trainer’s cases are of the very same contacts', async () => {
  const { alpha } = running.world
  const { base } = running
  // weighed like the others; then each becomes what is not missed authority
  const spoilt: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const id = await makeContact(base, alpha)
    await base.owner.query(
      `update contact set state = 'closed', closure = 'unconfirmed', closed_at = '2026-11-12T08:00:00Z' where id = $1`,
      [id],
    )
    spoilt.push(id)
  }
  await base.db.work([alpha.id], (work) => weighMissed(work, alpha.id))
  const [imported, again, decided] = spoilt
  const change = (sentence: string, id: string | undefined) => base.owner.query(sentence, [id])
  await change(`update contact set channel = 'import' where id = $1`, imported)
  await change(`update contact set closed_at = '2026-11-12T08:45:00Z' where id = $1`, again)
  await change(
    `insert into decision (client_id, contact_id, customer_id, agent_id, team_id, mandate_id, power, amount_minor, currency,
       reason, basis, guaranteed, checks, idempotency_key)
     select d.client_id, $1, d.customer_id, d.agent_id, d.team_id, d.mandate_id, d.power, d.amount_minor, d.currency,
       d.reason, d.basis, d.guaranteed, d.checks, 'later' from decision d limit 1`,
    decided,
  )
  const found = await base.db.work([alpha.id], async (work) => {
    const [since, until] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z')]
    const cases = casesOf('unused_authority', { clientId: alpha.id, teamId: alpha.teamId, since, until })
    const { rows } = await sql<{ id: string; hit: boolean }>`${cases}`.execute(work.tx)
    const { items: offers } = await listOffers(work)
    return {
      pattern: rows.flatMap(({ id, hit }) => (hit ? [id] : [])).sort(),
      offered: offers.flatMap(({ kind, id }) => (kind === 'missed' ? [id] : [])).sort(),
      asked: rows.length,
      figures: await countMissed(work, alpha.coach, 1),
    }
  })
  const missed = [ids['rated low']!, ids['not clear']!, ids['came back']!].sort()
  expect(found).toMatchObject({ pattern: missed, offered: missed, asked: 8 })
  expect(found.figures).toMatchObject([{ missed: 3, closed: 8 }])
  // the tests after this one count without them
  await base.owner.query(`update contact set channel = 'import' where id = any ($1)`, [[again, decided]])
})

test('nothing is shown of fewer than five, not by the sum either', async () => {
  const { alpha } = running.world
  await running.base.owner.query(`update contact set touchpoint = 'payment' where id = any ($1)`, [
    [ids.happy, ids.content],
  ])
  const answer = await running.call(alpha.coach, 'missed.list', {})
  expect([answer.body.items, answer.body.all]).toEqual([[], null])
  const query = { teamId: alpha.teamId, touchpoint: 'billing', month }
  expect((await running.call(alpha.coach, 'missed.listContacts', { query })).body.items).toEqual([])
  await running.base.owner.query(`update contact set touchpoint = 'billing' where id = any ($1)`, [
    [ids.happy, ids.content],
  ])
})

test('used up is not missed: the counters are those of that moment', async () => {
  const { alpha } = running.world
  const { owner, db } = running.base
  // by then the customer's year had everything that each power allows
  await owner.query(
    `insert into decision (client_id, contact_id, customer_id, team_id, agent_id, mandate_id, power, amount_minor, currency,
       days, reason, basis, checks, at, guaranteed)
     select c.client_id, $2, c.customer_id, c.team_id, c.agent_id, $3, p.power, p.amount, 'EUR', null, 'x', 'mandate', '[]', $4, true
     from contact c, (values ('refund', 10000), ('fee_waiver', 100), ('fee_waiver', 100), ('exception', 0)) p(power, amount)
     where c.id = $1`,
    [
      ids['rated low'],
      await makeContact(running.base, alpha),
      alpha.mandateId,
      new Date('2026-11-12T07:00:00Z'),
    ],
  )
  await owner.query('delete from missed_authority')
  await db.work([alpha.id], (work) => weighMissed(work, alpha.id))
  const { rows } = await owner.query('select powers from missed_authority where contact_id = $1', [
    ids['rated low'],
  ])
  // a moved deadline has a limit per decision only
  expect(rows).toEqual([{ powers: ['deadline_moved'] }])
})

test('without a mandate in force at that closing there was no authority', async () => {
  const { alpha } = running.world
  await running.base.owner.query(`update contact set closed_at = '2026-10-01T08:00:00Z' where id = $1`, [
    ids['not clear'],
  ])
  await running.base.db.work([alpha.id], (work) => weighMissed(work, alpha.id))
  const { rows } = await running.base.owner.query(
    'select powers from missed_authority where contact_id = $1',
    [ids['not clear']],
  )
  expect(rows).toEqual([{ powers: [] }])
})
