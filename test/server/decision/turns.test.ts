import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { inTurn, makeTurns } from '../../../src/server/decision/turns.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  test('a counter is for two at once, then for the next in order', async () => {
    const turns = makeTurns()
    const first = turns.tryTake(['agent 1', 'customer'])!
    const ready = turns.tryTake(['agent 0', 'customer'])!
    const order: string[] = []
    const wait = async (name: string, counters: string[]) => {
      const turn = await turns.take(counters)
      order.push(name)
      return turn
    }
    const second = wait('second', ['agent 2', 'customer'])
    const third = wait('third', ['agent 3', 'customer'])
    await soon()
    expect(order).toEqual([])
    expect(turns.tryTake(['agent 4', 'customer'])).toBeNull()
    turns.tryTake(['somebody else'])!.release()
    first.release()
    first.release()
    ;(await second).release()
    ;(await third).release()
    ready.release()
    expect(order).toEqual(['second', 'third'])
    expect(turns.tryTake(['agent 1', 'agent 2', 'agent 3', 'customer'])).not.toBeNull()
  })

  test('what failed gives its turn back, and what must wait runs again', async () => {
    const turns = makeTurns()
    const ready = turns.tryTake(['customer'])!
    const failing = inTurn(turns, 'first', async (awaitTurn) => {
      awaitTurn(['customer'])
      await soon()
      throw new Error('refused')
    })
    let runs = 0
    const waiting = inTurn(turns, 'second', async (awaitTurn) => {
      runs++
      awaitTurn(['customer'])
      return 'done'
    })
    await expect(failing).rejects.toThrow('refused')
    expect(await waiting).toBe('done')
    expect(runs).toBe(2)
    ready.release()
    expect(turns.tryTake(['customer'])).not.toBeNull()
    expect(turns.tryTake(['customer'])).not.toBeNull()
    expect(turns.tryTake(['customer'])).toBeNull()
  })

  test('who had to wait before waits first and runs once, for other counters if they are others by now', async () => {
    const turns = makeTurns()
    const held = [turns.tryTake(['customer'])!, turns.tryTake(['customer'])!]
    turns.remember('again', ['customer'])
    turns.remember('moved', ['customer'])
    const ran: string[] = []
    const run = (asked: string, counters: string[]) =>
      inTurn(turns, asked, async (awaitTurn) => {
        ran.push(asked)
        awaitTurn(counters)
      })
    const [again, moved] = [run('again', ['customer']), run('moved', ['team'])]
    await soon()
    expect(ran).toEqual([])
    held[0]!.release()
    await Promise.all([again, moved])
    expect(ran).toEqual(['again', 'moved'])
    held[1]!.release()
    for (const counter of ['customer', 'team']) {
      expect(turns.tryTake([counter])).not.toBeNull()
      expect(turns.tryTake([counter])).not.toBeNull()
    }
  })
})

describe('many decisions for one customer', () => {
  let base: TestDatabase
  let world: LittleWorld
  beforeAll(async () => {
    base = await makeDatabase()
    world = await makeWorld(base)
  })
  afterAll(() => base.close())

  test('hold two connections at a time, and never more than the limit is decided', async () => {
    const contactId = await makeContact(base, world.alpha)
    const { agent } = world.alpha
    const turns = makeTurns()
    let inside = 0
    let most = 0
    const decide = (i: number) =>
      inTurn(turns, `contact ${i % 3}`, async (awaitTurn) => {
        let entered = false
        try {
          return await base.db.work(agent.clientIds, (work) =>
            decideForCustomer(work, agent, {
              contactId,
              request: { power: 'refund', amount: { minor: 2500, currency: 'EUR' }, days: null },
              reason: 'ritardo',
              idempotencyKey: `turns-key-${i}`,
              publicUrl: 'http://localhost',
              awaitTurn: (counters) => {
                awaitTurn(counters)
                entered = true
                most = Math.max(most, ++inside)
              },
            }),
          )
        } finally {
          if (entered) inside--
        }
      })
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, i) => decide(i)))
    expect(most).toBe(2)
    const decided = outcomes.filter(({ outcome }) => outcome === 'decided').length
    expect(decided).toBeGreaterThan(0)
    expect(decided).toBeLessThan(30)
    const { rows } = await base.owner.query<{ scope: string; used: string }>(
      `select scope, max(used) used from budget where power = 'refund' group by scope`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { used } of rows) expect(Number(used)).toBe(decided * 2500)
  })
})
