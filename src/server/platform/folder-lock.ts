import { execFile } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Another live Cartabianca works in the data folder. The message says what to do. */
export class DataFolderInUse extends Error {
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by another Cartabianca (process ${pid}): ` +
        'stop that one (Ctrl-C where it runs), or set DATA_DIR to another folder.',
    )
    this.name = 'DataFolderInUse'
    this.pid = pid
  }
}

/**
 * Takes the folder for this process by writing `server.pid`; the result gives it back.
 * @throws DataFolderInUse
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = join(folder, 'server.pid')
  const own = JSON.stringify({ pid: process.pid, started: await processStart(process.pid) })
  const release = () => {
    if (readText(file) === own) rmSync(file, { force: true })
  }
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx', mode: 0o600 })
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await lockHolder(folder)
    if (holder !== null) throw new DataFolderInUse(folder, holder)
    rmSync(file, { force: true })
    // Two may find the same stale lock: the later one removes the lock of the earlier, which sees it here.
    writeFileSync(file, own, { flag: 'wx', mode: 0o600 })
    await sleep(100)
    if (readText(file) === own) return release
  }
}

/** The live process that holds the folder, or null. */
export async function lockHolder(folder: string): Promise<number | null> {
  const file = join(folder, 'server.pid')
  // Empty for the instant between its creation and its writing; for longer only after a crash in that instant.
  for (let tries = 0; readText(file) === '' && tries < 20; tries += 1) await sleep(50)
  const lock = parseLock(readText(file))
  if (!lock) return null
  const started = await processStart(lock.pid)
  if (started === null) return null
  // The system gives numbers of dead processes to new ones: the start tells them apart, where it is known.
  return started === '' || lock.started === '' || lock.started === started ? lock.pid : null
}

/** When a live process started, in the system's words; '' when that is not known; null when it is dead. */
export async function processStart(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  try {
    if (process.platform === 'linux') return startOnLinux(pid)
    if (process.platform === 'win32') return (await output('powershell', windowsQuery(pid))).trim()
    const [state = '', ...start] = (await output('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`]))
      .trim()
      .split(/\s+/)
    return state.startsWith('Z') ? null : start.join(' ')
  } catch {
    return isAlive(pid) ? '' : null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function startOnLinux(pid: number): string | null {
  // Fields 3 (state) and 22 (start, in ticks since boot) of proc_pid_stat(5); the name before may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()!.split(' ')
  // A zombie is dead; under an init that does not reap, as in many containers, it stays for ever.
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot} ${fields[19]}`
}

function windowsQuery(pid: number): string[] {
  return ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]
}

async function output(program: string, args: string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  return (await promisify(execFile)(program, args, { env, windowsHide: true })).stdout
}

function parseLock(text: string | null): { pid: number; started: string } | null {
  try {
    const { pid, started } = JSON.parse(text ?? '') as { pid?: unknown; started?: unknown }
    if (!Number.isInteger(pid) || (pid as number) <= 0) return null
    return { pid: pid as number, started: typeof started === 'string' ? started : '' }
  } catch {
    return null
  }
}

function readText(file: string): string | null {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : null
  } catch {
    return null
  }
}
