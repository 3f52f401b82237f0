import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Platform } from './platform.ts'
import { Problem } from './problem.ts'

const migrations = join(import.meta.dirname, '..', '..', '..', 'migrations')
/** ms; whoever asks whether we can serve wants to know soon */
const patience = 2000

/** /health/live: the process runs · /health/ready: it can serve, its database answers and has our schema. */
export function health(app: FastifyInstance, { db }: Platform): void {
  const wanted = readdirSync(migrations).filter((name) => name.endsWith('.sql'))
  const config = { rateLimit: false }
  app.get('/health/live', { config }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'live' }
  })
  app.get('/health/ready', { config }, async (_, reply) => {
    const applied = await Promise.race([
      sql<{ name: string }>`select name from migration`.execute(db.kysely).then(
        ({ rows }) => rows.map((row) => row.name),
        (): string[] => [],
      ),
      new Promise<string[]>((resolve) => setTimeout(resolve, patience, []).unref()),
    ])
    if (!wanted.every((name) => applied.includes(name))) throw new Problem('unavailable')
    reply.header('cache-control', 'no-store')
    return { status: 'ready' }
  })
}
