import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'

/** One statement as it went over the wire, with what came back. */
export type Recorded = {
  /** under which the server has it prepared, and so do we */
  name: string | undefined
  text: string
  values: unknown[]
  rows: Record<string, unknown>[]
  /** sent without waiting for the answer to the one before */
  together: boolean
}

/** Records every statement that `work` sends through pg, and none that others send meanwhile. */
export async function recordSql(work: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const mine = new AsyncLocalStorage<true>()
  let waiting = 0
  const original = pg.Client.prototype.query
  const send = (client: pg.Client, args: unknown[]) =>
    (original as (...a: unknown[]) => Promise<pg.QueryResult>).apply(client, args)
  const spied = async function (this: pg.Client, ...args: unknown[]): Promise<unknown> {
    if (!mine.getStore()) return send(this, args)
    const [query, values] = args as [string | Omit<Recorded, 'rows' | 'together'>, unknown[] | undefined]
    const { name, text } = typeof query === 'string' ? { name: undefined, text: query } : query
    const sent = typeof query === 'string' ? values : query.values
    const one: Recorded = { name, text, values: sent ?? [], rows: [], together: waiting > 0 }
    recorded.push(one)
    waiting++
    const result = await send(this, args)
    waiting--
    one.rows = result.rows ?? []
    return result
  }
  pg.Client.prototype.query = spied as typeof original
  try {
    await mine.run(true, work)
  } finally {
    pg.Client.prototype.query = original
  }
  return recorded
}

const generated = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{32}/g

/**
 * Sends recorded statements again on a bare connection, as a transaction of its own: what was made anew each
 * time (ids, hashes, keys) is made anew, what the database answers (new ids) is carried on, and `given`
 * replaces whose transaction it is.
 */
export async function replaySql(
  client: pg.Client,
  recorded: Recorded[],
  given: Map<string, string>,
): Promise<void> {
  const known = new Map(given)
  const fresh = (old: string): string => {
    const there = known.get(old)
    if (there !== undefined) return there
    const made = old.includes('-') ? randomUUID() : randomBytes(old.length / 2).toString('hex')
    known.set(old, made)
    return made
  }
  const renew = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(renew)
      : typeof value === 'string'
        ? value.replace(generated, fresh)
        : value
  for (const batch of batchesOf(recorded)) {
    const answers = await Promise.all(
      batch.map(({ name, text, values }) =>
        client.query({
          ...(name ? { name } : {}),
          text,
          values: values.map(renew),
        }),
      ),
    )
    for (const [at, { rows }] of batch.entries()) {
      const [before, now] = [rows[0], answers[at]!.rows?.[0] as Record<string, unknown> | undefined]
      if (before && now)
        for (const [column, old] of Object.entries(before))
          if (typeof old === 'string' && typeof now[column] === 'string' && old.match(generated)?.[0] === old)
            known.set(old, now[column])
    }
  }
}

/** What was sent together is sent together again. */
function batchesOf(recorded: readonly Recorded[]): Recorded[][] {
  const batches: Recorded[][] = []
  for (const one of recorded)
    if (one.together) batches.at(-1)!.push(one)
    else batches.push([one])
  return batches
}
