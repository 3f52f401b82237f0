import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { readLedgerKeys } from '../../../src/server/ledger/keys.ts'
import { recordEntries } from '../../../src/server/ledger/record.ts'
import { sealClient } from '../../../src/server/ledger/seal.ts'
import { sequenceEntries } from '../../../src/server/ledger/sequence.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleClient, type LittleWorld, makeContact, makeWorld } from '../world.ts'

/**
 * Law 9, attacked: for every table of a client and every role, reading and writing another client's rows as
 * the application does. The list of tables comes from the database, so that a new one is attacked too.
 */
let base: TestDatabase
let world: LittleWorld
let tables: string[]

beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  for (const client of [world.alpha, world.beta]) await fill(client)
  const { rows } = await base.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'client_id' union select 'client' order by 1`,
  )
  tables = rows.map((row) => row.name)
})
afterAll(() => base.close())

const key = (table: string) => (table === 'client' ? 'id' : 'client_id')
const roles = ['agent', 'coach', 'manager', 'representative'] as const

test('the world has rows of both clients in every table', async () => {
  for (const table of tables)
    for (const client of [world.alpha, world.beta]) {
      const { rows } = await base.owner.query(`select 1 from ${table} where ${key(table)} = $1 limit 1`, [
        client.id,
      ])
      expect([table, rows.length]).toEqual([table, 1])
    }
})

test("the application's role owns nothing and bypasses nothing", async () => {
  const { rows } = await base.owner.query(
    `select rolsuper, rolbypassrls, rolcreaterole,
       (select count(*)::int from pg_class where relowner = r.oid) as owned
     from pg_roles r where rolname = 'cartabianca_app'`,
  )
  expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 })
})

test('every table of a client has row-level security', async () => {
  const { rows } = await base.owner.query<{ relname: string }>(
    `select relname from pg_class where relname = any ($1) and relkind = 'r' and not relrowsecurity`,
    [tables],
  )
  expect(rows).toEqual([])
})

describe.each(roles)('as %s of alpha', (role) => {
  test("reads no row of beta's, in any table", async () => {
    await base.db.work(world.alpha[role].clientIds, async ({ tx }) => {
      for (const table of tables) {
        const { rows } =
          await sql`select 1 from ${sql.table(table)} where ${sql.ref(key(table))} = ${world.beta.id}`.execute(
            tx,
          )
        expect([table, rows.length]).toEqual([table, 0])
      }
    })
  })

  test("changes and deletes no row of beta's", async () => {
    for (const table of tables)
      for (const command of ['update', 'delete'] as const) {
        const changed = await base.db
          .work(world.alpha[role].clientIds, async ({ tx }) => {
            const target = sql`${sql.table(table)}`
            const where = sql`where ${sql.ref(key(table))} = ${world.beta.id}`
            const statement =
              command === 'update'
                ? sql`update ${target} set ${sql.ref(key(table))} = ${world.beta.id} ${where}`
                : sql`delete from ${target} ${where}`
            return Number((await statement.execute(tx)).numAffectedRows ?? 0n)
          })
          .catch((error: { code?: string }) => (error.code === '42501' ? 0 : Promise.reject(error)))
        expect([table, command, changed]).toEqual([table, command, 0])
      }
  })

  test("writes no row into beta's", async () => {
    for (const table of tables) {
      const attempt = base.db.work(world.alpha[role].clientIds, async ({ tx }) => {
        // A copy of one of alpha's own rows, given to beta: everything about it is valid but the client.
        const { rows } = await sql<
          Record<string, unknown>
        >`select * from ${sql.table(table)} limit 1`.execute(tx)
        const own = { ...rows[0], [key(table)]: world.beta.id }
        const columns = Object.keys(own).filter((column) => column !== 'arrival')
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
          values (${sql.join(columns.map((column) => asValue((own as Record<string, unknown>)[column])))})`.execute(
          tx,
        )
      })
      await expect(attempt, table).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('no rows at all without a client', async () => {
    await base.db.work([], async ({ tx }) => {
      for (const table of tables) {
        const { rows } =
          await sql`select 1 from ${sql.table(table)} where ${sql.ref(key(table))} is not null`.execute(tx)
        expect([table, rows.length]).toEqual([table, 0])
      }
    })
  })
})

