import type { Auth } from './auth.ts'
import type { Config } from './config.ts'
import type { Database } from './db.ts'
import type { FindActor } from './http.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'

/** What every noun of the server stands on; made once in main.ts. */
export type Platform = {
  config: Config
  log: Log
  db: Database
  auth: Auth
  live: Live
  /** the present; tests move it */
  clock: () => Date
  findActor: FindActor
}
