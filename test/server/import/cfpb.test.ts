import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contactDetail, contactLine } from '../../../src/contract/contact.ts'
import { readMapping } from '../../../src/contract/import.ts'
import { presentContactLine } from '../../../src/server/contact/present.ts'
import { showContact } from '../../../src/server/contact/show.ts'
import { listContacts } from '../../../src/server/contact/store.ts'
import { takeContact } from '../../../src/server/contact/take.ts'
import { importFile } from '../../../src/server/import/run.ts'
import { findTarget } from '../../../src/server/import/target.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const data = join(root, '..', 'shared', 'data', 'cfpb-complaints')
const response = 'Company response to consumer'

/** Counted once with Python's csv module, which shares no code with the import. */
const years = {
  2013: {
    file: 'cfpb_2013_sample.csv',
    counts: { rows: 3186, open: 3, refunds: 216, exceptions: 384, narratives: 0, disputed: 595 },
    refused: [] as [number, string][],
  },
  2023: {
    file: 'cfpb_2023_sample_truncated.csv',
    counts: { rows: 2067, open: 616, refunds: 33, exceptions: 789, narratives: 389, disputed: 1 },
    refused: [[3302, 'the file ends inside this row: a quote that it opens is never closed']] as [
      number,
      string,
    ][],
  },
}

let database: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
})
afterAll(() => database.close())

const select = async (query: string, ...values: unknown[]) => (await database.owner.query(query, values)).rows
const mappingOf = (year: number) => {
  const read = readMapping(
    JSON.parse(readFileSync(join(root, 'docs', 'import', `cfpb-${year}.mapping.json`), 'utf8')),
  )
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.mapping
}

async function run(year: 2013 | 2023) {
  const refused: [number, string][] = []
  const summary = await importFile({
    db: database.db,
    target: await findTarget(database.db, 'alpha'),
    mapping: mappingOf(year),
    file: join(data, years[year].file),
    clock: () => database.clock.now,
    report: (line, reason) => void refused.push([line, reason]),
  })
  return { summary, refused }
}

test.each([2013, 2023])('the mapping of %d follows the language', (year) => {
  expect(mappingOf(year).source).toBe(`cfpb-${year}`)
})

