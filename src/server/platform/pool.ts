import pg from 'pg'

/** A pool that outlives its connections: PostgreSQL may end any of them at any moment, in use or idle. */
export function openPool(options: pg.PoolConfig, lost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool(options)
  // Said on the connection itself, too, and there even while it is in use: unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', lost))
  pool.on('error', () => undefined)
  return pool
}
