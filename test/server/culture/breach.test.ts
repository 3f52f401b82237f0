import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes, type OperationId } from '../../../src/contract/all.ts'
import { rolesByPermission } from '../../../src/core/person/permissions.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { mayHear } from '../../../src/server/platform/events.ts'
import type { LiveEvent } from '../../../src/server/platform/live.ts'
import { type Running, startLittleServer } from '../running.ts'

/** Telling of a breach, attacked: who told it, and that it was told, by every way there is. */
let running: Running
const words = 'Mi ha dato un brutto voto per la penale tolta alla signora.'
let breachId: string
const heard: LiveEvent[] = []

beforeAll(async () => {
  running = await startLittleServer()
  running.server.platform.live.subscribe((event) => heard.push(event))
  const { alpha } = running.world
  const told = await running.call(alpha.agent, 'breach.report', {
    body: { personId: alpha.coach.personId, kind: 'scored', words },
  })
  expect(told).toMatchObject({ status: 201, body: { mine: true, named: false, goesTo: 'manager' } })
  breachId = told.body.id as string
})
afterAll(() => running.close())

const idsOf = (body: unknown) => (body as { items: { id: string }[] }).items.map(({ id }) => id)
const toAnswer = async (actor: Actor) => {
  const { status, body } = await running.call(actor, 'breach.listToAnswer')
  return status === 200 ? idsOf(body) : []
}
/** Everything that a person may read without knowing an id. */
async function everythingSeenBy(actor: Actor): Promise<string> {
  const seen: string[] = []
  for (const [operation, route] of Object.entries(allRoutes)) {
    if (route.method !== 'GET') continue
    const access = route.access as string
    const allowed: readonly string[] | undefined = rolesByPermission[access as keyof typeof rolesByPermission]
    if (allowed && !actor.roles.some((role) => allowed.includes(role))) continue
    const params = /:clientId/.test(route.path) ? { clientId: running.world.alpha.id } : undefined
    if (!params && route.path.includes(':')) continue
    const answer = await running.call(
      actor,
      operation as OperationId,
      params ? ({ params } as never) : undefined,
    )
    seen.push(`${operation} ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return seen.join('\n')
}

describe('before it is answered', () => {
  test('it stands with whoever is above, and with nobody else', async () => {
    const { alpha, beta, administrator, sponsor } = running.world
    expect(await toAnswer(alpha.manager)).toEqual([breachId])
    for (const other of [
      alpha.agent,
      alpha.agent2,
      alpha.coach,
      alpha.representative,
      beta.manager,
      administrator,
      sponsor,
    ])
      expect(await toAnswer(other)).toEqual([])
  })

  test('nothing that the one it concerns may read says that there is one', async () => {
    const { alpha, beta, administrator, sponsor } = running.world
    for (const actor of [
      alpha.coach,
      alpha.representative,
      alpha.agent2,
      beta.manager,
      administrator,
      sponsor,
    ]) {
      const seen = await everythingSeenBy(actor)
      expect(seen).toContain('home.show 200')
      expect(seen).not.toContain(breachId)
      expect(seen).not.toContain('brutto voto')
    }
    const counts = await running.call(alpha.coach, 'culture.show')
    expect(counts.body.clients).toMatchObject([{ answered: 0, putRight: 0 }])
  })

  test('whoever answers sees what happened and no name', async () => {
    const { alpha } = running.world
    const { body } = await running.call(alpha.manager, 'breach.listToAnswer')
    expect(body.items).toMatchObject([
      { words, concernedName: alpha.coach.name, reporterName: null, mine: false, named: false },
    ])
    const seen = await everythingSeenBy(alpha.manager)
    const line = seen.split('\n').find((one) => one.startsWith('breach.listToAnswer'))!
    expect(line).not.toContain(alpha.agent.personId)
    expect(line).not.toContain(alpha.teamId)
  })

  test('the home of whoever is above says it, others’ not', async () => {
    const { alpha, administrator } = running.world
    const at = async (actor: Actor) => (await running.call(actor, 'home.show')).body.culture
    expect(await at(alpha.manager)).toMatchObject({ toAnswer: 1 })
    expect(await at(alpha.coach)).toMatchObject({ toAnswer: 0 })
    expect(await at(administrator)).toMatchObject({ toAnswer: 0 })
  })

  test('live events reach who is above alone', async () => {
    const { alpha } = running.world
    await expect.poll(() => heard.filter(({ id }) => id === breachId).length).toBe(1)
    const [event] = heard.filter(({ id }) => id === breachId)
    expect(mayHear(event!, alpha.manager)).toBe(true)
    for (const other of [alpha.coach, alpha.agent, alpha.representative])
      expect(mayHear(event!, other)).toBe(false)
    expect(JSON.stringify(event)).not.toContain(alpha.agent.personId)
  })

  test('no row, ledger entry, job or mail of it names who told it, the team, or the hour', async () => {
    const { alpha } = running.world
    const { owner } = running.base
    for (const table of ['breach', 'breach_report', 'breach_reporter']) {
      const key = table === 'breach' ? 'id' : 'breach_id'
      const { rows } = await owner.query(
        `select to_jsonb(x)::text as row from ${table} x where ${key} = $1`,
        [breachId],
      )
      expect(rows).toHaveLength(1)
      for (const secret of [alpha.agent.personId, alpha.agent.name, alpha.teamId])
        expect(rows[0].row).not.toContain(secret)
    }
    const { rows: breach } = await owner.query('select at, decision_id, about_id from breach where id = $1', [
      breachId,
    ])
    expect(breach[0]).toMatchObject({ decision_id: null, about_id: null })
    expect((breach[0].at as Date).toISOString()).toMatch(/T00:00:00\.000Z$/)
    for (const place of [`ledger_entry x`, `mail x`, `graphile_worker._private_jobs x`]) {
      const { rows } = await owner.query(`select 1 from ${place} where to_jsonb(x)::text like $1`, [
        `%${breachId}%`,
      ])
      expect([place, rows]).toEqual([place, []])
    }
  })

  test('the database refuses a report that names a team, a decision or whose it was', async () => {
    const { alpha } = running.world
    for (const [column, value] of [
      ['team_id', alpha.teamId],
      ['about_id', alpha.agent.personId],
    ])
      await expect(
        running.base.owner.query(
          `insert into breach (client_id, kind, place, tried, reason, how, author_id, seen_from, ${column})
           values ($1, 'reported', 'outside', 'told', 'scored', 'told', $2, 'manager', $3)`,
          [alpha.id, alpha.coach.personId, value],
        ),
      ).rejects.toMatchObject({ code: '23514' })
  })

  test('only whoever told it finds it among theirs, and lets their name be seen or hides it', async () => {
    const { alpha } = running.world
    const name = (actor: Actor, named: boolean) =>
      running.call(actor, 'breach.name', { params: { breachId }, body: { named } })
    const mine = async (actor: Actor) => idsOf((await running.call(actor, 'breach.listMine')).body)
    expect(await mine(alpha.agent)).toEqual([breachId])
    expect(await mine(alpha.agent2)).toEqual([])
    expect(await mine(alpha.coach)).toEqual([])
    for (const other of [alpha.agent2, alpha.coach]) expect((await name(other, true)).status).toBe(404)
    expect(await name(alpha.agent, true)).toMatchObject({ status: 200, body: { named: true } })
    const shown = async () =>
      (
        (await running.call(alpha.manager, 'breach.listToAnswer')).body.items as { reporterName: unknown }[]
      )[0]!
    expect((await shown()).reporterName).toBe(alpha.agent.name)
    await name(alpha.agent, false)
    expect((await shown()).reporterName).toBeNull()
  })

  test('nobody answers but who is above', async () => {
    const { alpha, beta, administrator, sponsor } = running.world
    for (const other of [
      alpha.agent,
      alpha.coach,
      beta.manager,
      administrator,
      sponsor,
      alpha.representative,
    ]) {
      const answer = await running.call(other, 'breach.answer', {
        params: { breachId },
        body: { outcome: 'not_a_breach', words: 'Non è nulla' },
      })
      expect([403, 404]).toContain(answer.status)
    }
  })
})

test('a manager’s breach goes to administrators, an administrator’s to the sponsor; nobody finds their own', async () => {
  const { alpha, administrator, sponsor } = running.world
  const tell = async (concerned: Actor) =>
    (
      await running.call(alpha.agent2, 'breach.report', {
        body: { personId: concerned.personId, kind: 'held_back', words: 'Vuole approvare tutto.' },
      })
    ).body.id as string
  const ofManager = await tell(alpha.manager)
  const ofAdministrator = await tell(administrator)
  expect(await toAnswer(alpha.manager)).not.toContain(ofManager)
  expect(await toAnswer(administrator)).toEqual([ofManager])
  expect(await toAnswer(sponsor)).toEqual([ofAdministrator])
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 30 * 86_400_000)
  // silence passes it upwards, and still never to whom it concerns
  expect(await toAnswer(alpha.manager)).not.toContain(ofManager)
  expect(await toAnswer(administrator)).not.toContain(ofAdministrator)
  expect(await toAnswer(sponsor)).toEqual(expect.arrayContaining([ofManager, ofAdministrator, breachId]))
  running.base.clock.now = new Date(running.base.clock.now.getTime() - 30 * 86_400_000)
})

test('outside one’s reach there is nobody to tell of', async () => {
  const { alpha, beta } = running.world
  const told = (personId: string) =>
    running.call(alpha.agent, 'breach.report', { body: { personId, kind: 'other', words: 'x' } })
  for (const one of [beta.coach, beta.manager, alpha.representative, alpha.agent, alpha.agent2])
    expect((await told(one.personId)).status).toBe(404)
})

test('answered, it is public in a sentence that names nobody, counted, and in the ledger', async () => {
  const { alpha } = running.world
  const answer = (text: string) =>
    running.call(alpha.manager, 'breach.answer', {
      params: { breachId },
      body: { outcome: 'put_right', words: text },
    })
  expect(await answer(`Con ${alpha.coach.name} ne ho parlato.`)).toMatchObject({
    status: 422,
    body: { code: 'names_somebody' },
  })
  const text = 'Il voto è stato tolto e ne abbiamo parlato con tutta la squadra.'
  expect((await answer(text)).status).toBe(200)
  expect((await answer(text)).status).toBe(409)
  for (const reader of [alpha.agent2, alpha.representative, alpha.coach]) {
    const { body } = await running.call(reader, 'breach.listAnswered')
    expect(body.items).toMatchObject([
      { id: breachId, words: null, concernedName: null, reporterName: null, answer: { words: text } },
    ])
    expect(JSON.stringify(body)).not.toContain(alpha.agent.personId)
  }
  const concerned = await running.call(alpha.coach, 'breach.listAnswered')
  expect(concerned.body.items).toMatchObject([{ aboutMe: true, mine: false }])
  const { body } = await running.call(alpha.representative, 'culture.show')
  expect(body.clients).toMatchObject([{ answered: 1, putRight: 1 }])
  const { rows } = await running.base.owner.query(
    `select body from ledger_entry where client_id = $1 and kind = 'breach.answered'`,
    [alpha.id],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].body).not.toContain(alpha.agent.personId)
  expect(
    (await running.call(alpha.agent, 'breach.name', { params: { breachId }, body: { named: true } })).status,
  ).toBe(409)
})
