import type { SiteRate } from '../../contract/handling.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'

export async function listRates(tx: Tx): Promise<SiteRate[]> {
  const rows = await tx.selectFrom('site_rate').selectAll().orderBy('site_id').limit(200).execute()
  return rows.map(({ site_id, minor, currency, at }) => ({
    siteId: site_id,
    hour: { minor, currency },
    at: at.toISOString(),
  }))
}

/** @throws Problem not_found when there is no such site */
export async function setRate(
  { tx, now }: Work,
  actor: Actor,
  siteId: string,
  hour: { minor: number; currency: string } | null,
): Promise<void> {
  found(await tx.selectFrom('site').select('id').where('id', '=', siteId).executeTakeFirst())
  if (!hour) {
    await tx.deleteFrom('site_rate').where('site_id', '=', siteId).execute()
    return
  }
  const set = { ...hour, set_by: actor.personId, at: now }
  await tx
    .insertInto('site_rate')
    .values({ site_id: siteId, ...set })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(set))
    .execute()
}
