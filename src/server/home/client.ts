import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import { presentDecision } from '../decision/present.ts'
import { listDecisions } from '../decision/store.ts'
import { listMandates, presentMandateLine, sideOf } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { periodStart } from './period.ts'

/** Can I trust it? For the people of a client: what was decided in its name, under which mandate, with what proof. */
export async function clientHome(work: Work, actor: Actor): Promise<Home['client']> {
  const represented = actor.assignments.find(({ role }) => role === 'client_representative')
  if (!represented?.clientId) return null
  const { clientId } = represented
  const { tx } = work
  const since = periodStart(work)
  const counts = await sql<{ closed: number; confirmed: number; entries: number }>`
    select count(*) as closed, count(*) filter (where closure = 'confirmed') as confirmed,
      (select count(*) from ledger_entry where client_id = ${clientId}) as entries
    from contact where client_id = ${clientId} and closed_at >= ${since}`.execute(tx)
  const totals = await sql<{ power: string; count: number; minor: number; currency: string }>`
    select power, count(*) as count, sum(amount_minor)::bigint as minor, currency
    from decision where client_id = ${clientId} and at >= ${since}
    group by power, currency order by count(*) desc, power, currency limit 100`.execute(tx)
  const mandates = await listMandates(work, { clientId, limit: 100 })
  const inForce = mandates.find((row) => row.in_force)
  const { closed, confirmed, entries } = counts.rows[0]!
  return {
    clientName: represented.clientName ?? '',
    mandate: inForce ? presentMandateLine(inForce) : null,
    toSign: mandates.filter((row) => sideOf(row, actor) === 'client').map(presentMandateLine),
    decisions: (await listDecisions(work, actor, { clientId, limit: 10 })).map((row) =>
      presentDecision(row, actor),
    ),
    totals: totals.rows.map(({ power, count, minor, currency }) => ({
      power,
      count,
      amount: { minor, currency },
    })),
    confirmed: proportionOf(confirmed, closed),
    entries,
  }
}
