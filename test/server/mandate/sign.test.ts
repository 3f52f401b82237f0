import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftMandate } from '../../../src/server/mandate/draft.ts'
import { signMandate } from '../../../src/server/mandate/sign.ts'
import { findMandate, findMandateInForce, presentMandateLine } from '../../../src/server/mandate/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld, smallMandate } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const draft = (from?: string) =>
  base.db.work([world.alpha.id], (work) =>
    draftMandate(work, world.administrator, {
      clientId: world.alpha.id,
      teamIds: [world.alpha.teamId],
      from,
      document: smallMandate,
    }),
  )
const show = (mandateId: string) => base.db.work([world.alpha.id], (work) => findMandate(work, mandateId))
const sign = async (actor: Actor, mandateId: string, hash?: string) =>
  base.db.work(actor.clientIds, async (work) =>
    signMandate(work, actor, { mandateId, hash: hash ?? (await show(mandateId))!.hash, method: 'password' }),
  )
const state = async (mandateId: string) => presentMandateLine((await show(mandateId))!).state
const inForce = () =>
  base.db.work(
    [world.alpha.id],
    async ({ tx, now }) => (await findMandateInForce(tx, world.alpha.id, world.alpha.teamId, now))?.id,
  )

describe('a new version', () => {
  test('binds nobody until both have signed, and then replaces the one before', async () => {
    const before = await inForce()
    const id = await draft()
    expect(await state(id)).toBe('draft')
    await sign(world.alpha.manager, id)
    expect(await state(id)).toBe('awaiting_client')
    expect(await inForce()).toBe(before)
    await sign(world.alpha.representative, id)
    expect(await state(id)).toBe('in_force')
    expect(await inForce()).toBe(id)
    expect(await state(world.alpha.mandateId)).toBe('replaced')
    const { rows } = await base.owner.query(`select kind from ledger_entry where body like $1`, [`%${id}%`])
    expect(rows).toEqual([{ kind: 'mandate.signed' }, { kind: 'mandate.signed' }])
  })

  test('waits for its date', async () => {
    const before = await inForce()
    const id = await draft(new Date(base.clock.now.getTime() + 86_400_000).toISOString())
    await sign(world.administrator, id)
    await sign(world.alpha.representative, id)
    expect(await state(id)).toBe('agreed')
    expect(await inForce()).toBe(before)
    base.clock.now = new Date(base.clock.now.getTime() + 86_400_000)
    expect(await inForce()).toBe(id)
  })

  test('numbers follow one another when several draft at once', async () => {
    const ids = await Promise.all([draft(), draft(), draft(), draft()])
    const numbers = await Promise.all(ids.map(async (id) => (await show(id))!.number))
    expect([...numbers].sort()).toEqual([4, 5, 6, 7])
  })
})

describe('refused', () => {
  test('a signature on other bytes than those of the document', async () => {
    const id = await draft()
    await expect(sign(world.administrator, id, '0'.repeat(64))).rejects.toMatchObject({
      code: 'mandate_faulty',
    })
  })

  test('signing twice for one side', async () => {
    const id = await draft()
    await sign(world.administrator, id)
    await expect(sign(world.alpha.manager, id)).rejects.toMatchObject({ code: 'already_signed' })
  })

  test("another client's representative", async () => {
    const id = await draft()
    const { hash } = (await show(id))!
    await expect(sign(world.beta.representative, id, hash)).rejects.toMatchObject({ code: 'not_found' })
  })

  test("another client's teams", async () => {
    const attempt = base.db.work([world.alpha.id, world.beta.id], (work) =>
      draftMandate(work, world.administrator, {
        clientId: world.alpha.id,
        teamIds: [world.beta.teamId],
        from: undefined,
        document: smallMandate,
      }),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a faulty document, each fault with its place', async () => {
    const document = structuredClone(smallMandate)
    document.powers[0]!.limits[0]!.bounds.EUR = { max: 2, stretch: 1 }
    const attempt = base.db.work([world.alpha.id], (work) =>
      draftMandate(work, world.administrator, {
        clientId: world.alpha.id,
        teamIds: [world.alpha.teamId],
        from: undefined,
        document,
      }),
    )
    await expect(attempt).rejects.toMatchObject({
      code: 'mandate_faulty',
      errors: [{ path: 'body.document.powers[0].limits[0].bounds.EUR', message: 'stretch_below_max' }],
    })
  })
})