test('the setting does not outlive its transaction on a pooled connection', async () => {
  await base.db.work([world.alpha.id], async () => undefined)
  for (let i = 0; i < 30; i++) {
    const { rows } = await sql`select 1 from contact`.execute(base.db.kysely)
    expect(rows).toEqual([])
  }
})

test('the append-only tables are closed to the application’s role', async () => {
  for (const table of [
    ...['ledger_entry', 'ledger_position', 'ledger_key', 'ledger_node', 'ledger_seal'],
    ...[
      'decision',
      'mandate',
      'mandate_signature',
      'overlay',
      'overlay_signature',
      'breach',
      'coaching_event',
      'review_judgement',
      'breach_reporter',
      'breach_answer',
    ],
  ])
    for (const command of [
      sql`delete from ${sql.table(table)}`,
      sql`update ${sql.table(table)} set client_id = client_id`,
    ])
      await expect(
        base.db.work([world.alpha.id], ({ tx }) => command.execute(tx)),
        table,
      ).rejects.toMatchObject({ code: '42501' })
})

test('the jobs’ own tables are closed to the application’s role', async () => {
  await expect(
    sql`select * from graphile_worker._private_jobs`.execute(base.db.kysely),
  ).rejects.toMatchObject({
    code: '42501',
  })
})

function asValue(value: unknown): unknown {
  if (value instanceof Date || value === null || typeof value !== 'object') return value
  // pg writes arrays as PostgreSQL arrays; objects and lists of objects are json columns
  return Array.isArray(value) && value.every((item) => typeof item !== 'object')
    ? value
    : JSON.stringify(value)
}

