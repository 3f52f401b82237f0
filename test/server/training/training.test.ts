import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Practice, ScenarioDraft } from '../../../src/contract/scenario.ts'
import type { Statement } from '../../../src/core/training/xapi.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

/** From a real contact to practice, from practice to a level, and from there to a record store. */
let running: Running
let trainer: Actor
let store: Server
const told: { statement: Statement; headers: Record<string, unknown> }[] = []
let refuseNext = 1

beforeAll(async () => {
  store = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      // the first is refused, so that it has to be tried again
      if (refuseNext-- > 0) {
        response.writeHead(503).end()
        return
      }
      told.push({ statement: JSON.parse(body), headers: request.headers })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  const { port } = store.address() as AddressInfo
  running = await startLittleServer({ lrs: { url: `http://127.0.0.1:${port}/xapi`, key: 'k', secret: 's' } })
  const { owner } = running.base
  const { rows } = await owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('Olfa', 'olfa@operator.example', 'it') returning id`,
  )
  await owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [rows[0]!.id])
  const { sponsor } = running.world
  trainer = { ...sponsor, personId: rows[0]!.id, email: 'olfa@operator.example', roles: ['trainer'] }
})
afterAll(async () => {
  await running.close()
  store.close()
})

async function closedContact(): Promise<string> {
  const { owner } = running.base
  const { alpha } = running.world
  const contactId = await makeContact(running.base, alpha)
  await owner.query('delete from message where contact_id = $1', [contactId])
  const say = (kind: string, text: string, minutes: number) =>
    owner.query(
      `insert into message (client_id, contact_id, kind, author_id, text, at)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        alpha.id,
        contactId,
        kind,
        kind === 'customer' ? null : alpha.agent.personId,
        text,
        new Date(running.base.clock.now.getTime() - (60 - minutes) * 60_000),
      ],
    )
  await say('customer', 'Sono Giulia Ferrante, conto 20481163: mi avete preso 35 €.', 1)
  await say('reply', 'Buongiorno signora Ferrante, guardo subito.', 2)
  await say('customer', 'Mi chiami al 338 1234567.', 3)
  await say('reply', 'Tolgo la commissione.', 4)
  await say('customer', 'Grazie! Giulia', 5)
  await owner.query(
    `update contact set state = 'closed', closure = 'confirmed', closed_at = $2, agent_id = $3 where id = $1`,
    [contactId, running.base.clock.now, alpha.agent.personId],
  )
  return contactId
}

const make = async (contactId: string) =>
  running.call(trainer, 'scenario.create', { body: { source: 'contact', contactId } })

const completed = ({ content }: ScenarioDraft): ScenarioDraft['content'] => ({
  ...content,
  situation: 'Cliente da anni, prima commissione.',
  reach: 'La commissione intera, subito.',
  steps: content.steps.map((step) => ({ ...step, options: ['Capisco.', 'Non possiamo.'] })),
})

async function approved(): Promise<ScenarioDraft> {
  const draft = (await make(await closedContact())).body as unknown as ScenarioDraft
  const params = { scenarioId: draft.id }
  // as the trainer leaves it: practice is of waiving the fee
  await running.base.owner.query(`update scenario set power = 'fee_waiver' where id = $1`, [draft.id])
  await running.call(trainer, 'scenario.save', { params, body: { revision: 1, content: completed(draft) } })
  const { status, body } = await running.call(trainer, 'scenario.approve', { params, body: { revision: 2 } })
  expect(status).toBe(200)
  return body as unknown as ScenarioDraft
}

async function practise(actor: Actor, scenarioId: string, minor: number): Promise<Practice> {
  const params = { scenarioId }
  const begun = (await running.call(actor, 'practice.start', { params })).body as unknown as Practice
  let now = begun
  while (!now.outcome) {
    const turn = now.turns.length - 1
    const answer = await running.call(actor, 'practice.answer', {
      params: { practiceId: begun.id, turn: String(turn) },
      body: {
        words: 'Capisco.',
        decision: now.turns[turn]!.decides ? { power: 'fee_waiver', minor, days: null } : null,
      },
    })
    expect(answer.status).toBe(200)
    now = answer.body as unknown as Practice
  }
  return now
}

