import { sql } from 'kysely'
import { type PersonMonth, personMonths, publishMonths } from '../../core/handling/publish.ts'
import { localDate, nextWindowStart, windowStart } from '../../core/mandate/window.ts'
import type { Database } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { findPublishing, insertMonths, listOwnActs, listPublished } from './store.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A year: an older month is nobody's question any more, and its first day here need not hold up the others. */
const monthsBack = 12

/** Publishes each calendar month once it is over at every site. */
export function handlingSweep({ db, clock }: Pick<Platform, 'db' | 'clock'>): Sweep {
  return { name: 'handling', everyMs: hourMs, run: () => publishFinishedMonths(db, clock()) }
}

/**
 * One person after another, each in a transaction that sees that person's own time and no other's; what comes
 * together is weighed and rounded in memory, and only what may be published is written.
 */
export async function publishFinishedMonths(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
  const clientIds = rows.map(({ id }) => id)
  const { people, zones, since, published } = await db.work([], async ({ tx }) => ({
    ...(await findPublishing(tx)),
    published: await listPublished(tx),
  }))
  if (since === null || zones.length === 0) return
  for (const month of finishedMonths(now, since, zones)) {
    if (published.includes(month)) continue
    const begins = Date.parse(`${month}T00:00:00Z`)
    const ends = Date.parse(`${nextWindowStart('month', month)}T00:00:00Z`)
    // a day more on either side: the sites' zones decide which month it was
    const period = { since: new Date(begins - dayMs), until: new Date(ends + dayMs) }
    const atoms: PersonMonth[] = []
    for (const personId of people) {
      const own = await db.own({ personId, clientIds }, ({ tx }) => listOwnActs(tx, personId, period))
      atoms.push(...personMonths(personId, month, own))
    }
    await db.work([], (work) => insertMonths(work, month, publishMonths(atoms)))
  }
}

/** Months that are over in every zone, oldest first. */
export function finishedMonths(now: Date, since: Date, zones: readonly string[]): string[] {
  const present = zones.map((zone) => windowStart('month', localDate(now.getTime(), zone))).sort()[0]!
  const months: string[] = []
  let month = windowStart('month', localDate(since.getTime(), 'UTC'))
  while (month < present) {
    months.push(month)
    month = nextWindowStart('month', month)
  }
  return months.slice(-monthsBack)
}
