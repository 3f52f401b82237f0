import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pledgeHashes } from '../../../src/core/pledge/text.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../running.ts'

let running: Running
beforeAll(async () => {
  running = await startLittleServer()
})
afterAll(() => running.close())

describe('the pledge', () => {
  const sign = (actor: Actor, change: object = {}) =>
    running.call(actor, 'pledge.sign', {
      body: { version: 1, language: 'it', hash: pledgeHashes[1].it, name: actor.name, ...change } as never,
    })

  test('is signed once, with one’s own name, over the very text', async () => {
    const { alpha } = running.world
    expect((await sign(alpha.manager, { name: 'Somebody Else' })).status).toBe(400)
    expect((await sign(alpha.manager, { hash: pledgeHashes[1].en })).status).toBe(400)
    expect((await sign(alpha.manager, { version: 2 })).status).toBe(400)
    expect((await sign(alpha.agent)).status).toBe(403)
    expect((await sign(alpha.manager)).status).toBe(204)
    expect(await sign(alpha.manager)).toMatchObject({ status: 409, body: { code: 'already_signed' } })
    const { rows } = await running.base.owner.query(
      `select body from ledger_entry where client_id = $1 and kind = 'pledge.signed'`,
      [alpha.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0].body).toContain(pledgeHashes[1].it)
    expect(rows[0].body).not.toContain(alpha.manager.name)
  })

  test('who has and who has not is seen by all, and a client sees only those who serve it', async () => {
    const { alpha, beta, administrator } = running.world
    type People = { personId: string; signedAt: string | null }[]
    const seenBy = async (actor: Actor) => (await running.call(actor, 'culture.show')).body.people as People
    for (const reader of [alpha.agent, alpha.representative, alpha.manager, administrator]) {
      const people = await seenBy(reader)
      expect(people.find(({ personId }) => personId === alpha.manager.personId)?.signedAt).not.toBeNull()
      expect(people.find(({ personId }) => personId === alpha.coach.personId)?.signedAt).toBeNull()
    }
    const ids = (await seenBy(alpha.representative)).map(({ personId }) => personId)
    for (const other of [beta.manager, beta.coach]) expect(ids).not.toContain(other.personId)
  })

  test('can’t be taken back or changed', async () => {
    await expect(running.base.owner.query('delete from pledge')).rejects.toThrow(/append-only/)
    await expect(running.base.owner.query(`update pledge set hash = 'x'`)).rejects.toThrow(/append-only/)
    await running.base.owner.query(`update pledge set signed_name = ''`)
  })
})
