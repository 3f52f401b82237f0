import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Breaches } from './breaches.ts'
import type { ClientOrder } from './client.ts'
import { endAll } from './fleet.ts'

/** The client processes. */
export type Crowd = {
  /** decisions they were told of so far */
  decided(): number
  /** lets each finish what it is at */
  stop(): Promise<void>
  close(): Promise<void>
}

/** A lane may be in the middle of insisting. */
const finishMs = 60_000

export function startCrowd(
  size: number,
  order: Omit<ClientOrder, 'number'>,
  breaches: Breaches,
  signal: AbortSignal,
): Crowd {
  const decided = Array.from({ length: size }, () => 0)
  const children: ChildProcess[] = []
  let ending = false
  for (let number = 0; number < size; number++) {
    const file = join(order.folder, `order-${number}.json`)
    writeFileSync(file, JSON.stringify({ ...order, number }), { mode: 0o600 })
    const child = spawn(process.execPath, [join(import.meta.dirname, 'client.ts'), file], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('error', () => undefined)
    child.on('message', (message) => {
      decided[number] = (message as { decided: number }).decided
    })
    child.once('exit', (code, signal) => {
      if (!ending) breaches.add('the harness works', `client process ${number} ended: ${code ?? signal}`)
    })
    children.push(child)
  }
  return {
    decided: () => decided.reduce((sum, count) => sum + count, 0),
    async stop() {
      ending = true
      const ends = children.map(
        (child) => new Promise<number | null>((resolve) => child.once('exit', resolve)),
      )
      for (const child of children) child.send('stop')
      const codes = await Promise.race([Promise.all(ends), sleep(finishMs, null, { signal })])
      if (!codes?.every((code) => code === 0))
        breaches.add('the harness works', `the clients ended with ${codes ?? 'no end'}`)
    },
    async close() {
      ending = true
      await endAll(children)
    },
  }
}
