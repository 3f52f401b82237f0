import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tx, together } from '../../../src/server/platform/db.ts'
import { enqueue } from '../../../src/server/platform/jobs.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const insertSite = (tx: Tx, name: string) =>
  tx.insertInto('site').values({ name, time_zone: 'Europe/Rome' }).compile()
const sites = async (name: string) =>
  (await base.owner.query('select 1 from site where name = $1', [name])).rowCount

describe('a unit of work', () => {
  test('sends statements together in their order, and sees what they did', async () => {
    const seen = await base.db.work([], async ({ tx }) => {
      const [, found] = await together(tx, [
        insertSite(tx, 'Lecce'),
        sql`select name from site where name = 'Lecce'`.compile(tx),
      ])
      return found?.rows
    })
    expect(seen).toEqual([{ name: 'Lecce' }])
    expect(await sites('Lecce')).toBe(1)
  })

  test('fails as its first failing statement did, and leaves nothing, not even what was sent with it', async () => {
    base.events.length = 0
    const failing = base.db.work([], async ({ tx, publish }) => {
      publish({ topic: 'mail' })
      await together(tx, [insertSite(tx, 'Bari'), sql`select 1 / 0`.compile(tx), insertSite(tx, 'Taranto')])
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(await sites('Bari')).toBe(0)
    expect(base.events).toEqual([])
  })

  test('a failed statement that nobody minded is not taken for a commit', async () => {
    const careless = base.db.work([], async ({ tx }) => {
      await tx.executeQuery(insertSite(tx, 'Foggia'))
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    })
    await expect(careless).rejects.toThrow('ends as it was meant to')
    expect(await sites('Foggia')).toBe(0)
  })

  test('ends with a last statement, behind which its commit leaves', async () => {
    const answer = await base.db.work([], async ({ tx, finish }) => {
      await tx.executeQuery(insertSite(tx, 'Brindisi'))
      finish(insertSite(tx, 'Otranto'))
      return 'done'
    })
    expect(answer).toBe('done')
    expect([await sites('Brindisi'), await sites('Otranto')]).toEqual([1, 1])
  })

  test('whose last statement fails leaves nothing, and throws what that threw', async () => {
    base.events.length = 0
    const failing = base.db.work([], async ({ tx, finish, publish }) => {
      publish({ topic: 'mail' })
      await tx.executeQuery(insertSite(tx, 'Gallipoli'))
      finish(sql`select 1 / 0`.compile(tx))
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(await sites('Gallipoli')).toBe(0)
    expect(base.events).toEqual([])
    // the connection is as good as before
    await base.db.work([], ({ tx }) => tx.executeQuery(insertSite(tx, 'Nardò')))
    expect(await sites('Nardò')).toBe(1)
  })

  test('that fails after it named its last statement does not send it', async () => {
    const failing = base.db.work([], async ({ tx, finish }) => {
      finish(insertSite(tx, 'Ostuni'))
      throw new Error('on second thoughts')
    })
    await expect(failing).rejects.toThrow('on second thoughts')
    expect(await sites('Ostuni')).toBe(0)
  })

  test('its transaction is of no use after it', async () => {
    const kept = await base.db.work([world.alpha.id], async ({ tx }) => tx)
    await expect(sql`select 1`.execute(kept)).rejects.toThrow('after the end')
  })

  test('the next one on the same connection starts with its own clients', async () => {
    const clientsOf = (ids: string[]) =>
      base.db.work(ids, async ({ tx }) =>
        (await tx.selectFrom('client').select('id').execute()).map((row) => row.id),
      )
    for (let again = 0; again < 40; again++) {
      expect(await clientsOf([world.alpha.id])).toEqual([world.alpha.id])
      expect(await clientsOf([])).toEqual([])
    }
  })
})

describe('a job', () => {
  test('is enqueued without a notification, in which all commits would queue', async () => {
    const listener = new pg.Client({ connectionString: base.ownerUrl })
    await listener.connect()
    const heard: string[] = []
    const marked = new Promise<void>((resolve) => {
      listener.on('notification', ({ payload }) => {
        heard.push(payload ?? '')
        if (payload === 'marker') resolve()
      })
    })
    await listener.query('listen "jobs:insert"')
    await base.owner.query(
      `insert into graphile_worker._private_tasks (identifier) values ('mail.send') on conflict do nothing`,
    )
    const jobs = async () =>
      (
        await base.owner.query(
          `select payload, max_attempts, run_at <= now() as due from graphile_worker._private_jobs`,
        )
      ).rows
    await base.db.work([], (work) => enqueue(work, 'mail.send', { mailId: 'x' }))
    await base.owner.query(`select pg_notify('jobs:insert', 'marker')`)
    await marked
    await listener.end()
    expect(heard).toEqual(['marker'])
    expect(await jobs()).toEqual([{ payload: { mailId: 'x' }, max_attempts: 12, due: true }])
  })
})
