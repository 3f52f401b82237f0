import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordEntries } from '../../src/server/ledger/record.ts'
import { makeDatabase, type TestDatabase } from '../server/database.ts'
import { type LittleWorld, makeWorld } from '../server/world.ts'

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
let base: TestDatabase
let world: LittleWorld
let folder: string
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  folder = mkdtempSync(join(tmpdir(), 'cartabianca-cli-'))
})
afterAll(async () => {
  await base.close()
  rmSync(folder, { recursive: true })
})

/** A command as a person runs it, in a folder of its own; `null` leaves the database unnamed. */
function cli(args: string[], databaseUrl: string | null = base.ownerUrl) {
  const { DATABASE_URL: _own, DATA_DIR: _data, ...env } = process.env
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(
      process.execPath,
      [main, ...args],
      {
        cwd: folder,
        env: { ...env, ...keyOf(databaseUrl), ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
      },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

/** The key of the ledger, as an operator of several machines gives it; who only verifies has none. */
function keyOf(databaseUrl: string | null) {
  return databaseUrl ? { CARTABIANCA_LEDGER_KEY: Buffer.alloc(32, 7).toString('base64') } : {}
}

test('help lists the commands; what makes no sense gets a sentence and exit 2', async () => {
  const { code, out } = await cli(['help'])
  expect(code).toBe(0)
  for (const command of ['import <file.csv>', 'ledger verify', 'ledger export', 'openapi', 'help'])
    expect(out).toContain(command)
  expect(await cli([])).toMatchObject({ code: 0, out })
  expect(await cli(['fly'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^There is no command "fly"/),
  })
  expect(await cli(['constructor'])).toMatchObject({ code: 2 })
  expect(await cli(['ledger'])).toMatchObject({ code: 2, err: expect.stringMatching(/^Say which/) })
  expect(await cli(['import'])).toMatchObject({ code: 2, err: expect.stringMatching(/^Say: import/) })
  expect(await cli(['ledger', 'verify', '--clint', 'x'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Unknown option '--clint'/),
  })
})

test('a database that is not there gets a sentence, and no folder is made', async () => {
  const none = await cli(['ledger', 'verify'], null)
  expect(none).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^There is no database in .*data yet: run npm start/),
  })
  const closed = await cli(['ledger', 'verify'], 'postgres://nobody@127.0.0.1:1/x')
  expect(closed).toMatchObject({ code: 1, err: expect.stringMatching(/^The database can’t be reached/) })
})

describe('import', () => {
  const header = 'id,name,at,subject\n'
  const mapping = {
    ...{ format: 'cartabianca-import/1', source: 'small', id: { column: 'id' } },
    customer: { name: { column: 'name' }, currency: { constant: 'EUR' } },
    contact: {
      at: { column: 'at', format: 'iso', zone: 'Europe/Rome' },
      language: { constant: 'it' },
      touchpoint: { constant: 'billing' },
      subject: { column: 'subject' },
    },
  }
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return name
  }

  test('says what it did, reports what it refused beside it, and knows what it had', async () => {
    const file = write('small.csv', `${header}1,Ada,2024-05-01,Hello\n2,Bo,yesterday,Hi\n`)
    const args = [
      'import',
      file,
      '--mapping',
      write('small.json', JSON.stringify(mapping)),
      '--client',
      'alpha',
    ]
    const first = await cli(args)
    expect(first).toEqual({
      code: 0,
      err: '',
      out:
        'alpha, Team alpha: 2 rows read, 1 added (1 open and waiting), 0 known already, 1 refused.\n' +
        'Why each was refused is in small.csv.refused.csv.\n',
    })
    expect(readFileSync(join(folder, 'small.csv.refused.csv'), 'utf8')).toBe(
      'line,reason\n3,"at is ""yesterday"", which is not a date of the form iso"\n',
    )
    expect((await cli(args)).out).toContain(
      '2 rows read, 0 added (0 open and waiting), 1 known already, 1 refused.',
    )
  })

  test('refuses what it can’t use with the place and the reason', async () => {
    const file = write('small.csv', header)
    const good = write('small.json', JSON.stringify(mapping))
    const run = (...args: string[]) => cli(['import', ...args])
    const bad = write(
      'bad.json',
      JSON.stringify({ ...mapping, colour: 1, contact: { ...mapping.contact, at: {} } }),
    )
    expect(await run(file, '--mapping', bad, '--client', 'alpha')).toEqual({
      code: 1,
      out: '',
      err:
        'The mapping bad.json can’t be used:\n' +
        '  contact.at: it is empty (docs/import/README.md lists what can stand here)\n' +
        '  colour: there is no such field\n',
    })
    const broken = write('broken.json', '{')
    const failures = [
      [await run(file, '--mapping', broken, '--client', 'alpha'), 'The mapping broken.json is not JSON'],
      [await run(file, '--mapping', 'none.json', '--client', 'alpha'), 'The mapping none.json can’t be read'],
      [await run('none.csv', '--mapping', good, '--client', 'alpha'), 'There is no file none.csv.'],
      [
        await run(file, '--mapping', good, '--client', 'gamma'),
        'There is no client "gamma". There is: alpha, beta.',
      ],
      [
        await run(write('other.csv', 'a;b\n'), '--mapping', good, '--client', 'alpha'),
        'The file has no column "id"',
      ],
    ] as const
    for (const [{ code, err }, sentence] of failures) {
      expect(err).toContain(sentence)
      expect(code).toBe(1)
    }
  })
})

