import { sql } from 'kysely'
import { genesis, linkEntry } from '../../core/ledger/entry.ts'
import type { Tx, Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { sha256 } from './record.ts'

/** Entries ordered in one transaction: some ten milliseconds of work, so that verifying never waits long. */
const batch = 2000

/** Gives new entries their place in their client's chain, every second. */
export function sequenceSweep({ db }: Platform): Sweep {
  return {
    name: 'sequence',
    everyMs: 1000,
    run: async () => {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows) while ((await db.work([id], (work) => sequenceEntries(work, id))) === batch);
    },
  }
}

/**
 * Orders up to 2000 of a client's entries that have no place yet, by arrival, and links each to the one
 * before. One sequencer at a time per client (an advisory lock); another just leaves.
 * @returns how many entries were given a place
 */
export async function sequenceEntries({ tx }: Work, clientId: string): Promise<number> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`ledger ${clientId}`}, 0)) as taken`.execute(tx)
  if (!rows[0]?.taken) return 0
  const waiting = await tx
    .selectFrom('ledger_waiting')
    .select(['entry_id', 'hash', 'arrival'])
    .where('client_id', '=', clientId)
    .orderBy('arrival')
    .limit(batch)
    .execute()
  if (waiting.length === 0) return 0
  let { seq, link } = await findHead(tx, clientId)
  const positions = waiting.map((entry) => {
    link = linkEntry(sha256, link, entry.hash)
    seq += 1
    return { seq, entry_id: entry.entry_id, link }
  })
  await sql`
    insert into ledger_position (client_id, seq, entry_id, link)
    select ${clientId}, * from unnest(${positions.map((place) => place.seq)}::bigint[],
      ${positions.map((place) => place.entry_id)}::uuid[], ${positions.map((place) => place.link)}::text[])`.execute(
    tx,
  )
  await sql`
    delete from ledger_waiting where client_id = ${clientId}
      and arrival = any (${waiting.map(({ arrival }) => arrival)}::bigint[])`.execute(tx)
  return positions.length
}

export async function findHead(tx: Tx, clientId: string): Promise<{ seq: number; link: string }> {
  const head = await tx
    .selectFrom('ledger_position')
    .select(['seq', 'link'])
    .where('client_id', '=', clientId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return head ?? { seq: 0, link: genesis }
}