/** One row in every table of a client. */
async function fill(client: LittleClient): Promise<void> {
  const contactId = await makeContact(base, client)
  await base.db.work([client.id], async (work) => {
    await decideForCustomer(work, client.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 500, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: 'http://localhost',
    })
    await askSupport(work, client.agent, contactId, { kind: 'obstacle', reason: 'non si apre' })
  })
  // eight entries make the first node of the tree that is kept
  const cleared = { clientId: client.id, kind: 'doubt.cleared', actor: 'customer', facts: {} } as const
  await base.db.work([client.id], (work) => recordEntries(work, Array(8).fill(cleared)))
  await base.db.work([client.id], (work) => sequenceEntries(work, client.id))
  const keys = readLedgerKeys({ dataDir: '', ledgerKey: Buffer.alloc(32, 7).toString('base64') })
  await sealClient(base.db, client.id, keys, 'http://localhost')
  // and one that still waits for its place
  await base.db.work([client.id], (work) => recordEntries(work, [cleared]))
  const request = `(select id from support_request where client_id = $1 limit 1)`
  const customer = `(select id from customer where client_id = $1 limit 1)`
  const contact = `(select id from contact where client_id = $1 limit 1)`
  const statements = [
    `insert into rating (client_id, contact_id, csat) values ($1, ${contact}, 5)`,
    `insert into contact_event (client_id, contact_id, kind) values ($1, ${contact}, 'taken')`,
    `insert into doubt_verdict (client_id, doubt_id, clear) values ($1, (select id from doubt where client_id = $1 limit 1), true)`,
    `insert into support_passing (client_id, support_request_id, from_level, to_level) values ($1, ${request}, 'coach', 'manager')`,
    `insert into lift (client_id, customer_id, power, amount_minor, currency, support_request_id, granted_by, until)
     select $1, ${customer}, 'refund', 1, 'EUR', ${request}, (select id from person limit 1), now()`,
    `insert into import_run (client_id, source, file_name, rows_read, rows_added, rows_known, rows_refused)
     values ($1, 's', 'f', 0, 0, 0, 0)`,
    `insert into goal (client_id, words, because, written_by) values ($1, 'w', 'b', (select id from person limit 1))`,
    `insert into expectation (client_id, team_id, bearer_id, counterpart_id, runs)
     select $1, t.id, null, (select id from person limit 1), 'down' from team t where t.client_id = $1`,
    `insert into expectation_term (client_id, expectation_id, number, result, measure, measure_words, aim, from_date, review_date, written_by)
     select $1, id, 1, 'r', 'returns', 'm', 1, '2026-01-01', '2026-06-01', counterpart_id from expectation where client_id = $1`,
    `insert into expectation_agreement (client_id, expectation_id, number, side, person_id, agrees)
     select $1, id, 1, 'bearer', counterpart_id, true from expectation where client_id = $1`,
    `insert into coaching_session (client_id, team_id, agent_id, coach_id)
     select $1, id, (select id from person order by id limit 1), (select id from person order by id desc limit 1)
     from team where client_id = $1`,
    `insert into coaching_event (client_id, session_id, number, kind, side)
     select $1, id, 1, 'asked', 'agent' from coaching_session where client_id = $1`,
    `insert into review_rubric (client_id, team_id, version, criteria, written_by)
     select $1, id, 1, '[]', (select id from person limit 1) from team where client_id = $1`,
    `insert into review_draw (client_id, team_id, contact_id, agent_id, drawn_by, version, calibration)
     select $1, t.id, ${contact}, (select id from person order by id limit 1),
       (select id from person order by id desc limit 1), 1, false from team t where t.client_id = $1`,
    `insert into review_judgement (client_id, draw_id, reviewer_id, levels, words)
     select $1, id, drawn_by, '{1}', 'x' from review_draw where client_id = $1`,
    `insert into review_reply (client_id, draw_id, reviewer_id, kind, text)
     select $1, draw_id, reviewer_id, 'reply', 'x' from review_judgement where client_id = $1`,
    `insert into opportunity (client_id, team_id, kind, subject, first_week, week, weeks, nth, evidence)
     select $1, id, 'done_well', 'billing', '2026-11-16', '2026-11-16', 13, 1, '{}' from team where client_id = $1`,
    `insert into opportunity_week (client_id, team_id, week) select $1, id, '2026-11-16' from team where client_id = $1`,
    `insert into overlay (client_id, mandate_id, document, canonical, hash, from_at, until_at)
     select $1, id, '{}', '{}', 'h', now(), now() + interval '1 day' from mandate where client_id = $1`,
    `insert into overlay_signature (client_id, overlay_id, side, person_id, method, hash)
     select $1, id, 'client', (select id from person limit 1), 'demo', 'h' from overlay where client_id = $1`,
    `insert into feedback (client_id, team_id, about_id, author_id, kind, text)
     select $1, id, (select id from person order by id limit 1), (select id from person order by id desc limit 1), 'praise', 'x'
     from team where client_id = $1`,
    `insert into breach (client_id, kind, place, tried, reason, how, team_id, about_id, author_id, seen_from)
     select $1, 'refused', 'feedback', 'improve', 'negative_on_decision', 'link', t.id, p.id, p.id, 'manager'
     from team t, (select id from person limit 1) p where t.client_id = $1`,
    `insert into breach_words (client_id, breach_id, author_id, text)
     select $1, id, author_id, 'x' from breach where client_id = $1`,
    `insert into breach (client_id, kind, place, tried, reason, how, author_id, seen_from)
     select $1, 'reported', 'outside', 'told', 'scored', 'told', id, 'manager' from person limit 1`,
    `insert into obstacle (client_id, site_id, kind, title, owner_name, promised_on, opened_by)
     select $1, t.site_id, 'system', 'x', 'x', '2026-12-31', p.id from team t, (select id from person limit 1) p where t.client_id = $1`,
    `insert into obstacle_met (client_id, obstacle_id, support_request_id) select $1, id, ${request} from obstacle where client_id = $1`,
    `insert into story (client_id, team_id, agent_id, contact_id)
     select $1, team_id, agent_id, id from contact where client_id = $1 limit 1`,
    `insert into story_words (client_id, story_id, said_as, words) select $1, id, 'customer', 'x' from story where client_id = $1`,
    `insert into breach_report (client_id, breach_id, site_id, words)
     select $1, b.id, t.site_id, 'x' from breach b, team t where b.client_id = $1 and b.kind = 'reported' and t.client_id = $1`,
    `insert into breach_reporter (client_id, breach_id, tag)
     select $1, id, 'x' from breach where client_id = $1 and kind = 'reported'`,
    `insert into breach_answer (client_id, breach_id, outcome, words, answered_by)
     select $1, id, 'put_right', 'x', author_id from breach where client_id = $1 and kind = 'reported'`,
    `insert into learning_case (client_id, power, question, author_id) select $1, 'refund', 'x', id from person limit 1`,
    `insert into scenario (client_id, source, language, power, currency, mandate, mandate_number, time_zone, weighed_at, content, author_id)
     select $1, 'pasted', 'it', 'refund', 'EUR', '{}', 1, 'Europe/Rome', now(), '{}', id from person limit 1`,
    `insert into scenario_original (client_id, scenario_id, people, lines) select $1, id, '{}', '[]' from scenario where client_id = $1`,
    `insert into practice (client_id, scenario_id, person_id, power) select client_id, id, author_id, 'refund' from scenario where client_id = $1`,
    `insert into refresher (client_id, scenario_id, power, why, author_id) select client_id, id, 'refund', 'x', author_id from scenario where client_id = $1`,
    `insert into refresher_answer (client_id, refresher_id, person_id, answer)
     select client_id, id, author_id, 'declined' from refresher where client_id = $1`,
    `insert into backtest_week (client_id, week) values ($1, '2026-11-16')`,
    `insert into backtest_case (client_id, support_request_id, week, contact_id, power, asked_at, mandate_id)
     select $1, s.id, '2026-11-16', s.contact_id, 'refund', now(), (select id from mandate where client_id = $1 limit 1)
     from support_request s where s.client_id = $1 limit 1`,
    `insert into offer_left (client_id, contact_id) values ($1, ${contact})`,
    `insert into course (content) select '{}' where $1::uuid is not null`,
    `insert into lesson_done (person_id, course_id, lesson) select p.id, co.id, 0 from person p, (select id from course limit 1) co
     where p.client_id = $1`,
    `insert into level_request (person_id, power, level) select id, 'refund', 'senior' from person where client_id = $1`,
    `insert into learner_alias (person_id) select id from person where client_id = $1`,
    `insert into learning_record (id, person_id, statement) select gen_random_uuid(), id, '{}' from person where client_id = $1`,
    `insert into proposal (client_id, team_id, power, change, why, author_id)
     select $1, t.id, 'refund', 'x', 'x', p.id from team t, (select id from person limit 1) p where t.client_id = $1`,
    `insert into missed_authority (client_id, contact_id, closed_at, powers, weighed_at)
     values ($1, ${contact}, now(), '{}', now())`,
    `insert into fulfilment_refusal (client_id, decision_id, reason)
     select $1, id, 'the account is closed' from decision where client_id = $1 limit 1`,
    `insert into fact_told (client_id, customer_id, name, value, source) values ($1, ${customer}, 'days_late', '3', 'agent')`,
    `insert into passkey (person_id, name, credential, public_key, algorithm, uses)
     select id, 'Phone', id::text, 'AAAA', 'ES256', 0 from person where client_id = $1`,
    `insert into passkey_told (client_id, passkey_id) select $1, k.id from passkey k join person p on p.id = k.person_id where p.client_id = $1`,
    `insert into assignment (person_id, role, client_id) select id, 'client_representative', $1 from person where client_id = $1 and not exists (select 1 from assignment where client_id = $1)`,
  ]
  for (const statement of statements) await base.owner.query(statement, [client.id])
}
