import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Refresher } from '../../../src/contract/training.ts'
import type { Pattern } from '../../../src/core/training/refresher.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { proposeForPatterns } from '../../../src/server/training/propose-refresher.ts'
import { makeOpportunity } from '../coaching/opportunity.ts'
import { type Running, startLittleServer } from '../running.ts'
import type { LittleClient } from '../world.ts'

/** What a team's pattern asks for: proposed by itself, confirmed by who coaches, taken up or left by each alone. */
let running: Running
let trainer: Actor
const scenarioIds: string[] = []

beforeAll(async () => {
  running = await startLittleServer()
  const { owner, clock } = running.base
  const { alpha, sponsor } = running.world
  const { rows } = await owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('Olfa', 'olfa@operator.example', 'it') returning id`,
  )
  await owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [rows[0]!.id])
  trainer = { ...sponsor, personId: rows[0]!.id, email: 'olfa@operator.example', roles: ['trainer'] }
  for (const touchpoint of ['billing', 'payment']) {
    const step = { words: 'x', said: null, options: [] }
    const content = { title: `Un caso: ${touchpoint}`, situation: 'x', steps: [step, step], decideAt: 0 }
    const made = await owner.query<{ id: string }>(
      `insert into scenario (client_id, source, language, touchpoint, power, currency, mandate, mandate_number, time_zone,
         weighed_at, content, author_id, state, approved_by, approved_at, created_at)
       values ($1, 'pasted', 'it', $2, 'fee_waiver', 'EUR', '{"powers":[]}', 1, 'Europe/Rome', $3, $4, $5, 'approved', $5, $3, $3)
       returning id`,
      [alpha.id, touchpoint, clock.now, JSON.stringify({ ...content, after: null, reach: 'x' }), rows[0]!.id],
    )
    scenarioIds.push(made.rows[0]!.id)
  }
})
afterAll(() => running.close())

const week = () => {
  const day = new Date(running.base.clock.now)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}

async function found(
  client: LittleClient,
  kind: Pattern['kind'],
  subject: string,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const { base } = running
  const opportunityId = await makeOpportunity(base, client, {
    kind,
    subject,
    ...{ first_week: week(), week: week() },
    ...fields,
  })
  await propose(client, [{ opportunityId, kind, subject }])
  return opportunityId
}

const propose = (client: LittleClient, patterns: Pattern[]) =>
  running.base.db.work([client.id], (work) =>
    proposeForPatterns(work, { id: client.teamId, client_id: client.id }, patterns),
  )
const seenBy = async (actor: Actor) =>
  (await running.call(actor, 'training.path', {})).body.refreshers as unknown as Refresher[]
const all = async () =>
  (await running.call(trainer, 'refresher.list', {})).body.items as unknown as Refresher[]

test('a pattern proposes a case of its touchpoint to its team, once, without a name or a number', async () => {
  const { alpha, beta } = running.world
  const opportunityId = await found(alpha, 'returning_doubt', 'billing')
  const [one, ...others] = await seenBy(alpha.agent)
  expect(others).toEqual([])
  expect(one).toMatchObject({
    pattern: 'returning_doubt',
    touchpoint: 'billing',
    scenarioId: scenarioIds[0],
    minutes: 10,
    why: null,
    confirmedByName: null,
    takenUp: false,
    ...{ mayAnswer: true, mayConfirm: false, mayEnd: false },
  })
  for (const person of [alpha.agent, alpha.agent2, alpha.coach])
    expect(JSON.stringify(one)).not.toMatch(new RegExp(`${person.personId}|${person.name}`))
  expect(JSON.stringify(one)).not.toMatch(/count|evidence|share/)
  expect(await seenBy(beta.agent)).toEqual([])
  expect(await seenBy(alpha.manager)).toEqual([])
  await propose(alpha, [{ opportunityId, kind: 'returning_doubt', subject: 'billing' }])
  expect(await seenBy(alpha.agent)).toHaveLength(1)
})

test('what nobody is sent to practise for proposes nothing', async () => {
  const { alpha } = running.world
  const before = (await all()).length
  for (const [kind, subject] of [
    ['repeated_lift', 'refund'],
    ['shared_obstacle', 'payment'],
    ['done_well', 'payment'],
  ] as const)
    await found(alpha, kind, subject)
  expect(await all()).toHaveLength(before)
})

test('who declines sees it no more; nobody else can tell, not even in the database', async () => {
  const { alpha } = running.world
  const [one] = await seenBy(alpha.agent)
  const params = { refresherId: one!.id }
  const decline = { params, body: { answer: 'declined' } }
  expect((await running.call(alpha.agent, 'refresher.answer', decline)).status).toBe(204)
  expect(await seenBy(alpha.agent)).toEqual([])
  for (const actor of [alpha.agent2, alpha.coach])
    expect(await seenBy(actor)).toMatchObject([{ id: one!.id, takenUp: false }])
  expect(await all()).toMatchObject([{ id: one!.id, takenUp: false }])
  const answers = (personId: string | null) => {
    const ask = ({ tx }: { tx: Parameters<Parameters<typeof running.base.db.work>[1]>[0]['tx'] }) =>
      tx.selectFrom('refresher_answer').select('answer').execute()
    return personId
      ? running.base.db.own({ clientIds: [alpha.id], personId }, ask)
      : running.base.db.work([alpha.id], ask)
  }
  expect(await answers(alpha.agent.personId)).toEqual([{ answer: 'declined' }])
  for (const other of [alpha.agent2.personId, alpha.coach.personId, trainer.personId, null])
    expect(await answers(other)).toEqual([])
})

test('who takes it up keeps it until it is done', async () => {
  const { alpha } = running.world
  const [one] = await seenBy(alpha.agent2)
  const params = { refresherId: one!.id }
  await running.call(alpha.agent2, 'refresher.answer', { params, body: { answer: 'taken_up' } })
  expect(await seenBy(alpha.agent2)).toMatchObject([{ id: one!.id, takenUp: true }])
  expect(await seenBy(alpha.coach)).toMatchObject([{ id: one!.id, takenUp: false }])
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 60_000)
  const begun = await running.call(alpha.agent2, 'practice.start', {
    params: { scenarioId: one!.scenarioId! },
  })
  for (const turn of ['0', '1'])
    await running.call(alpha.agent2, 'practice.answer', {
      params: { practiceId: begun.body.id as string, turn },
      body: { words: 'Capisco.' },
    })
  expect(await seenBy(alpha.agent2)).toEqual([])
  expect(await seenBy(alpha.coach)).toMatchObject([{ id: one!.id }])
})

test('the team’s coach or a trainer confirms it, nobody else; ended, it does not come back', async () => {
  const { alpha, beta } = running.world
  const [one] = await seenBy(alpha.coach)
  expect(one).toMatchObject({ mayConfirm: true, mayEnd: true, mayAnswer: false })
  const params = { refresherId: one!.id }
  const answer = { params, body: { answer: 'declined' } }
  for (const actor of [alpha.agent, alpha.manager, alpha.representative])
    expect((await running.call(actor, 'refresher.confirm', { params })).status).toBe(403)
  for (const operation of ['refresher.confirm', 'refresher.end'] as const)
    expect((await running.call(beta.coach, operation, { params })).status).toBe(404)
  expect((await running.call(beta.agent, 'refresher.answer', answer)).status).toBe(404)
  expect((await running.call(trainer, 'refresher.answer', answer)).status).toBe(404)
  expect((await running.call(alpha.coach, 'refresher.confirm', { params })).status).toBe(204)
  const again = await running.call(trainer, 'refresher.confirm', { params })
  expect([again.status, again.body.code]).toEqual([409, 'already_answered'])
  expect(await all()).toMatchObject([{ confirmedByName: alpha.coach.name, mayConfirm: false }])
  expect((await running.call(alpha.coach, 'refresher.end', { params })).status).toBe(204)
  expect(await all()).toEqual([])
  const { rows } = await running.base.owner.query<{ id: string }>(
    `select opportunity_id as id from refresher where id = $1`,
    [one!.id],
  )
  await propose(alpha, [{ opportunityId: rows[0]!.id, kind: 'returning_doubt', subject: 'billing' }])
  expect(await all()).toEqual([])
})

test('it goes with its pattern: set aside by the coach, or not seen for eight weeks', async () => {
  const { alpha } = running.world
  const opportunityId = await found(alpha, 'unused_authority', 'payment')
  expect(await all()).toMatchObject([{ pattern: 'unused_authority', scenarioId: scenarioIds[1] }])
  const move = (body: object) =>
    running.call(alpha.coach, 'opportunity.move', { params: { opportunityId }, body })
  await move({ state: 'set_aside', words: 'Era una campagna.' })
  expect(await all()).toEqual([])
  await move({ state: 'taken_up', words: null })
  expect(await all()).toHaveLength(1)
  const { clock } = running.base
  clock.now = new Date(clock.now.getTime() + 57 * 86_400_000)
  expect(await all()).toEqual([])
})
