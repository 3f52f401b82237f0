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
    // A pool asks with a callback.
    const last = args.at(-1)
    if (typeof last === 'function') {
      const told = last as (error: unknown, result?: pg.QueryResult) => void
      return spied.apply(this, args.slice(0, -1)).then((result) => told(null, result as pg.QueryResult), told)
    }
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

/** A value as it is, or by the ids and hashes in it: what is made anew each time. */
type Part = (ids: string[]) => unknown
type Step = {
  name: string | undefined
  text: string
  values: Part[]
  /** columns of the first row whose answer is carried on, and as which id */
  answers: { column: string; id: number }[]
}

/**
 * What was recorded, taken apart once, so that replaying it costs next to nothing but the statements.
 * @param given ids that are not made anew, but said with each replay
 */
export type Replay = { batches: Step[][]; given: number; makers: (() => string)[] }

export function prepareReplay(recorded: readonly Recorded[], given: readonly string[]): Replay {
  const numbers = new Map(given.map((id, at) => [id, at]))
  const makers: Replay['makers'] = []
  const numberOf = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    numbers.set(id, numbers.size)
    makers.push(id.includes('-') ? randomUUID : () => randomBytes(id.length / 2).toString('hex'))
    return numbers.size - 1
  }
  const partOf = (value: unknown): Part => {
    if (Array.isArray(value)) {
      const parts = value.map(partOf)
      return (ids) => parts.map((part) => part(ids))
    }
    const text = String(value)
    const whole = numbers.get(text)
    if (whole !== undefined) return (ids) => ids[whole]
    const found = typeof value === 'string' ? [...text.matchAll(generated)] : []
    if (found.length === 0) return () => value
    const between = text.split(generated)
    const used = found.map(([id]) => numberOf(id))
    return (ids) => used.reduce((made, id, at) => made + ids[id]! + between[at + 1]!, between[0]!)
  }
  const batches: Step[][] = []
  for (const { name, text, values, rows, together } of recorded) {
    const step: Step = { name, text, values: values.map(partOf), answers: [] }
    for (const [column, value] of Object.entries(rows[0] ?? {}))
      if (typeof value === 'string' && value.match(generated)?.[0] === value)
        step.answers.push({ column, id: numberOf(value) })
    if (together) batches.at(-1)!.push(step)
    else batches.push([step])
  }
  return { batches, given: given.length, makers }
}

/**
 * Sends recorded statements again on a bare connection, as a transaction of its own: what was made anew each
 * time (ids, hashes, keys) is made anew, what the database answers (ids of what is there) is carried on, and `given`
 * replaces whose transaction it is.
 */
export async function replaySql(
  client: pg.Client,
  { batches, makers }: Replay,
  given: readonly string[],
): Promise<void> {
  const ids = [...given, ...makers.map((make) => make())]
  for (const batch of batches) {
    const answers = await Promise.all(
      batch.map(({ name, text, values }) =>
        values.length === 0
          ? client.query(text)
          : client.query({ ...(name ? { name } : {}), text, values: values.map((part) => part(ids)) }),
      ),
    )
    for (const [at, step] of batch.entries())
      for (const { column, id } of step.answers) ids[id] = answers[at]!.rows[0][column]
  }
}
