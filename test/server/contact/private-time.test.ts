import { afterAll, beforeAll, expect, test } from 'vitest'
import { showContact } from '../../../src/server/contact/show.ts'
import { takeContact } from '../../../src/server/contact/take.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const show = (reader: Actor, contactId: string) =>
  base.db.own(reader, (work) => showContact(work, reader, contactId))

test('when an agent took a contact is told to that agent alone: handling time is their own (law 6)', async () => {
  const contactId = await makeContact(base, world.alpha, { agentId: null })
  await base.db.work([world.alpha.id], (work) => takeContact(work, world.alpha.agent, contactId))
  expect((await show(world.alpha.agent, contactId)).events.map(({ kind }) => kind)).toEqual(['taken'])
  for (const reader of [world.alpha.agent2, world.alpha.coach, world.alpha.manager])
    expect((await show(reader, contactId)).events).toEqual([])
})