test('a draft has nobody in it; the original stands beside it for trainers only', async () => {
  const answer = await make(await closedContact())
  expect(answer.status).toBe(201)
  const draft = answer.body as unknown as ScenarioDraft
  expect(JSON.stringify(draft.content)).not.toMatch(/Giulia|Ferrante|20481163|1234567/)
  expect(JSON.stringify(draft.original)).toMatch(/Giulia Ferrante/)
  expect(draft.content.steps.map(({ said }) => said !== null)).toEqual([true, true])
  expect(draft.content.after).toMatch(/^Grazie!/)
  expect(draft.content.steps[0]!.words).toContain('35 €')
  const { alpha, beta } = running.world
  const params = { scenarioId: draft.id }
  for (const actor of [alpha.agent, alpha.coach, alpha.manager])
    expect((await running.call(actor, 'scenario.show', { params })).status).toBe(403)
  expect((await running.call(alpha.agent, 'practice.start', { params })).status).toBe(404)
  expect((await running.call(beta.agent, 'scenario.list', {})).body.items).toEqual([])
})

test('approving asks for what is missing, and refuses while a known name is in it', async () => {
  const draft = (await make(await closedContact())).body as unknown as ScenarioDraft
  const params = { scenarioId: draft.id }
  const early = await running.call(trainer, 'scenario.approve', { params, body: { revision: 1 } })
  expect([early.status, early.body.code]).toEqual([422, 'not_complete'])
  const content = { ...completed(draft), situation: 'La signora Ferrante è cliente da anni.' }
  await running.call(trainer, 'scenario.save', { params, body: { revision: 1, content } })
  const named = await running.call(trainer, 'scenario.approve', { params, body: { revision: 2 } })
  expect([named.status, named.body.code]).toEqual([422, 'names_somebody'])
  const stale = await running.call(trainer, 'scenario.save', { params, body: { revision: 1, content } })
  expect(stale.body.code).toBe('edited_meanwhile')
  await running.call(trainer, 'scenario.save', { params, body: { revision: 2, content: completed(draft) } })
  const done = await running.call(trainer, 'scenario.approve', { params, body: { revision: 3 } })
  expect([done.status, done.body.original]).toEqual([200, null])
  const { rows } = await running.base.owner.query('select 1 from scenario_original where scenario_id = $1', [
    draft.id,
  ])
  expect(rows).toEqual([])
})

test('practice shows the words as they came, weighs the decision, and then shows what was', async () => {
  const { alpha } = running.world
  const scenario = await approved()
  const params = { scenarioId: scenario.id }
  const begun = (await running.call(alpha.agent, 'practice.start', { params })).body as unknown as Practice
  expect([begun.turns.length, begun.outcome]).toEqual([1, null])
  expect(JSON.stringify(begun)).not.toContain('Tolgo la commissione')
  const early = await running.call(alpha.agent, 'practice.answer', {
    params: { practiceId: begun.id, turn: '0' },
    body: { words: 'x', decision: { power: 'fee_waiver', minor: 100, days: null } },
  })
  expect(early.status).toBe(400)
  const foreign = await running.call(alpha.agent2, 'practice.answer', {
    params: { practiceId: begun.id, turn: '0' },
    body: { words: 'x' },
  })
  expect(foreign.status).toBe(404)
  const within = await practise(alpha.agent, scenario.id, 3500)
  expect(within.outcome).toMatchObject({
    mine: { verdict: 'granted', used: true },
    upTo: { minor: 3500, days: null },
    reach: 'La commissione intera, subito.',
  })
  expect(within.outcome!.said[1]).toBe('Tolgo la commissione.')
  const beyond = await practise(alpha.agent2, scenario.id, 3501)
  expect(beyond.outcome!.mine).toMatchObject({ verdict: 'beyond', used: false })
})

test('practice opens the next level: the person takes one, a coach confirms the other', async () => {
  const { alpha, beta, administrator } = running.world
  const who = alpha.agent2
  const params = { power: 'fee_waiver' }
  await running.call(administrator, 'person.setLevel', {
    params: { ...params, personId: who.personId },
    body: { level: 'trainee' },
  })
  const stepOf = async () => {
    const { body } = await running.call(who, 'training.path', {})
    return (body.items as { power: string; level: string; next: unknown }[]).find(
      (one) => one.power === 'fee_waiver',
    )
  }
  expect(await stepOf()).toMatchObject({
    level: 'trainee',
    next: { to: 'full', done: 0, needed: 3, open: false },
  })
  expect((await running.call(who, 'training.confirm', { params })).body.code).toBe('level_not_open')
  const scenarios = [await approved(), await approved(), await approved(), await approved(), await approved()]
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 60_000)
  for (const { id } of scenarios.slice(0, 2)) await practise(who, id, 1000)
  await practise(who, scenarios[0]!.id, 1000)
  expect(await stepOf()).toMatchObject({ next: { done: 2, open: false } })
  await practise(who, scenarios[2]!.id, 1000)
  expect((await running.call(who, 'training.confirm', { params })).status).toBe(204)
  expect(await stepOf()).toMatchObject({ level: 'full', next: { to: 'senior', confirmedBy: 'coach' } })
  const { rows } = await running.base.owner.query<{ body: string }>(
    `select body from ledger_entry where kind = 'level.set' order by arrival desc limit 1`,
  )
  expect(JSON.parse(rows[0]!.body)).toMatchObject({
    actor: who.personId,
    facts: { person: who.personId, power: 'fee_waiver', level: 'full' },
  })
  for (const { id } of scenarios) await practise(who, id, 1000)
  expect((await running.call(who, 'training.confirm', { params })).body.code).toBe('level_not_open')
  expect((await running.call(who, 'training.ask', { params, body: {} })).status).toBe(204)
  expect((await running.call(who, 'training.ask', { params, body: {} })).body.code).toBe('already_exists')
  expect((await running.call(beta.coach, 'training.listRequests', {})).body.items).toEqual([])
  const { body } = await running.call(alpha.coach, 'training.listRequests', {})
  const [request] = body.items as { id: string }[]
  const answer = { params: { requestId: request!.id }, body: { answer: 'granted' } }
  expect((await running.call(beta.coach, 'training.answerRequest', answer)).status).toBe(404)
  expect((await running.call(alpha.coach, 'training.answerRequest', answer)).status).toBe(204)
  expect(await stepOf()).toMatchObject({ level: 'senior', next: null })
})

