import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type Database, openDatabase } from '../server/platform/db.ts'
import { openDatabaseFolder } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { CommandFailure } from './failure.ts'

/**
 * Runs a command on the database: DATABASE_URL's, else that of a Cartabianca running in the data folder, else
 * the data folder's own PostgreSQL, started for as long as the command takes.
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  run: (db: Database, config: Config) => Promise<T>,
): Promise<T> {
  // A command signs nobody in: no secret is made for it.
  const config = readConfig({ CARTABIANCA_SECRET: 'none', ...env })
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres')))
    throw new CommandFailure(
      `There is no database in ${config.dataDir} yet: run npm start once, or set DATABASE_URL or DATA_DIR.`,
    )
  const server = config.databaseUrl
    ? { ownerUrl: config.databaseUrl, stop: async () => undefined }
    : await openDatabaseFolder({ dataDir: config.dataDir, log: (sentence) => console.error(sentence) })
  try {
    const { appUrl } = await migrate(server.ownerUrl)
    const db = openDatabase({
      appUrl,
      clock: () => new Date(),
      // A command tells no screen: what it changes is history, or nothing.
      publish: () => undefined,
      connections: 4,
      onError: () => undefined,
    })
    try {
      return await run(db, config)
    } finally {
      await db.close()
    }
  } finally {
    await server.stop()
  }
}
