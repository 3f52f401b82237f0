import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeClosure, withdrawClosure } from '../../../src/server/contact/close.ts'
import { answerDoubt, createDoubt, removeDoubt } from '../../../src/server/contact/doubt.ts'
import {
  hearDoubt,
  hearMessage,
  hearReturn,
  hearVerdicts,
  proposalDigest,
} from '../../../src/server/contact/hear.ts'
import { closureSweep } from '../../../src/server/contact/lapse.ts'
import { loadContact } from '../../../src/server/contact/load.ts'
import { listContacts } from '../../../src/server/contact/store.ts'
import type { Work } from '../../../src/server/platform/db.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

const publicUrl = 'https://service.example'
const unrated = { csat: null, effort: null, words: null }
let base: TestDatabase
let world: LittleWorld

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const alpha = <T>(script: (work: Work) => Promise<T>) => base.db.work([world.alpha.id], script)
const load = async (id: string) => (await alpha((work) => loadContact(work, id, false)))!
const entries = async (id: string) => {
  const { rows } = await base.owner.query<{ kind: string; body: string }>(
    `select kind, body from ledger_entry where body like $1 order by arrival`,
    [`%${id}%`],
  )
  return rows.map(({ kind, body }) => ({ kind, ...JSON.parse(body) }))
}

/** A contact of the agent's with every doubt answered and its closure proposed. */
async function proposed(questions = ['Devo pagare?', 'Succederà ancora?']) {
  const id = await makeContact(base, world.alpha, { doubts: questions })
  const { agent } = world.alpha
  for (const doubt of (await load(id)).doubts)
    await alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId: doubt.id, text: 'No.' }))
  await alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  const { doubts } = await load(id)
  return { id, seen: proposalDigest(doubts), doubtIds: doubts.map((doubt) => doubt.id) }
}

test('closure is proposed only when each doubt is answered, and mails each of them', async () => {
  const { agent } = world.alpha
  const id = await makeContact(base, world.alpha, { doubts: ['Devo pagare?'] })
  const propose = () => alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  await expect(propose()).rejects.toMatchObject({ code: 'doubts_unanswered' })
  const doubtId = (await load(id)).doubts[0]!.id
  await alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId, text: 'No, {{link}} $t(x).' }))
  await propose()
  const { rows } = await base.owner.query(
    `select * from mail where kind = 'closure' order by created_at desc`,
  )
  expect(rows[0]).toMatchObject({
    to_address: 'giulia@alpha.example',
    language: 'it',
    client_id: world.alpha.id,
  })
  expect(rows[0].text).toContain('Devo pagare?\n  No, {{link}} $t(x).')
  expect(rows[0].text).toContain('martedì 17 novembre')
  expect(rows[0].text).toMatch(/https:\/\/service\.example\/c\/alpha\/[A-Za-z0-9_-]{43}\n/)
})

test('all clear closes as confirmed, by the customer’s word, with the rating', async () => {
  const { id, seen, doubtIds } = await proposed()
  const verdicts = doubtIds.map((doubtId) => ({ doubtId, clear: true, because: null }))
  const heard = await alpha((work) =>
    hearVerdicts(work, id, { seen, verdicts, rating: { csat: 5, effort: null, words: 'Grazie' } }),
  )
  expect(heard).toBe('heard')
  expect((await load(id)).row).toMatchObject({ state: 'closed', closure: 'confirmed', closes_at: null })
  expect((await entries(id)).map(({ kind, actor }) => [kind, actor])).toEqual([
    ['doubt.cleared', 'customer'],
    ['doubt.cleared', 'customer'],
    ['contact.closed', 'customer'],
  ])
  const { rows } = await base.owner.query('select csat, effort, words from rating where contact_id = $1', [
    id,
  ])
  expect(rows).toEqual([{ csat: 5, effort: null, words: 'Grazie' }])
})

test('one not clear gives it back to the same agent, at the top of the list', async () => {
  const { agent } = world.alpha
  const { id, seen, doubtIds } = await proposed()
  await makeContact(base, world.alpha)
  const because = 'La banca dice altro, parola di Giulia'
  await alpha((work) =>
    hearVerdicts(work, id, {
      seen,
      verdicts: [
        { doubtId: doubtIds[0]!, clear: true, because: null },
        { doubtId: doubtIds[1]!, clear: false, because },
      ],
      rating: unrated,
    }),
  )
  const mine = await alpha((work) => listContacts(work, agent, { view: 'mine' }, null, 50))
  expect(mine[0]).toMatchObject({
    id,
    returned: true,
    state: 'with_agent',
    doubts_open: 1,
    doubts_cleared: 1,
  })
  const { doubts } = await load(id)
  expect(doubts[1]).toMatchObject({ state: 'open', answered: false, unclear_because: because })
  const told = await entries(id)
  expect(told.map(({ kind }) => kind)).toEqual(['doubt.cleared', 'doubt.unclear'])
  // the customer's words enter the ledger as a salted hash only
  expect(told[1].facts.because_hash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(told)).not.toContain('Giulia')

  const propose = () => alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  await expect(propose()).rejects.toMatchObject({ code: 'doubts_unanswered' })
  await alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId: doubtIds[1]!, text: 'Ecco.' }))
  await propose()
  expect((await load(id)).row).toMatchObject({ state: 'with_customer', returned: false })
})