describe.skipIf(!existsSync(data))('the real complaints in ../shared/data/cfpb-complaints', () => {
  test.each([2013, 2023] as const)(
    '%d: every whole row comes in, and a second run adds nothing',
    async (year) => {
      const { counts, refused } = years[year]
      const source = `cfpb-${year}`
      const first = await run(year)
      expect(first.refused).toEqual(refused)
      expect(first.summary).toMatchObject({
        ...{ read: counts.rows + refused.length, added: counts.rows, known: 0, refused: refused.length },
        ...{ open: counts.open, failure: null },
      })
      expect([...first.summary.unknown.currencies]).toEqual([['USD', counts.rows]])

      const [told] = await select(
        `select count(*)::int rows, count(*) filter (where state = 'waiting')::int open,
              count(*) filter (where closure = 'confirmed')::int confirmed,
              count(distinct customer_id)::int customers
       from contact where source = $1`,
        source,
      )
      expect(told).toEqual({ rows: counts.rows, open: counts.open, confirmed: 0, customers: counts.rows })
      const decisions = await select(
        `select power, count(*)::int n, sum(amount_minor)::int amount from decision where source = $1 group by 1 order by 1`,
        source,
      )
      expect(decisions).toEqual([
        { power: 'exception', n: counts.exceptions, amount: 0 },
        { power: 'refund', n: counts.refunds, amount: 0 },
      ])
      const [said] = await select(
        `select count(*) filter (where kind = 'customer')::int narratives, count(*) filter (where kind = 'note')::int notes
       from message where source = $1`,
        source,
      )
      expect(said).toEqual({ narratives: counts.narratives, notes: counts.rows })
      const [doubts] = await select(
        `select count(*)::int all, count(*) filter (where d.unclear_because is not null and c.state = 'closed')::int disputed,
              count(*) filter (where d.state = 'cleared')::int cleared
       from doubt d join contact c on (c.client_id, c.id) = (d.client_id, d.contact_id) where c.source = $1`,
        source,
      )
      expect(doubts).toEqual({ all: counts.rows, disputed: counts.disputed, cleared: 0 })

      const second = await run(year)
      expect(second.refused).toEqual(refused)
      expect(second.summary).toMatchObject({ added: 0, known: counts.rows })
      expect(await select('select count(*)::int n from contact where source = $1', source)).toEqual([
        { n: counts.rows },
      ])
    },
  )

  test('each narrative arrives letter for letter, in its contact', async () => {
    const text = readFileSync(join(data, years[2023].file), 'utf8')
    const rows: Record<string, string>[] = parse(text.slice(0, text.lastIndexOf('\n') + 1), { columns: true })
    const wanted = rows
      .filter((row) => row['Consumer complaint narrative'])
      .map((row) => [
        row['Complaint ID'],
        row['Consumer complaint narrative']!.trim(),
        row['Date received'],
        row.Issue,
      ])
    const found = await select(
      `select c.source_id, m.text, to_char(m.at at time zone 'America/New_York', 'YYYY-MM-DD') as day, c.subject
       from contact c join message m on (m.client_id, m.contact_id) = (c.client_id, c.id) and m.kind = 'customer' where c.source = 'cfpb-2023'`,
    )
    const told = new Map(found.map((row) => [row.source_id, row]))
    expect(wanted).toHaveLength(389)
    for (const [id, narrative, day, issue] of wanted) {
      expect(told.get(id)).toMatchObject({ text: narrative, day })
      expect(told.get(id).subject).toContain(issue!.slice(0, 100))
    }
  })

  test('the one disputed complaint of 2023 is an unconfirmed closure, not resolved, with its doubt open', async () => {
    const rows = await select(
      `select c.state, c.closure, d.state doubt, d.answered, d.answer, d.unclear_because from contact c
       join doubt d on (d.client_id, d.contact_id) = (c.client_id, c.id)
       where c.source = 'cfpb-2023' and d.unclear_because is not null`,
    )
    expect(rows).toEqual([
      {
        ...{ state: 'closed', closure: 'unconfirmed', doubt: 'open', answered: false },
        answer: 'The company’s response to the CFPB: Closed with explanation.',
        unclear_because: 'The consumer disputed the company’s response.',
      },
    ])
  })

  test('open complaints wait in the team, longest first, and every response that closed one is closed', async () => {
    const waiting = await select(
      `select c.subject from contact c where team_id = $1 and state = 'waiting' and source like 'cfpb%' order by waiting_since, id`,
      world.alpha.teamId,
    )
    expect(waiting).toHaveLength(619)
    const notes = await select(
      `select c.state, count(*)::int n from contact c join message m on (m.client_id, m.contact_id) = (c.client_id, c.id)
       where m.text like '%Company response: In progress.%' group by 1`,
    )
    expect(notes).toEqual([{ state: 'waiting', n: 619 }])
  })

  test('the desk lists, shows and takes an imported complaint like any other', async () => {
    const { agent } = world.alpha
    const waiting = await database.db.work(agent.clientIds, (work) =>
      listContacts(work, agent, { view: 'waiting' }, null, 200),
    )
    expect(waiting).toHaveLength(200)
    for (const row of waiting) contactLine.parse(presentContactLine(row, agent))
    const [own] = await select(
      `select c.id, m.text from contact c join message m on (m.client_id, m.contact_id) = (c.client_id, c.id)
       where c.source = 'cfpb-2023' and c.state = 'waiting' and m.kind = 'customer' order by c.source_id limit 1`,
    )
    await database.db.work(agent.clientIds, (work) => takeContact(work, agent, own.id))
    const shown = await database.db.work(agent.clientIds, (work) => showContact(work, agent, own.id))
    expect(contactDetail.parse(shown)).toMatchObject({
      ...{ state: 'with_agent', mine: true, channel: 'import', closure: null, decisions: [] },
      messages: [{ kind: 'customer', text: own.text }, { kind: 'note' }],
      doubts: [{ state: 'open', answer: null }],
    })
    const [decided] = await select(
      `select contact_id from decision where source = 'cfpb-2023' and power = 'refund' order by source_id limit 1`,
    )
    const past = await database.db.work(agent.clientIds, (work) =>
      showContact(work, agent, decided.contact_id),
    )
    expect(contactDetail.parse(past)).toMatchObject({
      ...{
        state: 'closed',
        closure: 'unconfirmed',
        events: [{ kind: 'closed_unconfirmed', actorName: null }],
      },
      decisions: [{ basis: 'imported', guaranteed: false, agentName: null, fulfilment: 'none' }],
      doubts: [{ state: 'open', answer: 'The company’s response to the CFPB: Closed with monetary relief.' }],
    })
    const stranger = world.beta.agent
    const elsewhere = await database.db.work(stranger.clientIds, (work) =>
      listContacts(work, stranger, { view: 'all' }, null, 10),
    )
    expect(elsewhere).toEqual([])
  })

  test('the files are those whose rows were counted', () => {
    const digest = (file: string) =>
      createHash('sha256')
        .update(readFileSync(join(data, file)))
        .digest('hex')
        .slice(0, 16)
    expect(Object.values(years).map(({ file }) => digest(file))).toEqual([
      '781f446fa86a7bea',
      '2346a291399b3e7f',
    ])
    expect(readFileSync(join(data, years[2013].file), 'utf8').split('\n')[0]).toContain(response)
  })
})
