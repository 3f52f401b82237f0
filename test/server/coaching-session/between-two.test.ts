import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Side } from '../../../src/core/coaching-session/session.ts'
import { askSession } from '../../../src/server/coaching-session/ask.ts'
import { presentDetail } from '../../../src/server/coaching-session/present.ts'
import { listBringable, listSessions } from '../../../src/server/coaching-session/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import type { Work } from '../../../src/server/platform/db.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

import { begun, talksOf } from './talk.ts'

let base: TestDatabase
let world: LittleWorld
let talk: ReturnType<typeof talksOf>
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  talk = talksOf(base, world)
})
afterAll(() => base.close())
beforeEach(() => {
  base.clock.now = begun
})

describe('nobody but the two', () => {
  test('by the scripts', async () => {
    const { agent, agent2, coach, manager } = world.alpha
    const id = await talk.ask(agent, coach)
    for (const other of [agent2, manager, world.beta.coach, world.beta.agent])
      await expect(talk.show(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(talk.step(agent2, id, { do: 'withdraw', text: null })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('by the database, whatever is asked; neither can anything be written into it', async () => {
    const { agent, agent2, coach, manager } = world.alpha
    const id = await talk.ask(agent, coach)
    const count = async (actor: Actor) =>
      talk.own(actor, async ({ tx }) => {
        const { rows } = await sql<{ sessions: number; events: number }>`
          select (select count(*) from coaching_session where id = ${id}) as sessions,
            (select count(*) from coaching_event where session_id = ${id}) as events`.execute(tx)
        return rows[0]
      })
    expect(await count(agent)).toEqual({ sessions: 1, events: 2 })
    for (const other of [agent2, manager, world.administrator])
      expect(await count(other)).toEqual({ sessions: 0, events: 0 })
    await expect(
      talk.own(agent2, ({ tx }) =>
        sql`insert into coaching_event (client_id, session_id, number, kind, side, text)
          values (${world.alpha.id}, ${id}, 3, 'added', 'coach', 'x')`.execute(tx),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    // without a person, as jobs run: nothing
    const { rows } = await base.db.work([world.alpha.id], ({ tx }) =>
      sql`select 1 from coaching_session`.execute(tx),
    )
    expect(rows).toEqual([])
  })

  test('what opens a session opens nobody’s own time, not even one’s own (law 6)', async () => {
    const { agent } = world.alpha
    const contactId = await makeContact(base, world.alpha)
    await base.owner.query(
      `insert into contact_event (client_id, contact_id, kind, actor_id, at) values ($1, $2, 'taken', $3, now())`,
      [world.alpha.id, contactId, agent.personId],
    )
    const seen = sql<{ n: number }>`select count(*) as n from contact_event
      where contact_id = ${contactId} and kind = 'taken'`
    const counted = ({ tx }: Work) => seen.execute(tx).then(({ rows }) => Number(rows[0]?.n))
    expect(await base.db.own(agent, counted)).toBe(1)
    expect(await talk.own(agent, counted)).toBe(0)
  })

  test('the contacts to bring: all of one’s own; for the coach those over before this week, of one session', async () => {
    const { agent, coach } = world.beta
    const [open, over] = [await makeContact(base, world.beta), await makeContact(base, world.beta)]
    await base.owner.query(
      `update contact set state = 'closed', closure = 'confirmed', closed_at = '2026-11-06T09:00:00Z' where id = $1`,
      [over],
    )
    const of = { teamId: world.beta.teamId, agentId: agent.personId }
    const ids = (actor: Actor, by: Side) =>
      talk.own(actor, async (work) => (await listBringable(work, { ...of, by })).map(({ id }) => id))
    expect((await ids(agent, 'agent')).sort()).toEqual([open, over].sort())
    expect(await ids(coach, 'coach')).toEqual([over])
    await expect(
      talk.own(coach, (work) =>
        askSession(work, coach, {
          teamId: world.beta.teamId,
          personId: agent.personId,
          text: 'x',
          contactIds: [over],
        }),
      ),
    ).rejects.toMatchObject({ code: 'coaching_not_now' })
  })

  test('days are told, never minutes; a cursor holds no moment', async () => {
    const { agent, coach } = world.alpha
    base.clock.now = new Date('2026-11-12T08:37:41.512Z')
    const id = await talk.ask(agent, coach)
    const page = await talk.own(coach, async ({ tx, now }) =>
      (await listSessions(tx, coach.personId, { view: 'open', limit: 50 }, null)).map((row) =>
        presentDetail(row, coach.personId, now),
      ),
    )
    expect(page.find((one) => one.id === id)).toMatchObject({
      askedOn: '2026-11-12',
      about: 'Le telefonate difficili',
    })
    expect(JSON.stringify(page)).not.toContain('08:37')
    const after = await talk.own(coach, ({ tx }) =>
      listSessions(tx, coach.personId, { view: 'open', limit: 50 }, page[0]!.id),
    )
    expect(after.map((row) => row.id)).toEqual(page.slice(1).map((one) => one.id))
  })

  test('lists are one’s own', async () => {
    const list = (actor: Actor) =>
      talk.own(actor, ({ tx }) => listSessions(tx, actor.personId, { view: 'open', limit: 50 }, null))
    expect((await list(world.alpha.agent)).length).toBeGreaterThan(0)
    expect(await list(world.alpha.agent2)).toEqual([])
    expect(await list(world.alpha.manager)).toEqual([])
  })
})
