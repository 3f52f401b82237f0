import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpportunityKind } from '../../../src/core/coaching/question.ts'
import { coachingApi } from '../../../src/server/coaching/api.ts'
import { coachingSweep, listTeams, lookBack } from '../../../src/server/coaching/look.ts'
import { moveOpportunity } from '../../../src/server/coaching/move.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleClient, type LittleWorld, makeContact, makeWorld } from '../world.ts'
import { makeOpportunity } from './opportunity.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  await makeWeeks(world.alpha)
  await base.owner.query(
    `insert into course (shipped, state, content) values ('2-how-to-use-it', 'published', '{"lessons":[]}')`,
  )
})
afterAll(() => base.close())

const api = () => coachingApi({ db: base.db } as Platform)
const ask = <Op extends keyof ReturnType<typeof api>>(operation: Op, request: object) =>
  (api()[operation] as (given: object) => Promise<Awaited<ReturnType<ReturnType<typeof api>[Op]>>>)(request)
const list = (actor: Actor, view = 'open') =>
  ask('opportunity.list', { actor, query: { view, limit: 50, cursor: undefined } })
const daysAgo = (days: number) => new Date(base.clock.now.getTime() - days * 86_400_000)
const team = async (client: LittleClient) =>
  (await base.db.work([client.id], (work) => listTeams(work, client.id)))[0]!

