import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mapping } from '../../../src/core/import/mapping.ts'
import { openReport } from '../../../src/server/import/report.ts'
import { importFile } from '../../../src/server/import/run.ts'
import { findTarget } from '../../../src/server/import/target.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

let database: TestDatabase
let world: LittleWorld
let folder: string
beforeAll(async () => {
  database = await makeDatabase()
  world = await makeWorld(database)
  folder = mkdtempSync(join(tmpdir(), 'cartabianca-import-'))
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const mapping: Mapping = {
  ...{ format: 'cartabianca-import/1', source: 'old-desk', id: { column: 'id' } },
  customer: {
    id: { column: 'customer' },
    name: { column: 'name' },
    currency: { constant: 'EUR' },
    value: { amount: { value: { column: 'worth' }, currency: { constant: 'EUR' } } },
  },
  contact: {
    at: { column: 'opened', format: 'iso', zone: 'Europe/Rome' },
    language: { column: 'language' },
    touchpoint: { column: 'where' },
    subject: { column: 'subject' },
  },
  messages: [
    { kind: 'customer', text: { column: 'words' } },
    { kind: 'reply', text: { column: 'reply' } },
  ],
  doubts: [{ question: { column: 'subject' }, cleared: { if: { column: 'stars', equals: '5' } } }],
  decision: {
    if: { not: { column: 'refund', empty: true } },
    power: { constant: 'refund' },
    amount: { value: { column: 'refund' }, currency: { constant: 'EUR' } },
    reason: { constant: 'as in the old desk' },
  },
  closure: {
    if: { not: { column: 'closed', empty: true } },
    as: { column: 'stars', map: { '5': 'confirmed' }, otherwise: 'unconfirmed' },
    at: { column: 'closed', format: 'iso', zone: 'Europe/Rome' },
  },
  rating: { csat: { column: 'stars' } },
}
const header = 'id,customer,name,worth,opened,closed,language,where,subject,words,reply,refund,stars'
const rows = [
  '1,c1,Ada,1250.50,2024-05-01 09:00,2024-05-02 10:00,it,billing,A fee,"Why?\nTwice!",Sorry,12.50,5',
  '2,c1,Ada,1250.50,2024-06-01 09:00,2024-06-09 10:00,it,payment,Another,,,,2',
  '3,c2,Bo,,2024-07-01 09:00,,en,shipping,Where is it,Where?,,,',
  '4,c3,Che,,someday,,en,billing,No date,,,,',
]

async function run(file: string, given = mapping, slug = 'alpha') {
  const refused: [number, string][] = []
  const target = await findTarget(database.db, slug)
  const summary = await importFile({
    ...{ db: database.db, target, mapping: given, file },
    clock: () => database.clock.now,
    report: (line, reason) => void refused.push([line, reason]),
  })
  return { summary, refused }
}

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const select = async (query: string, ...values: unknown[]) => (await database.owner.query(query, values)).rows

describe('a history', () => {
  test('comes in whole, at its own times, and a second run adds nothing', async () => {
    const { alpha } = world
    const file = write('history.csv', `${[header, ...rows].join('\r\n')}\r\n`)
    const before = await everything()
    const first = await run(file)
    expect(first.summary).toMatchObject({ read: 4, added: 3, known: 0, refused: 1, open: 1, stopped: false })
    expect(first.refused).toEqual([[6, 'opened is "someday", which is not a date of the form iso']])
    expect(first.summary.unknown).toEqual({ currencies: new Map(), languages: new Map() })

    const contacts = await select(
      `select c.source_id, c.state, c.closure, c.channel, c.touchpoint, c.agent_id, c.opened_at, c.waiting_since, c.closed_at,
              u.name, u.value_minor, u.value_source from contact c join customer u on (u.client_id, u.id) = (c.client_id, c.customer_id)
       where c.source = 'old-desk' and c.team_id = $1 order by c.source_id`,
      alpha.teamId,
    )
    expect(contacts).toEqual([
      {
        ...{
          source_id: '1',
          state: 'closed',
          closure: 'confirmed',
          channel: 'import',
          touchpoint: 'billing',
        },
        ...{ agent_id: null, name: 'Ada', value_minor: 125050, value_source: 'import' },
        opened_at: new Date('2024-05-01T07:00:00Z'),
        waiting_since: new Date('2024-05-01T07:00:00Z'),
        closed_at: new Date('2024-05-02T08:00:00Z'),
      },
      expect.objectContaining({ source_id: '2', state: 'closed', closure: 'unconfirmed', name: 'Ada' }),
      expect.objectContaining({
        source_id: '3',
        state: 'waiting',
        closure: null,
        touchpoint: 'other',
        value_minor: null,
      }),
    ])
    expect(await select(`select count(*)::int n from customer where source = 'old-desk'`)).toEqual([{ n: 2 }])
    expect(
      await select(`select kind, text, author_id, at from message where source = 'old-desk' order by at`),
    ).toEqual([
      { kind: 'customer', text: 'Why?\nTwice!', author_id: null, at: new Date('2024-05-01T07:00:00.000Z') },
      { kind: 'reply', text: 'Sorry', author_id: null, at: new Date('2024-05-01T07:00:00.001Z') },
      { kind: 'customer', text: 'Where?', author_id: null, at: new Date('2024-07-01T07:00:00Z') },
    ])
    expect(
      await select(
        `select basis, guaranteed, agent_id, mandate_id, power, amount_minor, currency, reason, checks, at from decision where source = 'old-desk'`,
      ),
    ).toEqual([
      {
        ...{ basis: 'imported', guaranteed: false, agent_id: null, mandate_id: null, power: 'refund' },
        ...{ amount_minor: 1250, currency: 'EUR', reason: 'as in the old desk', checks: [] },
        at: new Date('2024-05-02T08:00:00Z'),
      },
    ])
    expect(await select(`select csat from rating where source = 'old-desk' order by csat`)).toEqual([
      { csat: 2 },
      { csat: 5 },
    ])
    expect(
      await select('select rows_read, rows_added, rows_known, rows_refused, file_name from import_run'),
    ).toEqual([{ rows_read: 4, rows_added: 3, rows_known: 0, rows_refused: 1, file_name: 'history.csv' }])

    const after = await everything()
    const second = await run(file)
    expect(second.summary).toMatchObject({ read: 4, added: 0, known: 3, refused: 1 })
    expect(await everything()).toEqual({ ...after, import_run: after.import_run! + 1 })
    // Nobody is told, nothing is promised, no budget is used, and the ledger holds only what happened here.
    for (const table of ['mail', 'fulfilment', 'budget', 'ledger_entry', 'contact_link', 'support_request'])
      expect(after[table], table).toBe(before[table])
    expect(await select('select count(*)::int n from graphile_worker._private_jobs')).toEqual([{ n: 0 }])
    expect(database.events).toEqual([])
  })

  test('goes on where it stopped, with the rows that came since', async () => {
    const later = '5,c1,Ada,9,2025-01-01,,it,billing,A third,Again,,,'
    const file = write('later.csv', [header, ...rows, later, later.replace('A third', 'A twin')].join('\n'))
    const { summary } = await run(file)
    expect(summary).toMatchObject({ read: 6, added: 1, known: 4, refused: 1 })
    expect(await select(`select subject from contact where source_id = '5'`)).toEqual([
      { subject: 'A third' },
    ])
  })

  test('belongs to its client alone: the same rows are another history elsewhere', async () => {
    const { summary } = await run(write('beta.csv', [header, rows[0]].join('\n')), mapping, 'beta')
    expect(summary).toMatchObject({ read: 1, added: 1, known: 0 })
    const seen = await database.db.work([world.beta.id], ({ tx }) =>
      tx.selectFrom('contact').select('client_id').execute(),
    )
    expect(seen).toEqual([{ client_id: world.beta.id }])
  })

  test('takes whole rows before a row that never ends, and says where it stopped', async () => {
    const endless = `9,c9,"never closed ${'x,\n'.repeat(1_200_000)}`
    const file = write('endless.csv', [header, rows[0]!.replace(/^1/, '8'), endless].join('\n'))
    const { summary } = await run(file)
    expect(summary).toMatchObject({ read: 1, added: 1 })
    // rows[0] has a line break inside
    expect(summary.failure?.message).toMatch(/^The row that begins on line 4 is longer/)
  })

  test('stops between rows when asked to', async () => {
    const target = await findTarget(database.db, 'alpha')
    const signal = AbortSignal.abort()
    const file = write('stop.csv', [header, ...rows.map((row) => `s${row}`)].join('\n'))
    const summary = await importFile({
      ...{ db: database.db, target, mapping, file, signal },
      clock: () => database.clock.now,
      report: () => undefined,
    })
    expect(summary).toMatchObject({ read: 1, added: 1, stopped: true })
  })
})

test('an unknown client or team is answered with what there is', async () => {
  await expect(findTarget(database.db, 'gamma')).rejects.toThrow(
    'There is no client "gamma". There is: alpha, beta.',
  )
  await expect(findTarget(database.db, 'alpha', 'X')).rejects.toThrow(
    'alpha has no team "X". It has: "Team alpha".',
  )
  expect(await findTarget(database.db, 'alpha', 'Team alpha')).toMatchObject({ teamId: world.alpha.teamId })
})

test('the report is a CSV that reads back', async () => {
  const file = join(folder, 'report.csv')
  const report = openReport(file)
  await report.write(3, 'State is "a,b", which…')
  await report.close()
  expect(readFileSync(file, 'utf8')).toBe('line,reason\n3,"State is ""a,b"", which…"\n')
})

async function everything(): Promise<Record<string, number>> {
  const tables = await select(
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const counts: Record<string, number> = {}
  for (const { table_name } of tables)
    counts[table_name] = (await select(`select count(*)::int n from "${table_name}"`))[0].n
  return counts
}
