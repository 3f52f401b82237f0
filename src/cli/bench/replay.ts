import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'

/** One statement as it went over the wire, with what came back. */
export type Recorded = { text: string; values: unknown[]; rows: Record<string, unknown>[] }

/** Records every statement that `work` sends through pg, and none that others send meanwhile. */
export async function recordSql(work: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const mine = new AsyncLocalStorage<true>()
  const original = pg.Client.prototype.query
  const spied = async function (this: pg.Client, ...args: unknown[]): Promise<unknown> {
    const result = (await (original as (...a: unknown[]) => Promise<unknown>).apply(
      this,
      args,
    )) as pg.QueryResult
    const [query, values] = args as [string | { text: string; values?: unknown[] }, unknown[] | undefined]
    if (mine.getStore())
      recorded.push({
        text: typeof query === 'string' ? query : query.text,
        values: (typeof query === 'string' ? values : query.values) ?? [],
        rows: result.rows ?? [],
      })
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
  for (const { text, values, rows } of recorded) {
    const { rows: answered } = await client.query(
      text,
      values.map((value) => (typeof value === 'string' ? value.replace(generated, fresh) : value)),
    )
    const [before, now] = [rows[0], answered[0] as Record<string, unknown> | undefined]
    if (before && now)
      for (const [column, old] of Object.entries(before))
        if (typeof old === 'string' && typeof now[column] === 'string' && old.match(generated)?.[0] === old)
          known.set(old, now[column])
  }
}
