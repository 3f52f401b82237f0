import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * Writes src/server/platform/schema.ts anew: the migrations are applied to an empty PostgreSQL of their own and
 * kysely-codegen reads the types from it.
 */
export async function writeSchema(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cartabianca-schema-'))
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  try {
    await migrate(postgres.ownerUrl)
    generateSchema(postgres.ownerUrl, [])
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** @throws when `--verify` is asked for and the file is not what the database says */
export function generateSchema(url: string, options: readonly string[]): void {
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
      ...[
        '--dialect',
        'postgres',
        '--url',
        url,
        '--default-schema',
        'public',
        '--include-pattern',
        'public.*',
      ],
      ...['--date-parser', 'string', '--type-mapping', '{"int8":"number"}'],
      ...['--out-file', join(root, 'src', 'server', 'platform', 'schema.ts'), ...options],
    ],
    { stdio: 'pipe' },
  )
}
