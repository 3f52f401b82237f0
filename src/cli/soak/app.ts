import { startServer } from '../../server/main.ts'
import { readConfig } from '../../server/platform/config.ts'
import { readSoakClock, type SoakClock } from './clock.ts'

/**
 * One app process of the storm: the server as it is, with the storm's clock. It ends when its parent is gone,
 * and when it can't start (the database is away), like any server under a supervisor.
 */
const clock = JSON.parse(process.env.SOAK_CLOCK ?? '') as SoakClock
const config = readConfig(process.env)
let frozenAt: number | null = null

process.on('SIGINT', () => undefined)
process.once('disconnect', () => process.exit(1))
const server = await startServer({
  config,
  ownerUrl: config.databaseUrl ?? '',
  clock: () => new Date(frozenAt ?? readSoakClock(clock, Date.now())),
})
process.on('message', (message) => {
  if (message === 'freeze') frozenAt = readSoakClock(clock, Date.now())
  if (message === 'stop')
    void server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
})
process.send?.('ready')
