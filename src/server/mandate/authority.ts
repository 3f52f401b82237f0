import { sql } from 'kysely'
import type { Authority } from '../../contract/mandate.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { type CounterKey, counterKey, countersOf, type Lift } from '../../core/mandate/evaluate.ts'
import type { SupportLevel } from '../../core/support/chain.ts'
import { findContactForAgent } from '../decision/store.ts'
import { listTold } from '../fact/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { readFacts, readLevels } from './ground.ts'
import { findMandateInForce } from './store.ts'

/** What this agent may decide in this contact, as the browser needs it to run core's function itself. */
export async function readAuthority(work: Work, actor: Actor, contactId: string): Promise<Authority> {
  const contact = found(await findContactForAgent(work.tx, contactId, actor.teamIds))
  const mandate = await findMandateInForce(work.tx, contact.client_id, contact.team_id, work.now)
  const timeZone = mandate?.time_zone ?? actor.timeZone
  const keys = mandate
    ? mandate.document.powers.flatMap((power) =>
        countersOf(mandate.document, power.kind, contact.currency, work.now.getTime(), timeZone),
      )
    : []
  return {
    mandate: mandate
      ? {
          id: mandate.id,
          number: mandate.number,
          document: mandate.document,
          signedByClientAt: mandate.signed_by_client_at.toISOString(),
        }
      : null,
    timeZone,
    currency: contact.currency,
    counters: await readCounters(
      work.tx,
      contact.client_id,
      { customer: contact.customer_id, agent: actor.personId, team: contact.team_id },
      keys,
    ),
    facts: mandate ? { ...(await readFacts(work, contact, mandate)) } : {},
    told: mandate
      ? await listTold(work, actor, {
          clientId: contact.client_id,
          customerId: contact.customer_id,
          contactId: contact.id,
        })
      : [],
    levels: (mandate && (await readLevels(work.tx, actor.personId, mandate.document))) ?? {},
    overlays: mandate?.overlays ?? [],
    lifts: await readLifts(work.tx, contact.client_id, contact.customer_id, work.now),
    onDuty: await findOnDuty(work.tx, contact.team_id, mandate?.document.support.first),
  }
}

/** Used amounts by `counterKey`; what was never used is absent. */
async function readCounters(
  tx: Tx,
  clientId: string,
  subjects: Record<CounterKey['scope'], string>,
  keys: CounterKey[],
): Promise<Record<string, number>> {
  if (keys.length === 0) return {}
  const rows = await tx
    .selectFrom('budget')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('subject_id', 'in', Object.values(subjects))
    .where('window_start', 'in', [...new Set(keys.map((key) => key.windowStart))])
    .execute()
  const wanted = new Set(keys.map(counterKey))
  const counters: Record<string, number> = {}
  for (const row of rows) {
    if (row.subject_id !== subjects[row.scope as CounterKey['scope']]) continue
    const key = counterKey({
      scope: row.scope as CounterKey['scope'],
      power: row.power as PowerKind,
      measure: row.measure,
      window: row.window as CounterKey['window'],
      windowStart: row.window_start,
    })
    if (wanted.has(key)) counters[key] = row.used
  }
  return counters
}

/** Grants that are looked at: more for one customer at once is a mistake somewhere. */
export const liftsKept = 50

/** Grants «for this customer» that still hold. */
export async function readLifts(tx: Tx, clientId: string, customerId: string, now: Date): Promise<Lift[]> {
  const rows = await tx
    .selectFrom('lift')
    .select(['power', 'amount_minor', 'currency', 'days'])
    .where('client_id', '=', clientId)
    .where('customer_id', '=', customerId)
    .where('until', '>', now)
    .limit(liftsKept)
    .execute()
  return rows.map(presentLift)
}

export function presentLift(row: {
  power: string
  amount_minor: number
  currency: string
  days: number | null
}): Lift {
  return {
    power: row.power as PowerKind,
    amount: { minor: row.amount_minor, currency: row.currency },
    days: row.days,
  }
}

/** Who the mandate says answers first: without it the coach of the team, or else the manager of its site. */
async function findOnDuty(tx: Tx, teamId: string, first: SupportLevel = 'coach'): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select p.name from assignment a join person p on p.id = a.person_id and p.active
    where (${first} = 'coach' and a.role = 'coach' and a.team_id = ${teamId})
       or (${first} <> 'administrator' and a.role = 'manager'
           and a.site_id = (select site_id from team where id = ${teamId}))
       or (${first} = 'administrator' and a.role = 'administrator')
    order by a.role, p.name limit 1`.execute(tx)
  return rows[0]?.name ?? null
}