test('a course is published whole or not at all; a lesson gone through is the reader’s own', async () => {
  const { alpha } = running.world
  const in4 = (text: string) => ({ en: text, it: text, fr: text, ar: text })
  const lesson = { title: in4('One'), text: in4('<b>x</b> **y**'), exercise: null }
  const content = {
    title: in4('Course'),
    promise: in4('You will know'),
    lessons: [{ ...lesson, text: { ...in4('x'), ar: '' } }],
  }
  const { body } = await running.call(trainer, 'course.create', { body: { content } })
  const params = { courseId: body.id as string }
  const early = await running.call(trainer, 'course.publish', { params, body: { published: true } })
  expect(early.body.code).toBe('not_complete')
  expect((await running.call(alpha.agent, 'course.show', { params })).status).toBe(404)
  await running.call(trainer, 'course.save', {
    params,
    body: { revision: 1, content: { ...content, lessons: [lesson] } },
  })
  await running.call(trainer, 'course.publish', { params, body: { published: true } })
  const done = await running.call(alpha.agent, 'course.finish', { params: { ...params, lesson: '0' } })
  expect(done.body.done).toEqual([0])
  expect((await running.call(alpha.agent2, 'course.show', { params })).body.done).toEqual([])
  expect(
    (await running.call(alpha.agent, 'course.finish', { params: { ...params, lesson: '5' } })).status,
  ).toBe(404)
})

test('a refresher reaches those who work for that client', async () => {
  const { alpha, beta } = running.world
  const { id } = await approved()
  const body = { clientId: alpha.id, scenarioId: id, touchpoint: 'billing', why: 'Tornano in molti' }
  expect((await running.call(trainer, 'refresher.create', { body })).status).toBe(201)
  const unknown = { ...body, scenarioId: randomUUID() }
  expect((await running.call(trainer, 'refresher.create', { body: unknown })).status).toBe(404)
  const seen = async (actor: Actor) =>
    ((await running.call(actor, 'training.path', {})).body.refreshers as unknown[]).length
  expect([await seen(alpha.agent), await seen(beta.agent)]).toEqual([1, 0])
})

test('records reach the store as statements of nobody by name, also after it was away', async () => {
  const sent = async () => {
    const { rows } = await running.base.owner.query<{ unsent: number }>(
      'select count(*)::int as unsent from learning_record where sent_at is null',
    )
    return rows[0]!.unsent
  }
  await running.base.owner.query('update graphile_worker._private_jobs set run_at = now() where attempts > 0')
  await expect.poll(sent, { timeout: 20_000 }).toBe(0)
  const { rows } = await running.base.owner.query<{ id: string }>('select id from learning_record')
  expect(new Set(told.map(({ statement }) => statement.id))).toEqual(new Set(rows.map(({ id }) => id)))
  const text = JSON.stringify(told.map(({ statement }) => statement))
  const { alpha } = running.world
  for (const actor of [alpha.agent, alpha.agent2])
    for (const secret of [actor.personId, actor.email, actor.name]) expect(text).not.toContain(secret)
  const [first] = told
  expect(first!.headers).toMatchObject({
    'x-experience-api-version': '1.0.3',
    authorization: `Basic ${Buffer.from('k:s').toString('base64')}`,
  })
  expect(first!.statement).toMatchObject({ version: '1.0.3', actor: { account: { homePage: running.url } } })
})
