import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'

/**
 * Who would add to the same counter takes turns before a connection is taken. PostgreSQL's locks keep the counters
 * right, but each of their waiters holds a connection: five hundred agents and one customer would leave none for
 * anybody else. So of this process at most two are at a counter, and one of them waits; first come, first served.
 */
export type Turn = { release(): void }

export type Turns = {
  /** @returns null when somebody has or awaits one of these counters */
  tryTake(counters: readonly string[]): Turn | null
  /** @param counters in the one order that all take them in (that of `countersOf`), so that nobody waits in a ring */
  take(counters: readonly string[]): Promise<Turn>
  /** The counters that a request like this one had to wait for, while somebody is at one of them. */
  foresee(asked: string): readonly string[] | null
  /** A request like this one had to wait for these. */
  remember(asked: string, counters: readonly string[]): void
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

/**
 * Runs a transaction at once if it may, otherwise again in its turn. Where many want the same, running in vain would
 * take half of what there is: whoever had to wait before waits first, and runs once.
 * @param asked what tells which counters it will be: who asks, the contact and the power
 */
export async function inTurn<T>(
  turns: Turns,
  asked: string,
  run: (awaitTurn: (counters: string[]) => void) => Promise<T>,
): Promise<T> {
  const foreseen = turns.foresee(asked)
  let turn: Turn | null = foreseen && (await turns.take(foreseen))
  try {
    return await run((counters) => {
      if (foreseen && counters.join() === foreseen.join()) return
      // The mandate or the contact's team is another one by now.
      turn?.release()
      turn = turns.tryTake(counters)
      if (!turn) throw new NotYourTurn(counters)
    })
  } catch (error) {
    if (!(error instanceof NotYourTurn)) throw error
    turns.remember(asked, error.counters)
    turn = await turns.take(error.counters)
    return await run(() => undefined)
  } finally {
    turn?.release()
  }
}

/**
 * One transaction writes, one has read all it needs and waits for the first one's locks: with more there would be
 * more connections held, with less nobody would be ready when the first commits.
 */
const atOnce = 2

/** Requests remembered at most; beyond it all are forgotten, and each runs in vain once more. */
const rememberedAtMost = 2000

export function makeTurns(): Turns {
  const remembered = new Map<string, readonly string[]>()
  /** how many have a counter, and who waits for it, in order */
  const counters = new Map<string, { inside: number; queue: (() => void)[] }>()
  const isFree = (counter: string) => (counters.get(counter)?.inside ?? 0) < atOnce
  const enter = (counter: string) => {
    const at = counters.get(counter)
    if (at) at.inside++
    else counters.set(counter, { inside: 1, queue: [] })
  }
  const leave = (counter: string) => {
    const at = counters.get(counter)!
    const next = at.queue.shift()
    // The place of who leaves is that of who comes next: nobody slips in between.
    if (next) next()
    else if (--at.inside === 0) counters.delete(counter)
  }
  const turnOf = (held: readonly string[]): Turn => {
    let released = false
    return {
      release() {
        if (!released) held.forEach(leave)
        released = true
      },
    }
  }

  return {
    foresee(asked) {
      const wanted = remembered.get(asked)
      return wanted && !wanted.every(isFree) ? wanted : null
    },
    remember(asked, wanted) {
      if (remembered.size >= rememberedAtMost) remembered.clear()
      remembered.set(asked, wanted)
    },
    tryTake(wanted) {
      if (!wanted.every(isFree)) return null
      wanted.forEach(enter)
      return turnOf(wanted)
    },
    async take(wanted) {
      for (const counter of wanted)
        if (isFree(counter)) enter(counter)
        else await new Promise<void>((resolve) => counters.get(counter)!.queue.push(resolve))
      return turnOf(wanted)
    },
  }
}