test('nobody confirms an answer they were not shown', async () => {
  const { agent } = world.alpha
  const { id, seen, doubtIds } = await proposed(['Devo pagare?'])
  const verdicts = [{ doubtId: doubtIds[0]!, clear: true, because: null }]
  const answer = (text: string) =>
    alpha((work) => answerDoubt(work, agent, { contactId: id, doubtId: doubtIds[0]!, text }))
  // changing an answer takes the proposal back
  await answer('Sì, invece.')
  expect((await load(id)).row.state).toBe('with_agent')
  await expect(
    alpha((work) => hearVerdicts(work, id, { seen, verdicts, rating: unrated })),
  ).rejects.toMatchObject({ code: 'closure_not_proposed' })
  await alpha((work) => proposeClosure(work, agent, { contactId: id, publicUrl }))
  expect(await alpha((work) => hearVerdicts(work, id, { seen, verdicts, rating: unrated }))).toBe('changed')
  expect((await load(id)).row.state).toBe('with_customer')
})

test('silence closes as unconfirmed after the client’s days, not before, and never as confirmed', async () => {
  const { id } = await proposed(['Devo pagare?'])
  const kept = (await proposed(['Altro?'])).id
  const sweep = closureSweep({ db: base.db, log: { error: expect.unreachable } } as unknown as Platform)
  const start = base.clock.now
  // the fifth day in Rome is over at 23:00 UTC: the moment of asking is not to be read from that of closing
  base.clock.now = new Date('2026-11-17T22:59:00Z')
  await sweep.run()
  expect((await load(id)).row.state).toBe('with_customer')
  // a word from the customer is no silence
  await alpha((work) => hearMessage(work, kept, 'Ancora una cosa'))
  base.clock.now = new Date('2026-11-17T23:00:00Z')
  await Promise.all([sweep.run(), sweep.run()])
  expect((await load(id)).row).toMatchObject({ state: 'closed', closure: 'unconfirmed' })
  expect((await load(kept)).row).toMatchObject({ state: 'with_agent', returned: true })
  expect(await entries(id)).toMatchObject([
    { kind: 'contact.closed', actor: 'system', facts: { closure: 'unconfirmed' } },
  ])
  const { rows } = await base.owner.query(
    `select kind, actor_id from contact_event where contact_id = $1 and kind like 'closed%'`,
    [id],
  )
  expect(rows).toEqual([{ kind: 'closed_unconfirmed', actor_id: null }])
  base.clock.now = start
})

test('coming back on the same doubt reopens it and says so', async () => {
  const { id, seen, doubtIds } = await proposed()
  const verdicts = doubtIds.map((doubtId) => ({ doubtId, clear: true, because: null }))
  await alpha((work) => hearVerdicts(work, id, { seen, verdicts, rating: unrated }))
  const again = () =>
    alpha((work) => hearReturn(work, id, { doubtIds: [doubtIds[0]!], words: 'È successo di nuovo' }))
  await again()
  await again()
  const { row, doubts } = await load(id)
  expect(row).toMatchObject({ state: 'with_agent', closure: null, returned: true, closed_at: null })
  expect(row.agent_id).toBe(world.alpha.agent.personId)
  expect(doubts.map(({ state, answered }) => [state, answered])).toEqual([
    ['open', false],
    ['cleared', true],
  ])
  const reopened = (await entries(id)).filter(({ kind }) => kind === 'contact.reopened')
  expect(reopened).toMatchObject([{ actor: 'customer', facts: { contact: id, doubts: [doubtIds[0]] } }])
  const { rows } = await base.owner.query(
    `select text from message where contact_id = $1 and text = 'È successo di nuovo'`,
    [id],
  )
  expect(rows).toHaveLength(1)
})

test('what comes back to an agent who is gone goes to the team', async () => {
  const { id, seen, doubtIds } = await proposed(['Devo pagare?'])
  await alpha((work) =>
    hearVerdicts(work, id, {
      seen,
      verdicts: [{ doubtId: doubtIds[0]!, clear: true, because: null }],
      rating: unrated,
    }),
  )
  await base.owner.query('update person set active = false where id = $1', [world.alpha.agent.personId])
  await alpha((work) => hearReturn(work, id, { doubtIds, words: null }))
  await base.owner.query('update person set active = true where id = $1', [world.alpha.agent.personId])
  expect((await load(id)).row).toMatchObject({ state: 'waiting', agent_id: null })
})

test('doubts: the agent removes only their own and only unanswered; a new one takes the proposal back', async () => {
  const { agent, agent2 } = world.alpha
  const { id, doubtIds } = await proposed(['Devo pagare?'])
  const remove = (doubtId: string) => alpha((work) => removeDoubt(work, agent, { contactId: id, doubtId }))
  await expect(remove(doubtIds[0]!)).rejects.toMatchObject({ code: 'not_permitted' })
  const own = await alpha((work) => createDoubt(work, agent, { contactId: id, question: 'E poi?' }))
  expect((await load(id)).row.state).toBe('with_agent')
  await remove(own.id)
  await expect(
    alpha((work) => createDoubt(work, agent2, { contactId: id, question: 'E poi?' })),
  ).rejects.toMatchObject({ code: 'not_yours' })
  await alpha((work) => hearDoubt(work, id, 'E domani?'))
  await alpha((work) => hearDoubt(work, id, 'E domani?'))
  expect((await load(id)).doubts.map(({ question }) => question)).toEqual(['Devo pagare?', 'E domani?'])
  await expect(alpha((work) => withdrawClosure(work, agent, id))).rejects.toMatchObject({
    code: 'closure_not_proposed',
  })
})
