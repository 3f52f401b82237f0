import pg from 'pg'
import { PreparingClient } from './prepared.ts'

/** A pool that outlives its connections: PostgreSQL may end any of them at any moment, in use or idle. */
export function openPool(
  options: pg.PoolConfig & { pipeline?: boolean },
  lost: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({ ...options, Client: PreparingClient })
  // Said on the connection itself, too, and there even while it is in use: unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', lost))
  pool.on('error', () => undefined)
  return pool
}

/** Whether a query failed because PostgreSQL can't be reached, or was lost on the way; it may have been done. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  // PostgreSQL: connection failures (08), shutting down (57P), too many connections (53)
  if (typeof code === 'string' && /^(08|57P|53|ECONNREFUSED$|ECONNRESET$|EPIPE$|ETIMEDOUT$)/.test(code))
    return true
  // pg's own words for a connection that it lost, or did not get
  return (
    typeof message === 'string' &&
    /^Connection terminated|is not queryable$|exceeded when trying to connect$/.test(message)
  )
}
