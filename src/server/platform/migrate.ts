import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'

const folder = join(import.meta.dirname, '..', '..', '..', 'migrations')
export const appRole = 'cartabianca_app'
/** Any constant; all processes that migrate one database take this advisory lock. */
const migrationLock = 7_103_466

export class DatabaseError extends Error {}

/**
 * Brings a database to the present schema: the application's role, graphile-worker's tables, and each file of
 * migrations/ once, in order, under a lock that lets several processes start at once.
 * @returns the address for the application's role, which row-level security binds
 * @throws DatabaseError with a sentence that says what to do
 */
export async function migrate(ownerUrl: string): Promise<{ appUrl: string }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ v: number }>(`select current_setting('server_version_num')::int v`)
    if (rows[0]!.v < 150000)
      throw new DatabaseError(`This PostgreSQL is ${rows[0]!.v / 10000}: Cartabianca needs 15 or newer.`)
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const password = await ensureAppRole(client, ownerUrl)
    await migrateJobs({ connectionString: ownerUrl })
    await applyFiles(client)
    return { appUrl: withUser(ownerUrl, appRole, password) }
  } finally {
    await client.end()
  }
}

/** The same password in every process that was given the same owner address: no place to keep it in. */
async function ensureAppRole(client: pg.Client, ownerUrl: string): Promise<string> {
  const password = createHmac('sha256', decodeURIComponent(new URL(ownerUrl).password) || 'no-password')
    .update(`${appRole}@${new URL(ownerUrl).host}`)
    .digest('base64url')
  const quoted = client.escapeLiteral(password)
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
    const attributes = `login nosuperuser nobypassrls nocreatedb nocreaterole password ${quoted}`
    if (!rowCount) await client.query(`create role ${appRole} ${attributes}`)
    else await alterRole(client, `alter role ${appRole} with login password ${quoted}`)
    const { rows } = await client.query<{ free: boolean }>(
      'select (rolsuper or rolbypassrls) free from pg_roles where rolname = $1',
      [appRole],
    )
    if (rows[0]!.free)
      throw new DatabaseError(
        `The role ${appRole} may bypass row-level security: take SUPERUSER and BYPASSRLS from it.`,
      )
  } catch (error) {
    if ((error as { code?: string }).code === '42501')
      throw new DatabaseError(
        `DATABASE_URL's user may not create the role ${appRole}: give that user CREATEROLE, or create the role first.`,
      )
    throw error
  }
  return password
}

/** Roles belong to the whole cluster, our lock to one database: two that start at once may meet here (XX000). */
async function alterRole(client: pg.Client, command: string, tries = 5): Promise<void> {
  try {
    await client.query(command)
  } catch (error) {
    if ((error as { code?: string }).code !== 'XX000' || tries === 0) throw error
    await alterRole(client, command, tries - 1)
  }
}

async function applyFiles(client: pg.Client): Promise<void> {
  await client.query(
    'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string }>('select name from migration')
  const applied = new Set(rows.map((row) => row.name))
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
  const unknown = [...applied].find((name) => !files.includes(name))
  if (unknown)
    throw new DatabaseError(
      `This database was migrated by a newer Cartabianca (${unknown}): start that version.`,
    )
  for (const name of files) {
    if (applied.has(name)) continue
    await client.query('begin')
    await client.query(readFileSync(join(folder, name), 'utf8'))
    await client.query('insert into migration (name) values ($1)', [name])
    await client.query('commit')
  }
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  return changed.toString()
}
