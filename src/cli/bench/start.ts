import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Line } from '../bench.ts'

const root = join(import.meta.dirname, '..', '..', '..')
/** The first start loads the demo world; slower than this is broken. */
const patienceMs = 180_000

/** From the command to the first 200 of /health/ready, first and second start, and memory when nothing happens. */
export async function benchStart(dataDir: string): Promise<Line[]> {
  const first = await startOnce(dataDir)
  await stop(first.child)
  const second = await startOnce(dataDir)
  // Long enough for the caches of the start to be let go.
  await new Promise((resolve) => setTimeout(resolve, 5000))
  const memory = proportionalMemory(second.child.pid!, dataDir)
  await stop(second.child)
  const plain = (what: string, unit: string, ours: number): Line => ({
    what,
    unit,
    ours,
    compared: null,
    ratio: null,
  })
  return [
    plain('first start to ready, demo world loaded (web app built before)', 's', first.seconds),
    plain('second start to ready', 's', second.seconds),
    ...(memory === null
      ? []
      : [
          plain('memory of both together, idle', 'MiB PSS', memory.server + memory.database),
          plain('memory of the server, idle', 'MiB PSS', memory.server),
          plain('memory of PostgreSQL, idle', 'MiB PSS', memory.database),
        ]),
  ]
}

/** What `npm start` tells Node: the young generation kept small, which a server at rest would otherwise hold for nothing. */
export function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return (scripts.start as string).split(' ').filter((word) => word.startsWith('--'))
}

async function startOnce(dataDir: string): Promise<{ child: ChildProcess; seconds: number }> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(process.execPath, [...flagsOfStart(), join(root, 'src/server/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'error' },
  })
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    )
    const elapsed = performance.now() - from
    if (ready) return { child, seconds: elapsed / 1000 }
    if (elapsed > patienceMs || child.exitCode !== null) throw new Error('the server did not become ready')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/**
 * Proportional set size (Linux: /proc/<pid>/smaps_rollup) of the server and of PostgreSQL, in MiB. Null where the
 * system has no such figure: resident size would count shared memory once per process.
 */
function proportionalMemory(serverPid: number, dataDir: string): { server: number; database: number } | null {
  try {
    const pss = (pid: number) =>
      Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
    const postgres = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid === postmaster || isChildOf(pid, postmaster))
    return { server: pss(serverPid), database: postgres.reduce((sum, pid) => sum + pss(pid), 0) }
  } catch {
    return null
  }
}

function isChildOf(pid: number, parent: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[1] === String(parent)
  } catch {
    // It has ended in the meantime.
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
