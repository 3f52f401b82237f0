import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishFinishedMonths } from '../../../src/server/handling/publish.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'
import { makeAgents, type Work, workOn } from './worked.ts'

let running: Running
beforeAll(async () => {
  running = await startLittleServer()
  running.base.clock.now = new Date('2026-11-12T09:00:00Z')
})
afterAll(() => running.close())

describe('my mirror', () => {
  test('is what I did, told to me alone', async () => {
    const { agent, agent2, coach } = running.world.alpha
    const empty = await running.call(agent, 'mirror.show')
    expect(empty.body).toMatchObject({
      whole: { contacts: 0, medianSeconds: null },
      trend: 'too_few',
      aim: null,
    })
    for (const minutes of [4, 6, 8])
      await worked({ agentId: agent.personId, from: `2026-11-10T0${minutes}:00:00Z`, minutes })
    const mine = await running.call(agent, 'mirror.show')
    expect(mine.body).toMatchObject({
      whole: { contacts: 3, medianSeconds: 360 },
      touchpoints: [{ name: 'billing', contacts: 3 }],
      channels: [{ name: 'web' }],
    })
    for (const other of [agent2, coach])
      expect((await running.call(other, 'mirror.show')).body).toMatchObject({ whole: { contacts: 0 } })
  })

  test('what I still have in hand is not in it', async () => {
    const { alpha } = running.world
    await makeContact(running.base, alpha, { agentId: alpha.agent.personId })
    expect((await running.call(alpha.agent, 'mirror.show')).body).toMatchObject({ whole: { contacts: 3 } })
  })

  test('an aim is set, changed and cleared by its person, and seen by nobody else', async () => {
    const { agent, coach } = running.world.alpha
    const set = (body: unknown) => running.call(agent, 'mirror.setAim', { body })
    expect((await set({ aim: { minutes: 8, words: 'Con calma' } })).body).toMatchObject({
      aim: { minutes: 8 },
    })
    expect((await set({ aim: { minutes: 6 } })).body).toMatchObject({ aim: { minutes: 6, words: null } })
    expect((await running.call(agent, 'mirror.show')).body).toMatchObject({ aim: { minutes: 6 } })
    expect((await running.call(coach, 'mirror.show')).body).toMatchObject({ aim: null })
    expect((await set({ aim: null })).body).toEqual({ aim: null })
    expect((await set({ aim: { minutes: 0 } })).status).toBe(400)
  })
})

describe('row-level security', () => {
  const rowsOf = (personId: string | null) => {
    const { db } = running.base
    const { alpha } = running.world
    const look = async ({ tx }: { tx: Parameters<Parameters<typeof db.work>[1]>[0]['tx'] }) => ({
      taken: (await sql`select 1 from contact_event where kind in ('taken', 'released')`.execute(tx)).rows
        .length,
      aims: (await sql`select 1 from handling_aim`.execute(tx)).rows.length,
    })
    return personId ? db.own({ personId, clientIds: [alpha.id] }, look) : db.work([alpha.id], look)
  }
  test('taking, giving back and aims are rows of their own person, for every query of the application', async () => {
    const { agent, agent2 } = running.world.alpha
    await running.call(agent, 'mirror.setAim', { body: { aim: { minutes: 6 } } })
    expect(await rowsOf(agent.personId)).toEqual({ taken: 3, aims: 1 })
    expect(await rowsOf(agent2.personId)).toEqual({ taken: 0, aims: 0 })
    expect(await rowsOf(null)).toEqual({ taken: 0, aims: 0 })
  })

  test('nobody writes, changes or clears an aim for somebody else', async () => {
    const { agent, agent2, id } = running.world.alpha
    const as = { personId: agent2.personId, clientIds: [id] }
    const insert = running.base.db.own(as, ({ tx }) =>
      tx.insertInto('handling_aim').values({ person_id: agent.personId, minutes: 1 }).execute(),
    )
    await expect(insert).rejects.toMatchObject({ code: '42501' })
    const changed = await running.base.db.own(as, async ({ tx }) => [
      (await sql`update handling_aim set minutes = 1`.execute(tx)).numAffectedRows,
      (await sql`delete from handling_aim`.execute(tx)).numAffectedRows,
    ])
    expect(changed).toEqual([0n, 0n])
  })

  test('the person does not outlive the transaction on a pooled connection', async () => {
    const { agent } = running.world.alpha
    await running.base.db.own(agent, async () => undefined)
    for (let i = 0; i < 30; i++)
      expect((await sql`select 1 from handling_aim`.execute(running.base.db.kysely)).rows).toEqual([])
  })
})

