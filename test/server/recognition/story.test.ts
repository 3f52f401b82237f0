import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import type { LiveEvent } from '../../../src/server/platform/live.ts'
import { hearThanks, thanksOf } from '../../../src/server/recognition/thanks.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

let running: Running
let decisionId: string
let contactId: string
const heard: LiveEvent[] = []
beforeAll(async () => {
  running = await startLittleServer()
  running.server.platform.live.subscribe((event) => heard.push(event))
  const { alpha } = running.world
  await running.base.owner.query(`update person set name = 'Giulia Quarta' where id = $1`, [
    alpha.agent.personId,
  ])
  contactId = await makeContact(running.base, alpha)
  const outcome = await running.base.db.work([alpha.id], (work) =>
    decideForCustomer(work, alpha.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 2350, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: running.url,
    }),
  )
  decisionId = outcome.outcome === 'decided' ? outcome.decision.id : ''
})
afterAll(() => running.close())

type Seen = {
  id: string
  agentName: string | null
  mine: boolean
  said: { words: string; name: string | null }[]
}
const celebrate = (actor: Actor, words: string) =>
  running.call(actor, 'story.celebrate', { body: { of: 'decision', decisionId, words } })
const seenBy = async (actor: Actor, of: 'story.list' | 'story.listMine' = 'story.list') =>
  (await running.call(actor, of)).body.items as Seen[]
const later = async <T>(days: number, then: () => Promise<T>) => {
  const { clock } = running.base
  const before = clock.now
  clock.now = new Date(before.getTime() + days * 86_400_000)
  const result = await then()
  clock.now = before
  return result
}

test('praise reaches the agent at once; nobody else reads it before the agent chose', async () => {
  const { alpha } = running.world
  const { status, body } = await celebrate(alpha.agent2, 'Giulia ha capito subito.')
  expect(status).toBe(201)
  await expect
    .poll(() => heard.find(({ id }) => id === body.id))
    .toMatchObject({ topic: 'culture', personId: alpha.agent.personId })
  expect(await seenBy(alpha.agent, 'story.listMine')).toMatchObject([
    { id: body.id, mine: true, naming: 'asked', said: [{ by: 'colleague' }] },
  ])
  for (const other of [alpha.agent2, alpha.coach, alpha.representative])
    expect(await seenBy(other)).toEqual([])
})

test('three days of silence: told, without the name anywhere', async () => {
  const { alpha, beta } = running.world
  await later(4, async () => {
    for (const other of [alpha.coach, alpha.representative]) {
      const [story] = await seenBy(other)
      expect(story).toMatchObject({ agentName: null, said: [{ words: '… ha capito subito.' }] })
      expect(JSON.stringify(story)).not.toMatch(/Giulia|Quarta/)
      expect(JSON.stringify(story)).not.toContain(alpha.agent.personId)
    }
    expect(await seenBy(beta.manager)).toEqual([])
  })
})

test('the agent names it, hides it, and nobody else does', async () => {
  const { alpha } = running.world
  const [{ id }] = (await seenBy(alpha.agent, 'story.listMine')) as [Seen]
  const name = (actor: Actor, naming: string) =>
    running.call(actor, 'story.name', { params: { storyId: id }, body: { naming } })
  expect((await name(alpha.agent2, 'named')).status).toBe(404)
  expect((await name(alpha.agent, 'named')).status).toBe(200)
  expect(await seenBy(alpha.coach)).toMatchObject([{ agentName: 'Giulia Quarta' }])
  await name(alpha.agent, 'hidden')
  expect(await later(30, () => seenBy(alpha.coach))).toEqual([])
  await name(alpha.agent, 'unnamed')
  expect(await seenBy(alpha.coach)).toMatchObject([{ agentName: null }])
})

test('the client joins in; for them nobody of the operator has a name', async () => {
  const { alpha } = running.world
  expect((await celebrate(alpha.representative, 'What we signed for.')).status).toBe(201)
  const [story] = await seenBy(alpha.representative)
  // said at one moment of the tests' clock: in no order
  const saidBy = (by: string) => story?.said.find((one) => (one as unknown as { by: string }).by === by)
  expect(saidBy('colleague')).toMatchObject({ name: null })
  expect(saidBy('client')).toMatchObject({ name: alpha.representative.name, mine: true })
})

test('said again it replaces, and nobody celebrates themselves', async () => {
  const { alpha } = running.world
  await celebrate(alpha.agent2, 'Bravissima.')
  const [story] = await seenBy(alpha.agent, 'story.listMine')
  expect(story?.said.map(({ words }) => words).sort()).toEqual(['Bravissima.', 'What we signed for.'])
  expect((await celebrate(alpha.agent, 'Brava io')).status).toBe(403)
})

