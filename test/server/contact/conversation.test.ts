import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactDetail } from '../../../src/contract/contact.ts'
import { createContact } from '../../../src/server/contact/create.ts'
import { hashToken } from '../../../src/server/contact/link.ts'
import { chooseTeam } from '../../../src/server/contact/open.ts'
import { writeMessage } from '../../../src/server/contact/reply.ts'
import { showContact } from '../../../src/server/contact/show.ts'
import { type ContactKey, listContacts } from '../../../src/server/contact/store.ts'
import type { Work } from '../../../src/server/platform/db.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

const publicUrl = 'https://service.example'
let base: TestDatabase
let world: LittleWorld

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const alpha = <T>(script: (work: Work) => Promise<T>) => base.db.work([world.alpha.id], script)

test('a contact opened by hand is whole, the agent’s at once, and confirmed by mail', async () => {
  const { agent, customers, teamId } = world.alpha
  const opening = {
    customerId: customers[0]!,
    teamId,
    channel: 'phone' as const,
    touchpoint: 'billing',
    subject: 'Una commissione',
    words: 'Ha pagato il 3.',
    note: 'Era agitata.',
    doubts: ['Devo pagare?'],
    publicUrl,
  }
  const id = await alpha((work) => createContact(work, agent, opening))
  const shown = contactDetail.parse(await base.db.own(agent, (work) => showContact(work, agent, id)))
  expect(shown).toMatchObject({
    state: 'with_agent',
    mine: true,
    latestWords: 'Ha pagato il 3.',
    doubtsOpen: 1,
  })
  expect(shown.messages.map(({ kind }) => kind).sort()).toEqual(['customer', 'note'])
  expect(shown.events.map(({ kind }) => kind)).toEqual(['taken'])
  const { rows } = await base.owner.query(`select subject, text from mail where kind = 'contact_opened'`)
  expect(rows).toHaveLength(1)
  expect(rows[0].text).toContain('Giulia Ferrante')

  const refused = (change: object) => alpha((work) => createContact(work, agent, { ...opening, ...change }))
  await expect(refused({ touchpoint: 'moon' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(refused({ teamId: world.beta.teamId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(refused({ customerId: world.beta.customers[0] })).rejects.toMatchObject({ code: 'not_found' })
})

test('a reply is mailed as written with a fresh link, of which only the hash is kept', async () => {
  const { agent, agent2 } = world.alpha
  const id = await makeContact(base, world.alpha)
  const text = 'Buongiorno <b>Giulia</b> {{subject}} $t(contact.greeting)\nA presto'
  await alpha((work) => writeMessage(work, agent, { contactId: id, kind: 'reply', text, publicUrl }))
  const { rows } = await base.owner.query(`select text, subject from mail where kind = 'reply'`)
  expect(rows[0].text.startsWith(text)).toBe(true)
  const token = /\/c\/alpha\/([A-Za-z0-9_-]{43})/.exec(rows[0].text)![1]!
  const { rows: links } = await base.owner.query('select * from contact_link where contact_id = $1', [id])
  expect(links).toMatchObject([{ token_hash: hashToken(token) }])
  expect(JSON.stringify(links)).not.toContain(token)

  const note = { contactId: id, kind: 'note' as const, text: 'Tra noi', publicUrl }
  await alpha((work) => writeMessage(work, agent2, note))
  await expect(alpha((work) => writeMessage(work, agent2, { ...note, kind: 'reply' }))).rejects.toMatchObject(
    {
      code: 'not_yours',
    },
  )
  const { rows: mails } = await base.owner.query(`select 1 from mail where text like '%Tra noi%'`)
  expect(mails).toHaveLength(0)
})

test('agents are named to those who work with them, not to a manager', async () => {
  const { agent2, manager, coach } = world.alpha
  const id = await makeContact(base, world.alpha)
  const names = async (reader: typeof coach) => {
    const shown = await alpha((work) => showContact(work, reader, id))
    return [shown.agentId !== null, shown.agentName]
  }
  expect(await names(agent2)).toEqual([true, 'agent alpha'])
  expect(await names(coach)).toEqual([true, 'agent alpha'])
  expect(await names(manager)).toEqual([false, null])
  await expect(
    base.db.work([world.alpha.id, world.beta.id], (work) => showContact(work, world.beta.agent, id)),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('every view is paged without a gap or a repetition, also among equal times', async () => {
  const { agent2 } = world.alpha
  const made: string[] = []
  for (let i = 0; i < 7; i++) made.push(await makeContact(base, world.alpha, { agentId: agent2.personId }))
  await base.owner.query(
    `update contact set opened_at = '2026-11-01T08:00:00.123456Z', waiting_since = '2026-11-01T08:00:00.123456Z',
       returned = (id = $2) where id = any ($1)`,
    [made, made[3]],
  )
  for (const view of ['mine', 'all'] as const) {
    const got: string[] = []
    let after: ContactKey | null = null
    for (;;) {
      const rows = await alpha((work) =>
        listContacts(work, agent2, { view, search: view === 'all' ? 'commissione' : undefined }, after, 2),
      )
      got.push(...rows.map((row) => row.id))
      const last = rows.at(-1)
      if (!last || rows.length < 2) break
      after = { rank: last.key_rank, at: last.key_at, id: last.id }
    }
    expect(new Set(got).size).toBe(got.length)
    expect(got.filter((id) => made.includes(id))).toHaveLength(7)
    if (view === 'mine') expect(got[0]).toBe(made[3])
  }
  const none = await alpha((work) => listContacts(work, agent2, { view: 'all', search: '%' }, null, 5))
  expect(none).toHaveLength(0)
})

test('a customer’s contact goes to a team that speaks the language, the one with the fewest waiting', async () => {
  const { id: clientId, siteId, teamId } = world.beta
  const beta = <T>(script: (work: Work) => Promise<T>) => base.db.work([clientId], script)
  await base.owner.query(`update team set languages = '{it,ar}' where id = $1`, [teamId])
  const { rows } = await base.owner.query(
    `insert into team (client_id, site_id, name, languages) values ($1, $2, 'Second', '{it}') returning id`,
    [clientId, siteId],
  )
  await makeContact(base, world.beta, { agentId: null })
  expect(await beta((work) => chooseTeam(work, clientId, 'it'))).toBe(rows[0].id)
  expect(await beta((work) => chooseTeam(work, clientId, 'ar'))).toBe(teamId)
  expect(await beta((work) => chooseTeam(work, clientId, 'fr'))).toBe(rows[0].id)
})
