import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Time of the processors that each part has used so far, in ms. Linux counts it in steps of 10 ms for each process. */
export type Cpu = { app: number; postgres: number; asking: number }

/** Reads what the app process, PostgreSQL with all its processes, and this process, which asks, have used; null elsewhere than on Linux. */
export function readCpu({ appPid, dataDir }: { appPid: number; dataDir: string }): Cpu | null {
  try {
    const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
    const own = process.cpuUsage()
    const stats = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)) ?? [])
    const sum = (which: (stat: Stat) => boolean) =>
      stats.filter(which).reduce((total, { ownMs }) => total + ownMs, 0)
    return {
      app: sum(({ pid }) => pid === appPid),
      // those that ended are in the account of the first
      postgres:
        sum(({ pid, parent }) => pid === postmaster || parent === postmaster) +
        (stats.find(({ pid }) => pid === postmaster)?.endedMs ?? 0),
      asking: (own.user + own.system) / 1000,
    }
  } catch {
    return null
  }
}

type Stat = { pid: number; parent: number; ownMs: number; endedMs: number }

/** proc(5): after the name in brackets come state, ppid, …, and as 12th to 15th utime, stime, cutime, cstime. */
function statOf(pid: number): Stat | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()!.split(' ')
    const ticks = (at: number) => Number(fields[at]) * 10
    return { pid, parent: Number(fields[1]), ownMs: ticks(11) + ticks(12), endedMs: ticks(13) + ticks(14) }
  } catch {
    // It has ended in the meantime.
    return null
  }
}
