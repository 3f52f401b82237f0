import { startServer } from '../../server/main.ts'
import type { Config } from '../../server/platform/config.ts'

/**
 * The app process of a bench: it starts when it is told with what, says so, and stops when whoever started it goes.
 * A process of its own, so that who asks takes nothing from who answers but the machine's time, and so that what
 * each of them costs can be told apart.
 */
export type AppOrder = { config: Config; ownerUrl: string }

process.once('message', async ({ config, ownerUrl }: AppOrder) => {
  const server = await startServer({ config, ownerUrl })
  process.once('disconnect', async () => {
    await server.close()
    process.exit(0)
  })
  process.send?.('ready')
})
