import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/platform/db.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { type Breaches, collectBreaches } from './breaches.ts'
import { makeSoakClock } from './clock.ts'
import { startCrowd } from './crowd.ts'
import { openSoakDatabase, type SoakDatabase } from './database.ts'
import { startFleet } from './fleet.ts'
import { seededRandom } from './random.ts'
import { openReceiver } from './receiver.ts'
import { settle } from './settle.ts'
import { planStorm, rage, type Toll } from './storm.ts'
import { type Found, verify } from './verify.ts'
import { makeSoakWorld, type SoakClient } from './world.ts'

export type SoakOptions = {
  cycles: number
  /** the storm's longest time */
  seconds: number
  seed: number
  clients: number
  /** leaves the folder with journals, logs and database */
  keep: boolean
}

export type SoakReport = {
  options: SoakOptions
  /** of the storm alone */
  seconds: number
  toll: Omit<Toll, 'recoveryMs'> & { failedStarts: number; recoveryMs: { median: number; worst: number } }
  found: Found
  breaches: ReturnType<Breaches['list']>
}

/** Each takes up to 33 of PostgreSQL's 100 connections. */
const servers = 2
/** Decisions at once in each client process. */
const lanes = 4
const readyMs = 90_000

/** The whole proof: a world, its processes, the storm, rest, and the reckoning. Nothing it started outlives it. */
export async function runSoak(
  options: SoakOptions,
  signal: AbortSignal,
  say: (sentence: string) => void,
): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'cartabianca-soak-'))
  const warden = startWarden(folder)
  // ended in reverse order, each whatever happens to the others
  const ends: (() => Promise<unknown>)[] = []
  const breaches = collectBreaches(say)
  try {
    const secrets = {
      secret: randomBytes(32).toString('hex'),
      fulfilment: randomBytes(24).toString('base64'),
    }
    const fulfilmentSecret = `whsec_${secrets.fulfilment}`
    const random = seededRandom(options.seed + 1)
    const receiver = await openReceiver(fulfilmentSecret, random, breaches)
    ends.push(() => receiver.close())
    say('Starting PostgreSQL, the servers and the clients…')
    const database = await openSoakDatabase(join(folder, 'data'))
    ends.push(() => database.close())
    const clock = makeSoakClock(Date.now())
    const clients = await makeSoakWorld(database.url(), {
      secret: secrets.secret,
      publicUrl: 'http://127.0.0.1',
      fulfilmentUrl: receiver.url,
      fulfilmentSecret,
      at: new Date(clock.start),
    })
    signal.throwIfAborted()
    const ports = await Promise.all(Array.from({ length: servers }, freePort))
    const fleet = await startFleet({
      ports,
      database,
      clock,
      secret: secrets.secret,
      folder,
      breaches,
      signal,
    })
    ends.push(() => fleet.close())
    if (!(await fleet.allReady(readyMs))) throw new Error(`The servers did not start: see ${folder}.`)
    signal.throwIfAborted()
    const from = Date.now()
    const until = from + options.seconds * 1000
    const crowd = startCrowd(
      options.clients,
      // room for the faults and waits after the storm's end
      { seed: options.seed, ports, clients, folder, lanes, until: until + 300_000 },
      breaches,
      signal,
    )
    ends.push(() => crowd.close())

    const progress = ({ cycles }: Toll) => {
      if (cycles % Math.max(1, Math.round(options.cycles / 20)) === 0)
        say(
          `cycle ${cycles} of ${options.cycles}, ${Math.round((Date.now() - from) / 1000)} s: ` +
            `${crowd.decided()} decisions acknowledged, ${breaches.count()} breaches`,
        )
    }
    const faults = planStorm(options.seed, options.cycles, servers)
    const toll = await rage(faults, { database, fleet, crowd, breaches }, { until, signal, progress })
    const seconds = (Date.now() - from) / 1000
    signal.throwIfAborted()
    await settle({ database, fleet, crowd, breaches, clients, signal }, random.below(servers), say)
    signal.throwIfAborted()
    say('Checking everything against everything…')
    const found = await reckon({ database, clients, accepted: receiver.accepted, folder, breaches })
    const { recoveryMs, ...counts } = toll
    const sorted = recoveryMs.toSorted((a, b) => a - b)
    return {
      options,
      seconds,
      toll: {
        ...counts,
        failedStarts: fleet.failedStarts(),
        recoveryMs: { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0 },
      },
      found,
      breaches: breaches.list(),
    }
  } finally {
    for (const end of ends.reverse()) await end().catch((error: Error) => say(error.message))
    if (options.keep) say(`Kept: ${folder}`)
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    warden.kill('SIGKILL')
  }
}

async function reckon(parts: {
  database: SoakDatabase
  clients: SoakClient[]
  accepted: Map<string, number>
  folder: string
  breaches: Breaches
}): Promise<Found> {
  const { appUrl } = await migrate(parts.database.url())
  const db = openDatabase({
    appUrl,
    clock: () => new Date(),
    publish: () => undefined,
    connections: 2,
    onError: () => undefined,
  })
  try {
    return await verify({ ...parts, db })
  } finally {
    await db.close()
  }
}

/** In a session of its own, so that no Ctrl-C reaches it: see there. */
function startWarden(folder: string): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'warden.ts'), folder], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => undefined)
  child.unref()
  child.channel?.unref()
  return child
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
