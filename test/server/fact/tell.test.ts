import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/ledger/canonical.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { readFactsOf } from '../../../src/server/fact/known.ts'
import { tellOfContact, tellOfCustomer } from '../../../src/server/fact/tell.ts'
import { sha256 } from '../../../src/server/ledger/record.ts'
import { readAuthority } from '../../../src/server/mandate/authority.ts'
import { draftMandate } from '../../../src/server/mandate/draft.ts'
import { signMandate } from '../../../src/server/mandate/sign.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld, smallMandate } from '../world.ts'

let base: TestDatabase
let world: LittleWorld

/** A refund asks for the days late and for the client's own word on the card. */
const document: MandateDocument = {
  ...smallMandate,
  powers: smallMandate.powers.map((power) =>
    power.kind === 'refund'
      ? {
          ...power,
          conditions: [
            {
              id: 'refund.late',
              when: {
                all: [
                  { fact: 'days_late', is: 'at_most', value: 30 },
                  { fact: 'card', is: 'one_of', values: ['gold', 'black'] },
                ],
              },
            },
          ],
        }
      : power,
  ),
  facts: [
    { name: 'card', type: 'text' },
    { name: 'insured', type: 'boolean' },
  ],
}

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  const { alpha } = world
  await base.db.work([alpha.id], async (work) => {
    const mandateId = await draftMandate(work, alpha.manager, {
      clientId: alpha.id,
      teamIds: [alpha.teamId],
      document,
    })
    const hash = sha256(canonicalJson(document))
    await signMandate(work, alpha.manager, { mandateId, hash, method: 'demo' })
    await signMandate(work, alpha.representative, { mandateId, hash, method: 'demo' })
  })
})
afterAll(() => base.close())

let keys = 0
const decide = (contactId: string) =>
  base.db.work([world.alpha.id], (work) =>
    decideForCustomer(work, world.alpha.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 1000, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: `fact-key-${++keys}`,
      publicUrl: 'http://localhost',
    }),
  )
const tell = (
  contactId: string,
  facts: Record<string, number | string | boolean | null>,
  actor = world.alpha.agent,
) => base.db.work(actor.clientIds, (work) => tellOfContact(work, actor, { contactId, facts }))

test('what is missing is named; told by the agent and the client, the decision is weighed on it', async () => {
  const contactId = await makeContact(base, world.alpha)
  expect(await decide(contactId)).toMatchObject({
    outcome: 'beyond',
    rule: 'refund.late',
    conditions: [{ missing: ['card', 'days_late'] }],
  })
  await base.db.work([world.alpha.id], (work) =>
    tellOfCustomer(work, world.administrator, {
      customerId: world.alpha.customers[0]!,
      since: '2015-03-01',
      facts: { card: 'gold', insured: true },
    }),
  )
  expect(await decide(contactId)).toMatchObject({ conditions: [{ missing: ['days_late'] }] })
  expect(await tell(contactId, { days_late: 12 })).toMatchObject([
    { name: 'card', value: 'gold', source: 'client_file', about: 'customer' },
    { name: 'days_late', value: 12, source: 'agent', about: 'contact' },
    { name: 'insured', value: true },
  ])
  const outcome = await decide(contactId)
  if (outcome.outcome !== 'decided') throw new Error(JSON.stringify(outcome))
  const { rows } = await base.owner.query('select facts from decision where id = $1', [outcome.decision.id])
  expect(rows).toEqual([{ facts: { card: 'gold', days_late: 12 } }])
  const authority = await base.db.work([world.alpha.id], (work) =>
    readAuthority(work, world.alpha.agent, contactId),
  )
  expect(authority.facts).toEqual({ card: 'gold', days_late: 12 })
  expect(authority.told.map(({ name }) => name)).toContain('days_late')
})

test('the ledger knows that it was told and by whom, and a hash of what', async () => {
  const { rows } = await base.owner.query(
    `select body from ledger_entry where kind = 'fact.told' and body like '%days_late%'`,
  )
  expect(rows).toHaveLength(1)
  const body = JSON.parse(rows[0].body)
  expect(body).toMatchObject({
    actor: world.alpha.agent.personId,
    facts: { fact: 'days_late', source: 'agent', value_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(Object.values(body.facts)).not.toContain(12)
})

test('a fact told as null is no longer known', async () => {
  const contactId = await makeContact(base, world.alpha)
  await tell(contactId, { days_late: 3 })
  expect((await tell(contactId, { days_late: null })).map(({ name }) => name)).not.toContain('days_late')
  expect(await decide(contactId)).toMatchObject({ conditions: [{ missing: ['days_late'] }] })
})

test.each([
  ['a name no mandate has', { carte: 'gold' }, 'fact_unknown'],
  ['what we count ourselves', { refunds_12_months: 0 }, 'fact_unknown'],
  ['the customer’s value', { customer_value: 1 }, 'fact_unknown'],
  ['a word for a number', { days_late: 'three' }, 'invalid_input'],
  ['half a day', { days_late: 1.5 }, 'invalid_input'],
  ['a name for a code', { card: 'Giulia Ferrante' }, 'invalid_input'],
  ['a word for yes', { insured: 'yes' }, 'invalid_input'],
] as const)('%s is refused', async (_, facts, code) => {
  const contactId = await makeContact(base, world.alpha)
  await expect(tell(contactId, facts as never)).rejects.toMatchObject({ code })
})

const factsOf = (contactId: string, actor = world.alpha.agent) =>
  base.db.work(actor.clientIds, (work) => readFactsOf(work, actor, contactId))

test('a matter shows what is known with its source, what may be told and what the mandate asks', async () => {
  const contactId = await makeContact(base, world.alpha)
  await tell(contactId, { card: 'black' })
  const { items, tellable } = await factsOf(contactId)
  expect(items.filter(({ name }) => name === 'card')).toMatchObject([
    { value: 'black', about: 'contact', source: 'agent', day: null },
    { value: 'gold', about: 'customer', source: 'client_file', day: null },
  ])
  expect(tellable).toEqual([
    { name: 'days_late', type: 'number', asked: true },
    { name: 'card', type: 'text', asked: true },
    { name: 'insured', type: 'boolean', asked: false },
  ])
  await expect(factsOf(contactId, world.beta.agent)).rejects.toMatchObject({ code: 'not_found' })
})

test('when a colleague noted it is told by the day, as all that an agent does', async () => {
  const contactId = await makeContact(base, world.alpha)
  await tell(contactId, { days_late: 4 })
  const mine = (await factsOf(contactId)).items.find(({ name }) => name === 'days_late')
  for (const reader of [world.alpha.agent2, world.alpha.coach, world.alpha.manager]) {
    const { items } = await factsOf(contactId, reader)
    const told = items.find(({ name }) => name === 'days_late')
    expect(told).toMatchObject({ value: 4, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect(told!.at).not.toBe(mine!.at)
    expect(told!.at).toMatch(/:00:00\.000Z$/)
  }
  // the client's file is no act of an agent
  const { items } = await factsOf(contactId, world.alpha.agent2)
  expect(items.find(({ name }) => name === 'insured')).toMatchObject({ day: null })
})

test('only who has the contact tells of it', async () => {
  const contactId = await makeContact(base, world.alpha)
  await expect(tell(contactId, { days_late: 1 }, world.alpha.agent2)).rejects.toMatchObject({
    code: 'not_yours',
  })
  await expect(tell(contactId, { days_late: 1 }, world.beta.agent)).rejects.toMatchObject({
    code: 'not_found',
  })
})
