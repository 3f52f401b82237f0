import type { Log } from './log.ts'

export type Sweep = { name: string; everyMs: number; run: () => Promise<void> }

/**
 * Things that happen because time has passed. They look at the database instead of keeping timers, so that
 * nothing is lost by a crash, and several processes may sweep at once (rows are taken with SKIP LOCKED).
 */
export function startSweeps(sweeps: Sweep[], log: Log): { stop(): Promise<void>; runAll(): Promise<void> } {
  const running = new Map<string, Promise<void>>()
  const once = (sweep: Sweep): Promise<void> => {
    const before = running.get(sweep.name)
    if (before) return before
    const run = sweep
      .run()
      .catch((error: Error) => log.error({ sweep: sweep.name, error: error.message }, 'sweep failed'))
      .finally(() => running.delete(sweep.name))
    running.set(sweep.name, run)
    return run
  }
  const timers = sweeps.map((sweep) => setInterval(() => void once(sweep), sweep.everyMs))
  return {
    async stop() {
      timers.forEach(clearInterval)
      await Promise.all(running.values())
    },
    async runAll() {
      for (const sweep of sweeps) {
        await running.get(sweep.name)
        await once(sweep)
      }
    },
  }
}
