import { sql } from 'kysely'
import { buildHistory } from '../../core/backtest/build.ts'
import { rowsThatCouldHave } from '../../core/backtest/could-have.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { mondayOf } from '../coaching/weeks.ts'
import type { Tx, Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { historyRowOf } from './row.ts'
import { listPastMandates, listPastTeams, type PastTeam, readPastAsks } from './store.ts'

/** Newest asks that are held against today's mandates: a season of a busy client, a few seconds once a week. */
export const asksLookedAt = 20_000
/** Kept of what is found: more than anybody looks through to choose one. */
export const casesKept = 40
/** Looked through for them: contacts that are still open are no cases yet. */
const looked = casesKept * 5

/** Each Monday: past requests that led to nothing and would be decided at once today, for trainers to choose from. */
export function backtestSweep({ db, log }: Platform): Sweep {
  return {
    name: 'past cases',
    everyMs: 600_000,
    async run() {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows)
        await db
          .work([id], (work) => lookAtPast(work, id))
          .catch((error: Error) => log.error({ client: id, error: error.message }, 'past not looked at'))
    },
  }
}

type Ask = { id: string; facts: Facts }
type InForce = { id: string; document: MandateDocument; team_ids: string[] }

/**
 * Replays the newest asks of a client under the mandates in force and keeps the requests that would end otherwise.
 * @returns whether it was due: a week is looked at once, whoever comes first
 */
export async function lookAtPast(work: Work, clientId: string): Promise<boolean> {
  const { tx, now } = work
  const teams = await listPastTeams(tx, clientId)
  if (teams.length === 0) return false
  const week = mondayOf(now, teams[0]!.time_zone)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('backtest_week')
    .values({ client_id: clientId, week, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  const { history, requests } = await readAsks(tx, clientId, teams)
  await tx.deleteFrom('backtest_case').where('client_id', '=', clientId).execute()
  for (const mandate of await listInForce(work, clientId)) {
    const rows = rowsThatCouldHave(history, mandate.document, mandate.team_ids, looked)
    const found = rows.flatMap((row) => requests.get(row) ?? [])
    await keepCases(tx, { clientId, week, mandateId: mandate.id }, found)
  }
  await tx
    .updateTable('backtest_week')
    .set({ asks: history.rows })
    .where('client_id', '=', clientId)
    .where('week', '=', week)
    .execute()
  return true
}

async function readAsks(tx: Tx, clientId: string, teams: readonly PastTeam[]) {
  const zones = new Map(teams.map(({ id, time_zone }) => [id, time_zone]))
  const mandates = new Map((await listPastMandates(tx, clientId)).map((mandate) => [mandate.id, mandate]))
  const builder = buildHistory(teams.map(({ id, time_zone }) => ({ id, timeZone: time_zone })))
  const requests = new Map<number, Ask>()
  let rows = 0
  for await (const asks of readPastAsks(tx, clientId, [...zones.keys()], asksLookedAt))
    for (const ask of asks) {
      const row = historyRowOf(ask, rows, zones.get(ask.team_id)!, mandates)
      builder.add(row)
      if (ask.kind === 'lift') requests.set(rows, { id: ask.id, facts: row.facts })
      rows += 1
    }
  return { history: builder.build(), requests }
}

async function listInForce({ tx, now }: Work, clientId: string): Promise<InForce[]> {
  const { rows } = await sql<InForce>`
    select m.id, m.document, array_agg(t.id) as team_ids from team t
    join mandate m on m.client_id = t.client_id and m.id = mandate_in_force(t.client_id, t.id, ${now})
    where t.client_id = ${clientId} group by m.client_id, m.id order by m.number`.execute(tx)
  return rows
}

/** Of contacts that have ended, here with us, in the customer's own words. */
async function keepCases(
  tx: Tx,
  { clientId, week, mandateId }: { clientId: string; week: string; mandateId: string },
  found: readonly Ask[],
): Promise<void> {
  if (found.length === 0) return
  await sql`
    insert into backtest_case (client_id, support_request_id, week, contact_id, power, asked_at, mandate_id, facts)
    select s.client_id, s.id, ${week}, s.contact_id, s.power, s.asked_at, ${mandateId}, f.facts
    from unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ facts }) => JSON.stringify(facts))}::jsonb[])
      as f(id, facts)
    join support_request s on s.client_id = ${clientId} and s.id = f.id
    join contact ct on ct.client_id = s.client_id and ct.id = s.contact_id
    where ct.state = 'closed' and ct.source is null
      and exists (select 1 from message m where m.client_id = ct.client_id and m.contact_id = ct.id and m.kind = 'customer')
    order by s.asked_at desc limit ${casesKept}
    on conflict do nothing`.execute(tx)
}
