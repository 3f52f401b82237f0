import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DataFolderInUse, lockFolder, lockHolder } from './folder-lock.ts'
import {
  ensureCluster,
  forgetPassing,
  isRunning,
  readOrMakePassword,
  readSettings,
  settingsFor,
  writeSettings,
} from './postgres-cluster.ts'
import { findPostgres, type PostgresPrograms } from './postgres-programs.ts'

export { DataFolderInUse } from './folder-lock.ts'
export { DataFolderDamaged } from './postgres-cluster.ts'
export { PostgresUnavailable } from './postgres-programs.ts'

export type EmbeddedPostgres = {
  /** for the owner of all tables; over TCP on 127.0.0.1 */
  ownerUrl: string
  stop(): Promise<void>
}

type Options = { dataDir: string; log: (sentence: string) => void }

/** PostgreSQL said something we have no answer to. */
export class PostgresFailed extends Error {
  override readonly name = 'PostgresFailed'
}

/**
 * Starts PostgreSQL in `dataDir`, or goes on with the one a killed Cartabianca left running there.
 * @throws DataFolderInUse, PostgresUnavailable, DataFolderDamaged: each with one sentence that says what to do
 */
export async function startEmbeddedPostgres({ dataDir, log }: Options): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir)
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = await lockFolder(folder)
  try {
    const programs = await findPostgres(folder)
    await ensureCluster(folder, programs, log)
    const port = (await takeOver(folder, programs, log)) ?? (await start(folder, programs))
    const ownerUrl = urlOf(folder, port)
    await ensureDatabase(ownerUrl)
    let stopping: Promise<void> | undefined
    return {
      ownerUrl,
      stop: () => {
        stopping ??= stop(folder, programs).finally(release)
        return stopping
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** The address of the database that a live Cartabianca keeps open in `dataDir`, or null. */
export async function findRunning({ dataDir }: { dataDir: string }): Promise<string | null> {
  const folder = resolve(dataDir)
  if ((await lockHolder(folder)) === null) return null
  const settings = readSettings(folder)
  if (!settings) return null
  const url = urlOf(folder, settings.port)
  return (await answers(url)) ? url : null
}

/** For the command line: beside a running server, or with a PostgreSQL of its own for as long as it works. */
export async function openDatabaseFolder(options: Options): Promise<EmbeddedPostgres> {
  // A server that is just starting holds the folder before it can be found.
  for (let tries = 0; ; tries += 1) {
    const ownerUrl = await findRunning(options)
    if (ownerUrl) return { ownerUrl, stop: async () => undefined }
    try {
      return await startEmbeddedPostgres(options)
    } catch (error) {
      if (!(error instanceof DataFolderInUse) || tries >= 40) throw error
      await sleep(500)
    }
  }
}

async function takeOver(
  folder: string,
  programs: PostgresPrograms,
  log: Options['log'],
): Promise<number | null> {
  if (!(await isRunning(folder))) {
    forgetPassing(folder)
    return null
  }
  const settings = readSettings(folder)
  // It may have been left while starting or recovering: give it the time.
  for (
    let tries = 0;
    settings && settings.text === settingsFor(folder, settings.port) && tries < 20;
    tries += 1
  ) {
    if (await answers(urlOf(folder, settings.port))) {
      log('PostgreSQL was still running from before: going on with it.')
      return settings.port
    }
    if (!(await isRunning(folder))) return null
    await sleep(250)
  }
  log('PostgreSQL was still running from before: starting it anew.')
  await stop(folder, programs)
  return null
}

async function start(folder: string, programs: PostgresPrograms): Promise<number> {
  const logFile = join(folder, 'log', 'postgres.log')
  fs.mkdirSync(join(folder, 'log'), { recursive: true, mode: 0o700 })
  rotate(logFile)
  programs.give(join(folder, 'log'))
  let preferred = readSettings(folder)?.port ?? 0
  for (let tries = 0; ; tries += 1) {
    const port = (await freePort(preferred)) ?? (await freePort(0))!
    writeSettings(folder, settingsFor(folder, port), programs)
    const before = sizeOf(logFile)
    // Relative to the folder, because pg_ctl hands them to a shell that would read $ and quotes in a path.
    // The time is for a recovery after a crash in the middle of much writing.
    const { code, output } = await programs.pgCtl([
      'start',
      '-D',
      'postgres',
      '-l',
      'log/postgres.log',
      '-w',
      '-t',
      '600',
    ])
    if (code === 0) return port
    const said = textFrom(logFile, before)
    if (tries >= 20) throw new PostgresFailed(`PostgreSQL does not start: ${output}\n${said}`)
    if (/could not (bind|create any)/.test(said)) preferred = 0
    // One that a killed Cartabianca was just starting came first.
    else if (/lock file .* already exists/.test(said)) await stop(folder, programs)
    // After a kill -9 of PostgreSQL's first process the others need a moment to notice.
    else if (/still in use/.test(said)) await sleep(500)
    else throw new PostgresFailed(`PostgreSQL does not start: ${output}\n${said}`)
  }
}

async function stop(folder: string, programs: PostgresPrograms): Promise<void> {
  const { code, output } = await programs.pgCtl(['stop', '-D', 'postgres', '-m', 'fast', '-w', '-t', '120'])
  if (code !== 0 && (await isRunning(folder))) throw new PostgresFailed(`PostgreSQL does not stop: ${output}`)
}

function urlOf(folder: string, port: number): string {
  return `postgresql://cartabianca:${readOrMakePassword(folder)}@127.0.0.1:${port}/cartabianca`
}

async function answers(url: string): Promise<boolean> {
  try {
    await query(url, 'select 1')
    return true
  } catch (error) {
    return (error as { code?: string }).code === noSuchDatabase
  }
}

const noSuchDatabase = '3D000'

async function ensureDatabase(ownerUrl: string): Promise<void> {
  try {
    await query(ownerUrl, 'select 1')
  } catch (error) {
    if ((error as { code?: string }).code !== noSuchDatabase) throw error
    await query(ownerUrl.replace(/cartabianca$/, 'postgres'), 'create database cartabianca')
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A connection cut between two events is not worth a crash: the query says so.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** `wanted` if it is free, any free port for 0, else null. */
function freePort(wanted: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(null))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** Warnings only go there; ten megabytes of them, kept twice, are enough to look back. */
function rotate(file: string): void {
  if (sizeOf(file) > 10_000_000) fs.renameSync(file, `${file}.1`)
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function textFrom(file: string, offset: number): string {
  return fs.existsSync(file) ? fs.readFileSync(file).subarray(offset).toString().trim().slice(-2000) : ''
}
