import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import {
  DataFolderDamaged,
  DataFolderInUse,
  type EmbeddedPostgres,
  findRunning,
  openDatabaseFolder,
  startEmbeddedPostgres,
} from '../../../src/server/platform/embedded-postgres.ts'

const launcher = new URL('../../../src/server/platform/embedded-postgres.ts', import.meta.url).href
const folders: string[] = []
const opened: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const database of opened.splice(0)) await database.stop()
  for (const folder of folders.splice(0)) {
    // A killed launcher leaves its PostgreSQL: only a new start can end it.
    if (fs.existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))) await (await start(folder)).stop()
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

describe('an ordinary start', () => {
  test('makes the database, and a second start keeps its data', async () => {
    const folder = newFolder()
    const first = await start(folder)
    await query(first.ownerUrl, 'create table kept (word text)')
    await query(first.ownerUrl, "insert into kept values ('décidé'), ('قرار')")
    await first.stop()
    const second = await start(folder)
    expect(await query(second.ownerUrl, 'select word from kept')).toEqual([
      { word: 'décidé' },
      { word: 'قرار' },
    ])
    expect(second.ownerUrl).toBe(first.ownerUrl)
  })

  test('keeps UTF-8, fsync and a password that is needed', async () => {
    const folder = newFolder()
    const { ownerUrl } = await start(folder)
    const [settings] = await query(
      ownerUrl,
      `select current_setting('server_encoding') encoding, current_setting('fsync') fsync,
        current_setting('listen_addresses') listens, upper('é') upper,
        (select datlocprovider::text || datlocale from pg_database where datname = current_database()) locale`,
    )
    expect(settings).toEqual({
      encoding: 'UTF8',
      fsync: 'on',
      listens: '127.0.0.1',
      upper: 'É',
      locale: 'bC.UTF-8',
    })
    const wrong = ownerUrl.replace(/:[^:@]+@/, ':wrong@')
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
    const secret = fs.statSync(join(folder, 'data', 'secrets', 'postgres-password'))
    if (process.platform !== 'win32') expect(secret.mode & 0o777).toBe(0o600)
  })

  test('works in a folder that only its owner may enter, whatever its name', async () => {
    const folder = newFolder()
    fs.chmodSync(folder, 0o700)
    const { ownerUrl } = await start(folder, 'un $HOME "d\'été"')
    expect(await query(ownerUrl, 'select 1 one')).toEqual([{ one: 1 }])
  })

  test('takes another port when its own is busy', async () => {
    const folder = newFolder()
    const first = await start(folder)
    await first.stop()
    const port = Number(new URL(first.ownerUrl).port)
    const other = createServer().listen(port, '127.0.0.1')
    try {
      const second = await start(folder)
      expect(Number(new URL(second.ownerUrl).port)).not.toBe(port)
      await query(second.ownerUrl, 'select 1')
    } finally {
      other.close()
    }
  })
})

describe('two at once', () => {
  test('the second is refused with a sentence that names the first', async () => {
    const folder = newFolder()
    await start(folder)
    const second = start(folder)
    await expect(second).rejects.toThrow(DataFolderInUse)
    await expect(second).rejects.toThrow(new RegExp(`process ${process.pid}\\).*DATA_DIR`))
  })

  test('the command line finds the running one, and otherwise runs its own', async () => {
    const dataDir = join(newFolder(), 'data')
    expect(await findRunning({ dataDir })).toBeNull()
    const own = await openDatabaseFolder({ dataDir, log: () => undefined })
    opened.push(own)
    expect(await findRunning({ dataDir })).toBe(own.ownerUrl)
    const beside = await openDatabaseFolder({ dataDir, log: () => undefined })
    expect(beside.ownerUrl).toBe(own.ownerUrl)
    await beside.stop()
    await query(own.ownerUrl, 'select 1')
    await own.stop()
    expect(await findRunning({ dataDir })).toBeNull()
  })
})

