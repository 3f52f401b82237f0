import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerRoutes } from '../../../src/contract/customer.ts'
import { customerApi } from '../../../src/server/customer/api.ts'
import { findOrCreateCustomer } from '../../../src/server/customer/create.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
let api: ReturnType<typeof customerApi>

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  api = customerApi({ db: base.db } as unknown as Platform)
})
afterAll(() => base.close())

type Call = Parameters<(typeof api)['customer.list']>[0]
const list = (actor: Call['actor'], query: Partial<Call['query']> = {}) =>
  api['customer.list']({ actor, query: { limit: 50, ...query } } as Call)

test('lists the customers of the client one serves, by name, page by page', async () => {
  const { agent } = world.alpha
  const first = await list(agent, { limit: 2 })
  expect(first.items.map(({ name }) => name)).toEqual(['Ann Field', 'Giulia Ferrante'])
  const second = await list(agent, { limit: 2, cursor: first.nextCursor! })
  expect(second.items.map(({ name }) => name)).toEqual(['Karim Ben Salah'])
  expect(second.nextCursor).toBeNull()
  await expect(list(agent, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_cursor' })
})

test('searches in name and e-mail, and takes % for what it is', async () => {
  const { agent } = world.alpha
  expect((await list(agent, { search: 'karim@' })).items).toHaveLength(1)
  expect((await list(agent, { search: '%' })).items).toHaveLength(0)
})

test('who reaches all clients as a sponsor does not read all customers as an agent', async () => {
  const both = { ...world.alpha.agent, clientIds: [world.alpha.id, world.beta.id] }
  expect((await list(both)).items).toHaveLength(3)
  const show = api['customer.show']({
    actor: both,
    params: { customerId: world.beta.customers[0]! },
  } as never)
  await expect(show).rejects.toMatchObject({ code: 'not_found' })
})

test('shows past contacts of one’s teams', async () => {
  const { agent, customers } = world.alpha
  const id = await makeContact(base, world.alpha)
  const shown = await api['customer.show']({ actor: agent, params: { customerId: customers[0]! } } as never)
  expect(customerRoutes['customer.show'].returns.parse(shown).contacts).toMatchObject([{ id }])
})

test('adds a customer once; the same address again is refused, also when two add it at once', async () => {
  const { agent, id: clientId } = world.alpha
  const add = (body: object) =>
    api['customer.create']({
      actor: agent,
      body: { clientId, name: 'Sana', language: 'ar', currency: 'TND', ...body },
    } as never)
  const tries = await Promise.allSettled(
    ['Sana@new.example', 'sana@new.example', 'SANA@new.example'].map((email) => add({ email })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(add({ email: 'sana@new.example' })).rejects.toMatchObject({ code: 'already_exists' })
  await expect(add({ currency: 'USD' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(add({ clientId: world.beta.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('the public page finds a customer by address and leaves them as they are', async () => {
  const { id: clientId, customers } = world.alpha
  const found = await base.db.work([clientId], (work) =>
    findOrCreateCustomer(work, {
      clientId,
      name: 'Somebody Else',
      language: 'fr',
      currency: 'TND',
      email: 'GIULIA@alpha.example',
    }),
  )
  expect(found).toBe(customers[0])
  const { rows } = await base.owner.query('select name, language from customer where id = $1', [found])
  expect(rows).toEqual([{ name: 'Giulia Ferrante', language: 'it' }])
})

test('an address is added later, not one that another customer of the client has', async () => {
  const { agent, customers } = world.alpha
  const change = (actor: Call['actor'], customerId: string, body: object) =>
    api['customer.update']({ actor, params: { customerId }, body } as never)
  const email = 'new.address@alpha.example'
  expect(await change(agent, customers[2]!, { email })).toMatchObject({ email, name: 'Ann Field' })
  await expect(change(agent, customers[1]!, { email: email.toUpperCase() })).rejects.toMatchObject({
    code: 'already_exists',
  })
  await expect(change(world.beta.agent, customers[2]!, { name: 'Other' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
