import { setTimeout as sleep } from 'node:timers/promises'
import type { Breaches } from './breaches.ts'
import type { Crowd } from './crowd.ts'
import type { SoakDatabase } from './database.ts'
import type { Fleet } from './fleet.ts'
import { type Random, seededRandom } from './random.ts'

/** One crash cycle: some time of work, a fault, and the wait until decisions are made again. */
export type Fault = {
  kind: 'server' | 'backend' | 'postgres' | 'server and postgres'
  /** connections are cut before, too */
  cut: boolean
  workMs: number
  downMs: number
  /** which server, which backend */
  server: number
  draw: number
}

export type Toll = {
  cycles: number
  servers: number
  backends: number
  postmasters: number
  connections: number
  /** ms from a fault to the next decision that somebody was told of */
  recoveryMs: number[]
}

/** The faults of a run: the same for the same seed, whenever they happen. */
export function planStorm(seed: number, cycles: number, servers: number): Fault[] {
  const random: Random = seededRandom(seed)
  return Array.from({ length: cycles }, () => ({
    kind: random.pick([
      ...(['server', 'server', 'server', 'server', 'backend', 'backend', 'backend'] as const),
      ...(['postgres', 'postgres', 'server and postgres'] as const),
    ]),
    cut: random.chance(0.2),
    workMs: random.between(300, 2000),
    downMs: random.between(0, 1200),
    server: random.below(servers),
    draw: random.next(),
  }))
}

/** Nothing decided for so long after a fault is a breach: servers must come back without help. */
const patienceMs = 60_000

export async function rage(
  faults: Fault[],
  parts: { database: SoakDatabase; fleet: Fleet; crowd: Crowd; breaches: Breaches },
  options: { until: number; signal: AbortSignal; progress: (toll: Toll) => void },
): Promise<Toll> {
  const { fleet, crowd, breaches } = parts
  const toll: Toll = { cycles: 0, servers: 0, backends: 0, postmasters: 0, connections: 0, recoveryMs: [] }
  for (const fault of faults) {
    if (Date.now() > options.until) break
    await sleep(fault.workMs, undefined, { signal: options.signal })
    await strike(fault, parts, toll)
    const from = Date.now()
    // What was on its way may still arrive: two more show that the work goes on.
    for (const before = crowd.decided(); crowd.decided() < before + 2; ) {
      await sleep(20, undefined, { signal: options.signal })
      if (Date.now() - from < patienceMs) continue
      breaches.add('decisions are made again after a fault', `cycle ${toll.cycles}: ${fault.kind}`)
      for (const slot of fleet.ports.keys()) fleet.kill(slot, 0)
      break
    }
    toll.recoveryMs.push(Date.now() - from)
    toll.cycles += 1
    options.progress(toll)
  }
  return toll
}

async function strike(
  fault: Fault,
  { database, fleet }: { database: SoakDatabase; fleet: Fleet },
  toll: Toll,
): Promise<void> {
  if (fault.cut) toll.connections += await database.cutConnections(fault.draw)
  if (fault.kind === 'server' || fault.kind === 'server and postgres') {
    fleet.kill(fault.server, fault.downMs)
    toll.servers += 1
  }
  if (fault.kind === 'backend') {
    await database.killBackend(fault.draw)
    toll.backends += 1
  }
  if (fault.kind === 'postgres' || fault.kind === 'server and postgres') {
    const url = database.url()
    await database.killPostmaster(fault.downMs)
    toll.postmasters += 1
    // Its port was taken meanwhile: whoever runs it would have to tell the servers, by starting them anew.
    if (database.url() !== url) for (const slot of fleet.ports.keys()) fleet.kill(slot, 0)
  }
}
