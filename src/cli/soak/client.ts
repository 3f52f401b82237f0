import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ask, type Break, call, makeAgent, type Told } from './call.ts'
import { decideAtRandom } from './decide-at-random.ts'
import { type JournalLine, openJournal } from './journal.ts'
import { type Random, seededRandom } from './random.ts'
import { supportAtRandom } from './support-at-random.ts'
import type { SoakClient } from './world.ts'

/** What a client process is told to do, in a file. */
export type ClientOrder = {
  number: number
  seed: number
  ports: number[]
  clients: SoakClient[]
  folder: string
  /** lanes that decide at once; the first process has supporters besides */
  lanes: number
  /** ms since the epoch: no lane goes on after it */
  until: number
}

/** One stream of requests, one after the other. */
export type Lane = {
  random: Random
  clients: SoakClient[]
  /** an idempotency key nobody else uses */
  freshKey(): string
  write(line: JournalLine): void
  stopped(): boolean
  /** sends once, to any of the servers; the line may break */
  send(ask: Ask): Promise<Told>
  /** sends until somebody answers; null when it gives up, and never knows */
  insist(ask: Ask): Promise<Extract<Told, { status: number }> | null>
  tally: { sent: number; lost: number; broken: number; doubled: number; repeated: number }
}

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ClientOrder
const journal = openJournal(order.folder, order.number)
const tally = { sent: 0, lost: 0, broken: 0, doubled: 0, repeated: 0 }
const agents = order.ports.map(makeAgent)
let stopping = false
let decided = 0
let keys = 0

process.on('SIGINT', () => undefined)
process.once('disconnect', () => process.exit(1))
process.on('message', (message) => {
  if (message === 'stop') stopping = true
})
// The harness must see that decisions go on being made.
const told = setInterval(() => process.send?.({ decided }), 100)

await Promise.all([
  ...Array.from({ length: order.lanes }, (_, i) => work(makeLane(i), decideAtRandom)),
  ...(order.number === 0 ? [work(makeLane(1000), supportAtRandom)] : []),
])
clearInterval(told)
journal.write({ told: 'tally', ...tally })
process.exit(0)

async function work(lane: Lane, step: (lane: Lane) => Promise<void>): Promise<void> {
  while (!lane.stopped()) {
    await step(lane)
    await sleep(lane.random.between(0, 25))
  }
}

function makeLane(number: number): Lane {
  const random = seededRandom(order.seed * 7919 + order.number * 104_729 + number)
  const stopped = () => stopping || Date.now() > order.until
  const send = async (ask: Ask): Promise<Told> => {
    const server = random.below(order.ports.length)
    const broken = breakAtRandom(random)
    tally.sent += 1
    if (broken) tally.broken += 1
    const answer = await call(order.ports[server]!, agents[server]!, ask, broken)
    if ('lost' in answer && !broken) tally.lost += 1
    return answer
  }
  return {
    random,
    clients: order.clients,
    freshKey() {
      keys += 1
      return `soak-${order.number}-${keys}-${random.below(1_000_000)}`
    },
    write(line) {
      journal.write(line)
      if (line.told === 'decided') decided += 1
    },
    stopped,
    send,
    async insist(ask) {
      // Twenty seconds or so, longer than any of the storm's outages; then some agents go home.
      for (let tries = 0; tries < 40; tries++) {
        const answer = await send(ask)
        if (!('lost' in answer) && answer.status < 500) return answer
        if (random.chance(0.02)) return null
        await sleep(random.between(50, 200 + tries * 30))
      }
      return null
    },
    tally,
  }
}

function breakAtRandom(random: Random): Break | null {
  const drawn = random.next()
  if (drawn < 0.07) return { kind: 'abort', afterMs: random.between(0, 40) }
  if (drawn < 0.09) return { kind: 'half' }
  if (drawn < 0.12) return { kind: 'deaf' }
  return null
}