describe('ledger', () => {
  beforeAll(async () => {
    for (const side of ['operator', 'client'] as const) await recordSignature(side)
    for (let number = 1; number <= 6; number++)
      await base.db.work([world.alpha.id], (work) =>
        recordEntries(work, [
          {
            ...{ clientId: world.alpha.id, kind: 'decision.made', actor: world.alpha.agent.personId },
            facts: { amount_minor: number },
            texts: { reason: 'a fee' },
          },
        ]),
      )
  })

  test('verify gives waiting entries their place, and tells entries and head of each client', async () => {
    const { code, out } = await cli(['ledger', 'verify'])
    expect(code).toBe(0)
    expect(out).toMatch(
      /^alpha: 8 entries, whole, head [0-9a-f]{64}\.\nbeta: 0 entries, whole, head 0{64}\.\n$/,
    )
    expect((await cli(['ledger', 'verify', '--client', 'gamma'])).err).toContain('There is: alpha, beta.')
  })

  test('an exported ledger verifies with no database at all', async () => {
    const made = await cli(['ledger', 'export', '--client', 'alpha', 'alpha.jsonl'])
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toMatch(/^alpha\.jsonl: 8 entries of alpha, 1 checkpoint, 1 mandate\.\n {2}Key: \S+\n$/)
    const lines = readFileSync(join(folder, 'alpha.jsonl'), 'utf8').split('\n')
    expect(lines).toHaveLength(12)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      ...{ format: 'cartabianca-ledger/3', client: world.alpha.id, entries: 8, checkpoints: 1, mandates: 1 },
    })
    const whole = await cli(['ledger', 'verify', 'alpha.jsonl'], null)
    expect(whole).toMatchObject({ code: 0, err: '' })
    expect(whole.out).toMatch(
      /^alpha\.jsonl: All 8 entries are whole and sealed: .*\n {2}Signed checkpoints: 1\n {2}Signed mandates: 1\n/,
    )
    const changed = lines.with(5, lines[5]!.replace('"amount_minor":3', '"amount_minor":9'))
    writeFileSync(join(folder, 'changed.jsonl'), changed.join('\n'))
    const id = JSON.parse(lines[5]!).entry.id
    expect(await cli(['ledger', 'verify', 'changed.jsonl'], null)).toMatchObject({
      code: 1,
      out: [
        'changed.jsonl does not verify. (hash)',
        '  Entry 5 was changed: its text does not give its hash. Line 6 of the file.',
        `  ${id}\n`,
      ].join('\n'),
    })
    const said = await cli(['ledger', 'verify', 'changed.jsonl', '--language', 'fr'], null)
    expect(said).toMatchObject({
      code: 1,
      out: expect.stringContaining('L’écriture 5 a été changée : son texte ne donne pas son empreinte.'),
    })
    expect(await cli(['ledger', 'verify', 'none.jsonl'], null)).toMatchObject({
      code: 1,
      err: expect.stringContaining('ENOENT'),
    })
    const nowhere = await cli(['ledger', 'export', '--client', 'alpha', 'no/such/folder.jsonl'])
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('can’t be written') })
  })

  test('a checkpoint that the client kept catches what the file alone can’t tell', async () => {
    const lines = readFileSync(join(folder, 'alpha.jsonl'), 'utf8').split('\n')
    const { checkpoint } = JSON.parse(lines[9]!) as { checkpoint: string }
    writeFileSync(join(folder, 'kept.txt'), checkpoint)
    const verify = (...args: string[]) => cli(['ledger', 'verify', ...args], null)
    expect(await verify('alpha.jsonl', '--checkpoint', 'kept.txt')).toMatchObject({ code: 0 })
    writeFileSync(join(folder, 'kept.txt'), checkpoint.replace('\n8\n', '\n9\n'))
    expect(await verify('alpha.jsonl', '--checkpoint', 'kept.txt')).toMatchObject({
      code: 1,
      out: expect.stringContaining(
        'Your checkpoint is over 9 entries, and the file ends before: the newest are missing.',
      ),
    })
    expect((await verify('--checkpoint', 'kept.txt')).code).toBe(2)
    expect(await cli(['ledger', 'export', '--client', 'beta', 'beta.jsonl'])).toMatchObject({ code: 0 })
    expect((await verify('beta.jsonl')).out).toContain(
      'beta.jsonl: The file is whole, and there is no entry in it yet.',
    )
  })

  test('rotate-key has the old key name a new one, and exports verify across it', async () => {
    const rotated = await cli(['ledger', 'rotate-key'])
    expect(rotated).toMatchObject({ code: 0, err: '' })
    // beta's ledger is empty: it will begin with the new key
    expect(rotated.out).toMatch(
      /^1 ledger named the new key\. It is in .*ledger-ed25519\.\n {2}Now set CARTABIANCA_/,
    )
    expect(statSync(join(folder, 'data', 'secrets', 'ledger-ed25519')).mode & 0o777).toBe(0o600)
    await cli(['ledger', 'export', '--client', 'alpha', 'rotated.jsonl'])
    const { out } = await cli(['ledger', 'verify', 'rotated.jsonl'], null)
    expect(out).toMatch(
      /^rotated\.jsonl: All 9 entries are whole and sealed: .*\n {2}Signed checkpoints: 2\n/,
    )
    expect(out.match(/Key: /g)).toHaveLength(2)
  })

  test('a changed entry in the database is named, even when its owner changed it behind the application', async () => {
    const { rows } = await base.owner.query(
      'select e.id from ledger_entry e join ledger_position p on p.entry_id = e.id where p.seq = 6',
    )
    await base.owner.query('alter table ledger_entry disable trigger append_only')
    await base.owner.query(
      `update ledger_entry set body = replace(body, '"amount_minor":4', '"amount_minor":5') where id = $1`,
      [rows[0].id],
    )
    const { code, out } = await cli(['ledger', 'verify', '--client', 'alpha'])
    expect(code).toBe(1)
    expect(out).toContain(`alpha: FAULT (hash) at entry 6, id ${rows[0].id}`)
    expect(out).toContain('The 5 entries before it are whole')
  })
})

/** The entry of a signature that the little world's mandate has already. */
async function recordSignature(side: 'operator' | 'client'): Promise<void> {
  const { id, mandateId, teamId } = world.alpha
  const { rows } = await base.owner.query<{
    person_id: string
    method: string
    hash: string
    at: Date
    from: Date
  }>(
    `select s.person_id, s.method, s.hash, s.at, m.in_force_from as from from mandate_signature s
     join mandate m on m.id = s.mandate_id where s.mandate_id = $1 and s.side = $2`,
    [mandateId, side],
  )
  const { person_id, method, hash, at, from } = rows[0]!
  const facts = { number: 1, side, method, document_hash: hash, from: from.toISOString(), teams: [teamId] }
  await base.db.work([id], (work) =>
    recordEntries({ ...work, now: at }, [
      { clientId: id, kind: 'mandate.signed', actor: person_id, facts: { mandate: mandateId, ...facts } },
    ]),
  )
}