/** Ten weeks of closed contacts at two touchpoints: on «payment» every second customer was not clear, of all agents. */
async function makeWeeks(client: LittleClient): Promise<void> {
  const { owner } = base
  const third = await owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('third', 'third@operator.example', 'it') returning id`,
  )
  const agents = [client.agent.personId, client.agent2.personId, third.rows[0]!.id]
  for (let n = 0; n < 120; n += 1) {
    const id = await makeContact(base, client, { agentId: agents[n % 3]! })
    const payment = n % 4 === 0
    const at = daysAgo(10 + (n % 60))
    await owner.query(
      `update contact set touchpoint = $2, state = 'closed', closure = 'confirmed', opened_at = $3, closed_at = $3 where id = $1`,
      [id, payment ? 'payment' : 'billing', at],
    )
    await owner.query(
      `insert into contact_event (client_id, contact_id, kind, at) values ($1, $2, 'closed_confirmed', $3)`,
      [client.id, id, at],
    )
    if (payment ? n % 8 === 0 : n % 30 === 1)
      await owner.query(
        `insert into contact_event (client_id, contact_id, kind, at) values ($1, $2, 'returned_to_agent', $3)`,
        [client.id, id, new Date(at.getTime() - 3_600_000)],
      )
  }
}

describe('looking at a team', () => {
  test('finds what stands out, with its evidence, and no person in it', async () => {
    expect(await lookBack(base.db, await team(world.alpha))).toBe(8)
    const { items, looked } = await list(world.alpha.coach)
    expect(items.map(({ kind, subject }) => [kind, subject])).toEqual([['returning_doubt', 'payment']])
    expect(items[0]).toMatchObject({
      ownTeam: true,
      weeks: 13,
      week: '2026-11-09',
      state: 'new',
      evidence: { count: 15, of: 30, restCount: 4, restOf: 90, compared: 'others' },
      mayBecome: ['taken_up', 'shared', 'set_aside'],
    })
    expect(items[0]!.evidence.adjusted).toBeLessThan(0.001)
    expect(looked).toMatchObject([{ week: '2026-11-09', weeks: 13, found: 1 }])
    const proposed = await base.owner.query(
      `select r.team_id, r.touchpoint, r.author_id, co.shipped from refresher r join course co on co.id = r.course_id`,
    )
    expect(proposed.rows).toEqual([
      { team_id: world.alpha.teamId, touchpoint: 'payment', author_id: null, shipped: '2-how-to-use-it' },
    ])
    await base.owner.query('delete from refresher')
    await base.owner.query('delete from course')
    const { rows } = await base.owner.query(`select evidence::text as text from opportunity`)
    const people = await base.owner.query<{ id: string; name: string }>('select id, name from person')
    for (const { text } of rows)
      for (const { id, name } of people.rows) {
        expect(text).not.toContain(id)
        expect(text).not.toContain(name)
      }
  })

  test('a week is looked at once, whoever comes, and again only when the next Monday has come', async () => {
    const sweep = coachingSweep({ db: base.db, log: console } as unknown as Platform)
    await Promise.all([sweep.run(), sweep.run(), lookBack(base.db, await team(world.alpha))])
    const { rows } = await base.owner.query(
      'select count(*)::int as weeks from opportunity_week where team_id = $1',
      [world.alpha.teamId],
    )
    expect(rows).toEqual([{ weeks: 8 }])
    expect((await list(world.alpha.coach)).items).toHaveLength(1)
  })

  test('what only one person met is not shown', async () => {
    await base.owner.query(
      `update contact set agent_id = $2 where client_id = $1 and touchpoint = 'payment'`,
      [world.alpha.id, world.alpha.agent.personId],
    )
    await base.owner.query('delete from opportunity')
    await base.owner.query('delete from opportunity_week')
    await lookBack(base.db, await team(world.alpha))
    expect((await list(world.alpha.coach)).items).toEqual([])
  })

  test('the contacts are openable, and an agent of the team sees the same', async () => {
    const id = await makeOpportunity(base, world.alpha, { subject: 'payment', week: '2026-11-09' })
    const shown = await ask('opportunity.show', { actor: world.alpha.agent, params: { opportunityId: id } })
    expect(shown.contacts).toHaveLength(15)
    expect(shown.mayBecome).toEqual([])
    expect(Object.keys(shown.contacts[0]!).sort()).toEqual(['customerName', 'id', 'openedAt', 'subject'])
  })
})

describe('what is made of it', () => {
  const move = (actor: Actor, id: string, state: 'taken_up' | 'shared' | 'set_aside') =>
    base.db.work(actor.clientIds, (work) => moveOpportunity(work, actor, { id, state, words: 'why' }))
  const fresh = (kind: OpportunityKind) => makeOpportunity(base, world.alpha, { kind })

  test('the coach takes up, sets aside, shares; what is shared stays shared', async () => {
    const { coach, agent, manager } = world.alpha
    const id = await fresh('done_well')
    await move(coach, id, 'taken_up')
    await move(coach, id, 'set_aside')
    expect((await list(coach, 'set_aside')).items).toMatchObject([
      { id, words: 'why', movedByName: coach.name },
    ])
    expect((await list(manager, 'shared')).items).toEqual([])
    await expect(
      ask('opportunity.show', { actor: manager, params: { opportunityId: id } }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await move(coach, id, 'shared')
    expect((await list(manager, 'shared')).items).toMatchObject([{ id, ownTeam: false, mayBecome: [] }])
    expect((await list(agent, 'shared')).items).toHaveLength(1)
    await expect(move(coach, id, 'taken_up')).rejects.toMatchObject({ code: 'already_shared' })
  })

  test('an agent moves none, and another client neither moves nor sees it', async () => {
    const id = await fresh('shared_obstacle')
    await expect(move(world.alpha.agent, id, 'taken_up')).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(move(world.beta.coach, id, 'taken_up')).rejects.toMatchObject({ code: 'not_found' })
    expect((await list(world.beta.coach, 'shared')).items).toEqual([])
  })

  test('what was settled is not told again of the same contacts', async () => {
    await base.owner.query(
      `update contact set agent_id = $2 where id in (
      select id from contact where client_id = $1 and touchpoint = 'payment' order by opened_at, id limit 15)`,
      [world.alpha.id, world.alpha.agent2.personId],
    )
    await base.owner.query('delete from opportunity')
    await base.owner.query('delete from opportunity_week')
    const id = await makeOpportunity(base, world.alpha, {
      subject: 'payment',
      week: '2026-10-26',
      first_week: '2026-10-26',
    })
    await move(world.alpha.coach, id, 'set_aside')
    await lookBack(base.db, await team(world.alpha))
    expect((await list(world.alpha.coach)).items).toEqual([])
    await base.owner.query(
      `update opportunity set week = '2026-07-06', first_week = '2026-07-06' where id = $1`,
      [id],
    )
    await base.owner.query('delete from opportunity_week')
    await lookBack(base.db, await team(world.alpha))
    expect((await list(world.alpha.coach)).items).toMatchObject([{ subject: 'payment', state: 'new' }])
  })
})

describe('a team’s series', () => {
  const series = (actor: Actor, teamId: string) => ask('series.show', { actor, params: { teamId } })

  test('by whole weeks, read; of too few people nothing', async () => {
    const { items, enoughPeople } = await series(world.alpha.coach, world.alpha.teamId)
    expect(enoughPeople).toBe(true)
    const confirmed = items.find(({ measure }) => measure === 'confirmed')!
    expect(confirmed.weeks.at(-1)!.week).toBe('2026-11-02')
    expect(confirmed.reading).toEqual({ says: 'noise' })
    expect(items.find(({ measure }) => measure === 'happy')!.reading).toEqual({ says: 'too_few' })
    expect(await series(world.beta.coach, world.beta.teamId)).toMatchObject({
      enoughPeople: false,
      items: [{ weeks: [], reading: { says: 'too_few' } }, {}, {}, {}],
    })
  })

  test('another team’s is not found', async () => {
    await expect(series(world.alpha.coach, world.beta.teamId)).rejects.toMatchObject({ code: 'not_found' })
  })
})