describe('published months', () => {
  test('once, for five people and more; what is withheld is stored nowhere', async () => {
    const { base, world } = running
    await base.owner.query(`update operator set created_at = '2026-09-20'`)
    const agents = await makeAgents(base, world.alpha, 5)
    for (const agentId of agents) await worked({ agentId, from: '2026-10-06T09:00:00Z', minutes: 7 })
    // beta's only agent: too few, so that all sites together would tell of them
    await worked({
      client: 'beta',
      agentId: world.beta.agent.personId,
      from: '2026-10-07T09:00:00Z',
      minutes: 9,
    })
    await publishFinishedMonths(base.db, base.clock.now)
    const { rows } = await base.owner.query(
      `select s.name, m.month::text, contacts, minutes, median_seconds from handling_month m
       left join site s on s.id = m.site_id order by month, s.name nulls first`,
    )
    expect(rows).toEqual([
      { name: null, month: '2026-09-01', contacts: null, minutes: null, median_seconds: null },
      { name: null, month: '2026-10-01', contacts: null, minutes: null, median_seconds: null },
      { name: 'Site alpha', month: '2026-10-01', contacts: 5, minutes: 36, median_seconds: 420 },
      { name: 'Site beta', month: '2026-10-01', contacts: null, minutes: null, median_seconds: null },
    ])
    // a sixth person's work comes to light later: the month stands as it was published
    await worked({ agentId: world.alpha.agent2.personId, from: '2026-10-08T09:00:00Z', minutes: 60 })
    await publishFinishedMonths(base.db, base.clock.now)
    const after = await base.owner.query(`select contacts from handling_month where contacts is not null`)
    expect(after.rows).toEqual([{ contacts: 5 }])
  })

  test('the month that is not over anywhere is not published', async () => {
    const { rows } = await running.base.owner.query(
      `select 1 from handling_month where month >= '2026-11-01'`,
    )
    expect(rows).toEqual([])
  })

  test('a sponsor sees all sites, a manager their own; cost comes from the rate', async () => {
    const { alpha, administrator, sponsor } = running.world
    const params = { siteId: alpha.siteId }
    const set = (hour: unknown) => running.call(administrator, 'rate.set', { params, body: { hour } })
    expect((await set({ minor: 2400, currency: 'EUR' })).status).toBe(200)
    const items = async (who: typeof sponsor) =>
      (await running.call(who, 'handling.list')).body.items as {
        site: { name: string } | null
        figures: unknown
      }[]
    const own = await items(alpha.manager)
    expect(own).toMatchObject([
      {
        site: { name: 'Site alpha' },
        figures: { cost: { month: { minor: 1400, currency: 'EUR' }, contact: { minor: 280 } } },
      },
    ])
    expect(own).toHaveLength(1)
    expect((await items(sponsor)).map(({ site, figures }) => [site?.name ?? null, figures !== null])).toEqual(
      [
        [null, false],
        ['Site alpha', true],
        ['Site beta', false],
      ],
    )
    expect((await set(null)).body).toEqual({ items: [] })
    expect((await items(alpha.manager))[0]).toMatchObject({ figures: { cost: null } })
  })

  test('what is published is changed by nobody', async () => {
    const change = running.base.owner.query('update handling_month set contacts = 1')
    await expect(change).rejects.toMatchObject({ code: '23000' })
  })
})

function worked(work: Omit<Work, 'client'> & { client?: 'alpha' | 'beta' }): Promise<string> {
  return workOn(running.base, { ...work, client: running.world[work.client ?? 'alpha'] })
}
