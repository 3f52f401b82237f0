import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterOf, isRunning } from '../../server/platform/postgres-cluster.ts'

/**
 * `warden <folder>`: waits for the harness to be gone, however it went, and ends the PostgreSQL that it may
 * have left (the other processes see by themselves that their parent is gone). After an ordinary end there is
 * nothing left to do.
 */
const folder = process.argv[2] ?? ''
const data = join(folder, 'data')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.once('disconnect', () => void clean())
process.channel?.ref()

async function clean(): Promise<void> {
  // A start that was under way may bring it up after the first look.
  for (let looks = 0; looks < 20 && existsSync(folder); looks++) {
    if (await isRunning(data)) {
      const pid = Number.parseInt(readFileSync(join(clusterOf(data), 'postmaster.pid'), 'utf8'), 10)
      // immediate shutdown: nobody needs these files any more
      process.kill(pid, 'SIGQUIT')
    }
    await sleep(500)
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
