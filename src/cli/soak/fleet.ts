import { type ChildProcess, spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Breaches } from './breaches.ts'
import type { SoakClock } from './clock.ts'
import type { SoakDatabase } from './database.ts'

/** The app processes, under a supervisor that starts those that ended and looks whether they serve. */
export type Fleet = {
  ports: number[]
  /** kill -9 of the one in this slot, or of the next that serves; started anew after `downMs` */
  kill(slot: number, downMs: number): void
  /** waits until all of them serve */
  allReady(patienceMs: number): Promise<boolean>
  /** asks one to end, as a supervisor does; it must, with 0 */
  stop(slot: number): Promise<void>
  tell(message: string): void
  /** starts that failed because the database was away */
  failedStarts(): number
  /** ends all of them at once */
  close(): Promise<void>
}

type Slot = {
  number: number
  port: number
  child: ChildProcess | null
  ready: boolean
  startedAt: number
  lastWellAt: number
  /** we killed it, so its end is no breach */
  condemned: boolean
  downMs: number
  stopped: boolean
}

/** Where the database is there, a server serves again within this. */
const comeBackMs = 60_000
const stopMs = 30_000

export async function startFleet(options: {
  ports: number[]
  database: SoakDatabase
  clock: SoakClock
  secret: string
  folder: string
  breaches: Breaches
  signal: AbortSignal
}): Promise<Fleet> {
  const { database, folder, breaches, signal } = options
  let closing = false
  let failedStarts = 0
  const slots = options.ports.map(
    (port, number): Slot => ({
      ...{ number, port, child: null, ready: false, startedAt: 0, lastWellAt: 0 },
      ...{ condemned: false, downMs: 0, stopped: false },
    }),
  )

  function start(slot: Slot): void {
    if (closing || slot.stopped) return
    const log = openSync(logOf(folder, slot), 'a')
    const child = spawn(process.execPath, [join(import.meta.dirname, 'app.ts')], {
      stdio: ['ignore', log, log, 'ipc'],
      env: {
        ...process.env,
        PORT: String(slot.port),
        HOST: '127.0.0.1',
        PUBLIC_URL: 'http://127.0.0.1',
        DATABASE_URL: database.url(),
        DATA_DIR: folder,
        SMTP_URL: '',
        CARTABIANCA_SECRET: options.secret,
        REQUESTS_PER_MINUTE: '1000000000',
        LOG_LEVEL: 'warn',
        SOAK_CLOCK: JSON.stringify(options.clock),
      },
    })
    Object.assign(slot, { child, ready: false, startedAt: Date.now(), condemned: false })
    child.on('message', (message) => {
      if (message === 'ready') slot.ready = true
    })
    child.on('error', () => undefined)
    child.once('exit', (code, signal) => ended(slot, code ?? signal))
  }

  function ended(slot: Slot, how: number | string | null): void {
    slot.child = null
    if (closing || slot.stopped) return
    const excused = slot.condemned || (!slot.ready && slot.startedAt < database.wellSince())
    if (!excused)
      breaches.add('a server never ends by itself', `server ${slot.number}: ${how}\n${tail(slot)}`)
    else if (!slot.condemned) failedStarts += 1
    slot.ready = false
    setTimeout(() => start(slot), slot.condemned ? slot.downMs : 300)
  }

  const tail = (slot: Slot) => readFileSync(logOf(folder, slot), 'utf8').slice(-1500)

  async function look(slot: Slot): Promise<void> {
    if (!slot.child || slot.condemned) return
    if (slot.ready && (await isReady(slot.port))) slot.lastWellAt = Date.now()
    const since = Math.max(slot.lastWellAt, slot.startedAt, database.wellSince())
    if (Date.now() - since < comeBackMs) return
    breaches.add('a server comes back by itself', `server ${slot.number}\n${tail(slot)}`)
    kill(slot, 0)
  }

  function kill(slot: Slot, downMs: number): void {
    Object.assign(slot, { condemned: true, ready: false, downMs })
    slot.child?.kill('SIGKILL')
  }

  for (const slot of slots) start(slot)
  const watch = setInterval(() => {
    for (const slot of slots) void look(slot)
  }, 1000)

  return {
    ports: options.ports,
    kill(number, downMs) {
      const turns = slots.map((_, i) => slots[(number + i) % slots.length]!)
      kill(turns.find((slot) => slot.ready) ?? turns[0]!, downMs)
    },
    async allReady(patienceMs) {
      for (const from = Date.now(); Date.now() - from < patienceMs; await sleep(100, null, { signal })) {
        const serving = await Promise.all(slots.map((slot) => slot.ready && isReady(slot.port)))
        if (serving.every(Boolean)) return true
      }
      return false
    },
    async stop(number) {
      const slot = slots[number]!
      slot.stopped = true
      const { child } = slot
      if (!child) return
      const end = new Promise<number | string | null>((resolve) =>
        child.once('exit', (code, signal) => resolve(code ?? signal)),
      )
      child.send('stop')
      const how = await Promise.race([end, sleep(stopMs, 'no end', { signal })])
      if (how !== 0)
        breaches.add('a server that is asked to stop stops', `server ${number}: ${how}\n${tail(slot)}`)
      child.kill('SIGKILL')
    },
    tell(message) {
      for (const { child } of slots) child?.send(message)
    },
    failedStarts: () => failedStarts,
    async close() {
      closing = true
      clearInterval(watch)
      await endAll(slots.flatMap(({ child }) => child ?? []))
    },
  }
}

/** kill -9, and waits until they are gone. */
export async function endAll(children: ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined
      const end = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      return end
    }),
  )
}

const logOf = (folder: string, { number }: Slot) => join(folder, `server-${number}.log`)

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => {
      await response.body?.cancel()
      return response.ok
    },
    () => false,
  )
}