describe('after a kill -9', () => {
  test('of Cartabianca: its PostgreSQL is taken over and has what was acknowledged', async () => {
    const folder = newFolder()
    const ownerUrl = await startAndKill(folder)
    const said: string[] = []
    const again = await start(folder, 'data', (sentence) => said.push(sentence))
    expect(again.ownerUrl).toBe(ownerUrl)
    expect(said.join()).toContain('still running')
    expect(await query(again.ownerUrl, 'select word from kept')).toEqual([{ word: 'acknowledged' }])
    await again.stop()
    await expect(query(again.ownerUrl, 'select 1')).rejects.toThrow()
  })

  test('of everything: PostgreSQL recovers, and other owners of the old numbers are let alone', async () => {
    const folder = newFolder()
    await startAndKill(folder)
    const pidFile = join(folder, 'data', 'postgres', 'postmaster.pid')
    const lines = fs.readFileSync(pidFile, 'utf8').split('\n')
    process.kill(Number(lines[0]), 'SIGKILL')
    await sleep(300)
    // The system has given both numbers to somebody who lives: us.
    fs.writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'))
    const lock = join(folder, 'data', 'server.pid')
    const { started } = JSON.parse(fs.readFileSync(lock, 'utf8')) as { started: string }
    fs.writeFileSync(lock, JSON.stringify({ pid: process.pid, started }))
    const again = await start(folder)
    expect(await query(again.ownerUrl, 'select word from kept')).toEqual([{ word: 'acknowledged' }])
  })

  test('in the middle of initdb: it is done anew', async () => {
    const folder = newFolder()
    const child = launch(folder)
    const dataDir = join(folder, 'data')
    const isHalf = () => fs.existsSync(dataDir) && fs.readdirSync(dataDir).some(isHalfDone(dataDir))
    while (!isHalf()) await sleep(5)
    child.kill('SIGKILL')
    await sleep(100)
    expect(fs.existsSync(join(dataDir, 'postgres'))).toBe(false)
    const { ownerUrl } = await start(folder)
    await query(ownerUrl, 'select 1')
    expect(fs.readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([])
  })
})

describe('files that are not all there', () => {
  test('a database that was never finished is set aside', async () => {
    const folder = newFolder()
    fs.mkdirSync(join(folder, 'data', 'postgres'), { recursive: true, mode: 0o700 })
    fs.writeFileSync(join(folder, 'data', 'postgres', 'PG_VERSION'), '18\n')
    const { ownerUrl } = await start(folder)
    await query(ownerUrl, 'select 1')
  })

  test('a database that once worked is never replaced', async () => {
    const folder = newFolder()
    await (await start(folder)).stop()
    fs.rmSync(join(folder, 'data', 'postgres', 'global', 'pg_control'))
    await expect(start(folder)).rejects.toThrow(DataFolderDamaged)
  })
})

function newFolder(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'cartabianca-launcher-'))
  folders.push(folder)
  return folder
}

async function start(folder: string, name = 'data', log: (sentence: string) => void = () => undefined) {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, name), log })
  opened.push(database)
  return database
}

async function startAndKill(folder: string): Promise<string> {
  const child = launch(folder)
  let ownerUrl = ''
  for await (const chunk of child.stdout!) {
    ownerUrl += chunk
    if (ownerUrl.endsWith('\n')) break
  }
  ownerUrl = ownerUrl.trim()
  await query(ownerUrl, "create table kept as select 'acknowledged'::text word")
  const dead = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await dead
  return ownerUrl
}

function launch(folder: string): ChildProcess {
  const dataDir = JSON.stringify(join(folder, 'data'))
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(launcher)})
    console.log((await startEmbeddedPostgres({ dataDir: ${dataDir}, log: () => undefined })).ownerUrl)
    setInterval(() => undefined, 1000)`
  const args = ['--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

function isHalfDone(dataDir: string): (name: string) => boolean {
  return (name) => name.startsWith('postgres.new') && fs.existsSync(join(dataDir, name, 'PG_VERSION'))
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