test('a decision of the history, of no agent, is nobody’s to celebrate', async () => {
  const { alpha } = running.world
  const { rows } = await running.base.owner.query(
    `insert into decision (client_id, id, contact_id, customer_id, team_id, mandate_id, power, amount_minor, currency, reason,
       basis, guaranteed, checks, at, source, source_id)
     select client_id, gen_random_uuid(), contact_id, customer_id, team_id, null, power, amount_minor, currency, reason,
       'imported', false, '[]', at, 'history', 'x-1' from decision where id = $1 returning id`,
    [decisionId],
  )
  const answer = await running.call(alpha.coach, 'story.celebrate', {
    body: { of: 'decision', decisionId: rows[0].id, words: 'Che bello.' },
  })
  expect(answer.status).toBe(404)
})

test('blame in the clothes of praise is refused and recorded', async () => {
  const { alpha } = running.world
  const answer = await celebrate(
    alpha.coach,
    'Questo rimborso era eccessivo, glielo tratteniamo dallo stipendio.',
  )
  expect(answer).toMatchObject({ status: 409, body: { code: 'guarantee_holds' } })
  const { rows } = await running.base.owner.query(`select 1 from breach where author_id = $1`, [
    alpha.coach.personId,
  ])
  expect(rows).toHaveLength(1)
})

test('a decision out of reach is not there', async () => {
  const { beta } = running.world
  for (const actor of [beta.agent, beta.representative])
    expect((await celebrate(actor, 'x')).status).toBe(404)
})

test('a customer says thanks once, after a rating; it is told without their name', async () => {
  const { alpha } = running.world
  const asCustomer = <T>(script: Parameters<typeof running.base.db.work<T>>[1]) =>
    running.base.db.work([alpha.id], script)
  expect(await asCustomer((work) => thanksOf(work, contactId))).toBeNull()
  await running.base.owner.query(
    `update contact set state = 'closed', closure = 'confirmed', closed_at = now() where id = $1`,
    [contactId],
  )
  await running.base.owner.query('insert into rating (client_id, contact_id, csat) values ($1, $2, 5)', [
    alpha.id,
    contactId,
  ])
  expect(await asCustomer((work) => thanksOf(work, contactId))).toBe('open')
  await asCustomer((work) => hearThanks(work, contactId, 'Grazie, una firma: Giulia Ferrante'))
  await asCustomer((work) => hearThanks(work, contactId, 'ancora'))
  expect(await asCustomer((work) => thanksOf(work, contactId))).toBe('said')
  const mine = await seenBy(alpha.agent, 'story.listMine')
  expect(mine).toHaveLength(2)
  const thanked = mine.find((one) => one.said.some(({ name }) => name === null))
  expect(thanked?.said).toMatchObject([{ by: 'customer', name: null, words: 'Grazie, una firma: … …' }])
})

test('the weekly letter: one each, on Monday, in one’s language, and none to who stopped it', async () => {
  const { alpha, beta } = running.world
  const { clock, owner } = running.base
  const day = 86_400_000
  const start = clock.now
  const monday = (8 - (start.getUTCDay() || 7)) * day
  clock.now = new Date(Math.floor(start.getTime() / day) * day + monday + 12 * 3_600_000)
  // told in the week before
  await owner.query(`update story set naming = 'unnamed', at = $1`, [new Date(clock.now.getTime() - 3 * day)])
  await owner.query(`update person set language = 'ar' where id = $1`, [alpha.agent2.personId])
  await running.call(alpha.coach, 'letter.update', { body: { wanted: false } })
  expect((await running.call(alpha.coach, 'letter.show')).body).toEqual({ wanted: false })
  await running.server.sweep()
  await running.server.sweep()
  const { rows } = await owner.query<{ to_address: string; subject: string; text: string }>(
    `select to_address, subject, text from mail where kind = 'weekly_letter' order by to_address`,
  )
  expect(rows.map((row) => row.to_address).sort()).toEqual(
    [alpha.agent.email, alpha.agent2.email, alpha.manager.email].sort(),
  )
  for (const { text, to_address } of rows) {
    if (to_address !== alpha.agent.email) expect(text).not.toContain('Giulia')
    expect(text).toContain('Bravissima')
    expect(text).toContain('/account')
  }
  expect(rows.find((row) => row.to_address === alpha.agent2.email)?.text).toContain('الأسبوع الماضي')
  expect(rows.some((row) => row.to_address === beta.agent.email)).toBe(false)
  clock.now = start
})
