import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'

/**
 * Who would add to the same counter takes turns before a connection is taken. PostgreSQL's locks keep the counters
 * right, but each of their waiters holds a connection: five hundred agents and one customer would leave none for
 * anybody else. So at most one transaction of this process waits for a counter there; first come, first served.
 */
export type Turn = { release(): void }

export type Turns = {
  /** @returns null when somebody has or awaits one of these counters */
  tryTake(counters: readonly string[]): Turn | null
  /** @param counters in the one order that all take them in (that of `countersOf`), so that nobody waits in a ring */
  take(counters: readonly string[]): Promise<Turn>
}

/** Thrown by a transaction that has not written anything: it is to be run again in its turn. */
export class NotYourTurn extends Error {
  override readonly name = 'NotYourTurn'
  readonly counters: readonly string[]

  constructor(counters: readonly string[]) {
    super('somebody else adds to the same counter')
    this.counters = counters
  }
}

/** Whose counters a power adds to, in the order in which all lock them (see `lockCounters`). */
export function countersHeld(
  document: MandateDocument,
  power: PowerKind,
  contact: { customer_id: string; team_id: string },
  agentId: string,
): string[] {
  const limits = document.powers.find(({ kind }) => kind === power)?.limits ?? []
  const subjects = { agent: agentId, customer: contact.customer_id, team: contact.team_id }
  return (['agent', 'customer', 'team'] as const)
    .filter((scope) => limits.some((limit) => limit.scope === scope))
    .map((scope) => subjects[scope])
}

/** Runs a transaction at once if it may, otherwise again in its turn. */
export async function inTurn<T>(
  turns: Turns,
  run: (awaitTurn: (counters: string[]) => void) => Promise<T>,
): Promise<T> {
  let turn: Turn | null = null
  try {
    return await run((counters) => {
      turn = turns.tryTake(counters)
      if (!turn) throw new NotYourTurn(counters)
    })
  } catch (error) {
    if (!(error instanceof NotYourTurn)) throw error
    turn = await turns.take(error.counters)
    return await run(() => undefined)
  } finally {
    turn?.release()
  }
}

export function makeTurns(): Turns {
  /** who waits, in order; a counter is here as long as somebody has it */
  const waiting = new Map<string, (() => void)[]>()

  const turnOf = (held: readonly string[]): Turn => {
    let released = false
    return {
      release() {
        if (released) return
        released = true
        for (const counter of held) {
          const next = waiting.get(counter)?.shift()
          if (next) next()
          else waiting.delete(counter)
        }
      },
    }
  }

  return {
    tryTake(counters) {
      if (counters.some((counter) => waiting.has(counter))) return null
      for (const counter of counters) waiting.set(counter, [])
      return turnOf(counters)
    },
    async take(counters) {
      for (const counter of counters) {
        const queue = waiting.get(counter)
        if (queue) await new Promise<void>((resolve) => queue.push(resolve))
        else waiting.set(counter, [])
      }
      return turnOf(counters)
    },
  }
}
