import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'

/** Records on their way to a store that is not always there: sent until it has them, and no word more than docs/training.md says. */
type Told = { method: string; url: string; body: Record<string, unknown> }
let running: Running
let store: Server
const told: Told[] = []
/** what the store does next: a status, or null to hang up without a word */
let next: (number | null)[] = []
let asked = 0

beforeAll(async () => {
  store = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked += 1
      const does = next.length > 0 ? next.shift()! : 204
      if (does === null) {
        request.socket.destroy()
        return
      }
      if (does < 300 || does === 409)
        told.push({ method: request.method!, url: request.url!, body: JSON.parse(body) })
      response.writeHead(does).end()
    })
  })
  await new Promise<void>((done) => store.listen(0, '127.0.0.1', done))
  const { port } = store.address() as AddressInfo
  running = await startLittleServer({ lrs: { url: `http://127.0.0.1:${port}/xapi`, key: 'k', secret: 's' } })
})
afterAll(async () => {
  await running.close()
  store.close()
})

const in4 = (text: string) => ({ en: text, it: text, fr: text, ar: text })

async function courseOf(lessons: string[]): Promise<string> {
  const content = {
    title: in4('Autorità'),
    promise: in4('x'),
    lessons: lessons.map((title) => ({ title: in4(title), text: in4('x'), exercise: null })),
  }
  const { rows } = await running.base.owner.query<{ id: string }>(
    `insert into course (state, content) values ('published', $1) returning id`,
    [JSON.stringify(content)],
  )
  return rows[0]!.id
}

const finish = async (actor: Actor, courseId: string, lesson: number) =>
  expect(
    (await running.call(actor, 'course.finish', { params: { courseId, lesson: String(lesson) } })).status,
  ).toBe(200)

/** Waiting jobs are due at once: nobody waits for the pause between two attempts. */
async function untilSent(): Promise<void> {
  const { owner } = running.base
  await expect
    .poll(
      async () => {
        await owner.query('update graphile_worker._private_jobs set run_at = now() where attempts > 0')
        const { rows } = await owner.query<{ unsent: number }>(
          'select count(*)::int as unsent from learning_record where sent_at is null',
        )
        return rows[0]!.unsent
      },
      { timeout: 30_000 },
    )
    .toBe(0)
}

test('a store that is down, hangs up or has it already gets each statement, under the id it was written with', async () => {
  const { alpha } = running.world
  const courseId = await courseOf(['Uno', 'Due', 'Tre'])
  next = [503, null, 429, 409]
  await finish(alpha.agent, courseId, 0)
  await untilSent()
  expect(asked).toBe(4)
  const { rows } = await running.base.owner.query<{ id: string }>('select id from learning_record')
  expect(told.map(({ method, url }) => [method, url])).toEqual([
    ['PUT', `/xapi/statements?statementId=${rows[0]!.id}`],
  ])
  expect(told[0]!.body.id).toBe(rows[0]!.id)
  // gone through again is nothing new to tell
  await finish(alpha.agent, courseId, 0)
  await untilSent()
  expect(told).toHaveLength(1)
})

test('a statement holds what the docs say and nothing else: whole, key by key', async () => {
  const { alpha } = running.world
  const courseId = await courseOf(['Una lezione'])
  told.length = 0
  await finish(alpha.agent2, courseId, 0)
  await untilSent()
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  const actor = {
    objectType: 'Agent',
    account: { homePage: running.url, name: expect.stringMatching(uuid) },
  }
  const of = (verb: string, type: string, path: string, name: string) => ({
    id: expect.stringMatching(uuid),
    actor,
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
    object: {
      objectType: 'Activity',
      id: `${running.url}/training/courses/${path}`,
      definition: { type: `http://adlnet.gov/expapi/activities/${type}`, name: { it: name } },
    },
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    version: '1.0.3',
  })
  const bodies = told
    .map(({ body }) => body)
    .sort((a, b) => (JSON.stringify(a.verb) < JSON.stringify(b.verb) ? -1 : 1))
  expect(bodies).toEqual([
    of('completed', 'course', courseId, 'Autorità'),
    of('progressed', 'lesson', `${courseId}#0`, 'Una lezione'),
  ])
  const names = bodies.map((body) => (body.actor as typeof actor).account.name)
  expect(new Set(names).size).toBe(1)
  expect(names[0]).not.toBe(alpha.agent2.personId)
  for (const secret of [alpha.agent2.personId, alpha.agent2.email, alpha.agent2.name, alpha.id, alpha.teamId])
    expect(JSON.stringify(bodies)).not.toContain(secret)
})

test('two people are two learners; of a client’s own people nothing is told', async () => {
  const { alpha } = running.world
  const courseId = await courseOf(['A', 'B'])
  told.length = 0
  for (const actor of [alpha.agent, alpha.coach, alpha.representative]) await finish(actor, courseId, 0)
  await untilSent()
  const learners = told.map(({ body }) => (body.actor as { account: { name: string } }).account.name)
  expect([learners.length, new Set(learners).size]).toEqual([2, 2])
  const { rows } = await running.base.owner.query('select 1 from learner_alias where person_id = $1', [
    alpha.representative.personId,
  ])
  expect(rows).toEqual([])
})

test('without a store nothing is written at all', async () => {
  const alone = await startLittleServer()
  try {
    const { owner } = alone.base
    const { rows } = await owner.query<{ id: string }>(
      `insert into course (state, content) values ('published', $1) returning id`,
      [
        JSON.stringify({
          title: in4('x'),
          promise: in4('x'),
          lessons: [{ title: in4('x'), text: in4('x'), exercise: null }],
        }),
      ],
    )
    const { status } = await alone.call(alone.world.alpha.agent, 'course.finish', {
      params: { courseId: rows[0]!.id, lesson: '0' },
    })
    expect(status).toBe(200)
    for (const table of ['learning_record', 'learner_alias'])
      expect((await owner.query(`select 1 from ${table}`)).rows).toEqual([])
  } finally {
    await alone.close()
  }
})
