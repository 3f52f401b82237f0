import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { sequenceEntries } from '../src/server/ledger/sequence.ts'
import { weighMissed } from '../src/server/missed/weigh.ts'
import type { Auth } from '../src/server/platform/auth.ts'
// Not for its types only: it sets how int8 and date are read, and the sequencer counts on it.
import '../src/server/platform/db.ts'
import type { DB } from '../src/server/platform/schema.ts'
import { coachDemoWorld } from './coached.ts'
import { personKeys, personOf } from './people.ts'
import { type WorldTable, worldTables } from './rows.ts'
import { workIn } from './work.ts'
import { buildWorld } from './world.ts'

type Owner = { ownerUrl: string }

/** Whether this database has an operator already: the demo's own, or a real one that must be left alone. */
export async function isLoaded({ ownerUrl }: Owner): Promise<boolean> {
  return asOwner(ownerUrl, async (kysely) => {
    const operator = await kysely.selectFrom('operator').select('one').executeTakeFirst()
    return operator !== undefined
  })
}

/**
 * Loads the demo world, whole or not at all: a start that was cut short begins again. Its people sign in
 * without a password, by one click.
 */
export async function loadDemoWorld(
  options: Owner & {
    auth: Pick<Auth, 'createUser' | 'findUserId'>
    now: Date
    /** where people reach the server: the links in the outbox's mails lead there */
    publicUrl?: string
    log: (text: string) => void
  },
): Promise<void> {
  const { ownerUrl, auth, now, publicUrl, log } = options
  const world = buildWorld(now, publicUrl)
  log(`The demo world: ${world.contact.length} contacts of ${world.customer.length} customers`)
  const authUserIds = new Map<string, string>()
  for (const key of personKeys) {
    const { name, email } = personOf(key)
    authUserIds.set(email, (await auth.findUserId(email)) ?? (await auth.createUser({ name, email })))
  }
  for (const person of world.person) person.auth_user_id = authUserIds.get(person.email) ?? null
  await asOwner(ownerUrl, (kysely) =>
    kysely.transaction().execute(async (tx) => {
      for (const table of worldTables) await insertAll(tx, table, world[table])
      // so much at once: without it the first questions would be planned as for empty tables
      await sql`analyze`.execute(tx)
      for (const { id } of world.client) while ((await sequenceEntries(workIn(tx, now), id!)) > 0);
      for (const { id } of world.client) while ((await weighMissed(workIn(tx, now), id!)) > 0);
    }),
  )
  await asOwner(ownerUrl, (kysely) => coachDemoWorld(kysely, now))
  log('The demo world is loaded')
}

/** One statement a table: the rows travel as JSON, and PostgreSQL makes them rows of the table's own types. */
async function insertAll(tx: Transaction<DB>, table: WorldTable, rows: readonly object[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}

async function asOwner<T>(ownerUrl: string, script: (kysely: Kysely<DB>) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'cartabianca demo' })
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await script(kysely)
  } finally {
    await kysely.destroy()
  }
}
