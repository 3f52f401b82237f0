import pg from 'pg'

/** Sent so often, a statement is worth the memory of its plan in each connection (some ten kilobytes). */
const oftenEnough = 30
const preparedAtMost = 200
/** Statements that are counted; then all counting begins anew. What holds a list of values has many forms. */
const countedAtMost = 2000

/**
 * A connection that has PostgreSQL keep the plans of what is sent often: under row-level security, planning a
 * statement takes longer than running it. Nobody chooses what is prepared; a server at rest prepares nothing.
 * What is asked at once leaves at once: writing to a socket costs more than all we do for a statement.
 */
export class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, values, ...callback] = given
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0
    const name = isPlain ? nameOf(text) : undefined
    const { stream } = this.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    return super.query(...((name ? [{ name, text, values }, ...callback] : given) as [string])) as never
  }
}

const names = new Map<string, string>()
const counts = new Map<string, number>()

/** @returns undefined as long as the statement is rare */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= preparedAtMost) return known
  const count = (counts.get(text) ?? 0) + 1
  if (count > oftenEnough) {
    counts.delete(text)
    const name = `often_${names.size}`
    names.set(text, name)
    return name
  }
  if (counts.size >= countedAtMost) counts.clear()
  counts.set(text, count)
  return undefined
}
