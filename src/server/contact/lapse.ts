import { sql } from 'kysely'
import type { Database } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { command } from './apply.ts'
import { loadContact } from './load.ts'

/** One sweep's share; what is left is five seconds away. */
const perSweep = 500

/** Silence closes a contact as unconfirmed once the client's days have passed, and never as resolved (law 4). */
export function closureSweep({ db, log }: Platform): Sweep {
  return {
    name: 'closure',
    everyMs: 5000,
    async run() {
      for (const due of await listSilent(db))
        await closeSilent(db, due).catch((error: Error) =>
          log.error({ contact: due.id, error: error.message }, 'silent contact not closed'),
        )
    },
  }
}

type Silent = { id: string; client_id: string }

async function listSilent(db: Database): Promise<Silent[]> {
  const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
  return db.work(
    rows.map((row) => row.id),
    ({ tx, now }) =>
      tx
        .selectFrom('contact')
        .select(['id', 'client_id'])
        .where('closes_at', '<=', now)
        .orderBy('closes_at')
        .limit(perSweep)
        .execute(),
  )
}

/** Each in its own transaction: one that fails holds up no other, and a customer's word may come first. */
async function closeSilent(db: Database, due: Silent): Promise<void> {
  await db.work([due.client_id], async (work) => {
    const { rows } = await sql`
      select 1 from contact where client_id = ${due.client_id} and id = ${due.id} and closes_at <= ${work.now}
      for update skip locked`.execute(work.tx)
    if (rows.length === 0) return
    const contact = await loadContact(work, due.id, true)
    if (contact) await command(work, contact, { type: 'lapse', now: work.now.getTime() }, 'system')
  })
}
