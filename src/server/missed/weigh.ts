import { sql } from 'kysely'
import { findOpenPowers } from '../../core/guarantee/missed.ts'
import { type CounterKey, counterKey, countersOf } from '../../core/mandate/evaluate.ts'
import { findContactForAgent } from '../decision/store.ts'
import { readFacts, readLevels } from '../mandate/ground.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Tx, Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { closedWithUs, leftUndecided } from './unused.ts'

/** One run's share for each client; some milliseconds each. What is left waits for the next. */
const perRun = 200
const dayMs = 86_400_000
/** Beyond it nothing is shown, so nothing is weighed. */
const weighedDays = 400

/** Contacts that left a customer unhappy without a decision: was there authority? Weighed soon after they close. */
export function missedSweep({ db, log }: Platform): Sweep {
  return {
    name: 'missed authority',
    everyMs: 60_000,
    async run() {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows)
        await db
          .work([id], (work) => weighMissed(work, id))
          .catch((error: Error) => log.error({ client: id, error: error.message }, 'not weighed'))
    },
  }
}

type Candidate = { id: string; team_id: string; agent_id: string | null; closed_at: Date }

/** @returns how many were weighed: fewer than `perRun` when none is left */
export async function weighMissed(work: Work, clientId: string): Promise<number> {
  const since = new Date(work.now.getTime() - weighedDays * dayMs)
  const { rows } = await sql<Candidate>`
    select ct.id, ct.team_id, ct.agent_id, ct.closed_at from contact ct
    left join missed_authority m on m.client_id = ct.client_id and m.contact_id = ct.id and m.closed_at = ct.closed_at
    where ct.client_id = ${clientId} and ct.closed_at > ${since} and ${closedWithUs} and m.contact_id is null
      and ${leftUndecided}
    order by ct.closed_at desc limit ${perRun}`.execute(work.tx)
  for (const candidate of rows) {
    const powers = await openPowersAt(work, clientId, candidate)
    await sql`
      insert into missed_authority (client_id, contact_id, closed_at, powers, weighed_at)
      values (${clientId}, ${candidate.id}, ${candidate.closed_at}, ${powers}, ${work.now})
      on conflict (client_id, contact_id) do update
        set closed_at = excluded.closed_at, powers = excluded.powers, weighed_at = excluded.weighed_at`.execute(
      work.tx,
    )
  }
  return rows.length
}

/**
 * What the mandate in force would still have granted at the moment of closing, by the function that decides. Facts of
 * the customer are those known now: what was known then is not kept. Lifts are left out: they are more than the mandate.
 */
async function openPowersAt(work: Work, clientId: string, candidate: Candidate): Promise<string[]> {
  const then: Work = { ...work, now: candidate.closed_at }
  const mandate = await findMandateInForce(work.tx, clientId, candidate.team_id, then.now)
  const contact = await findContactForAgent(work.tx, candidate.id, [candidate.team_id])
  if (!mandate || !contact) return []
  const now = then.now.getTime()
  const keys = mandate.document.powers.flatMap(({ kind }) =>
    countersOf(mandate.document, kind, contact.currency, now, mandate.time_zone),
  )
  const subjects = {
    customer: contact.customer_id,
    agent: candidate.agent_id,
    team: candidate.team_id,
  }
  return findOpenPowers(mandate.document, contact.currency, {
    now,
    timeZone: mandate.time_zone,
    counters: await readCountersAt(work.tx, clientId, subjects, keys, then.now, mandate.time_zone),
    lifts: [],
    facts: await readFacts(then, contact, mandate),
    levels: (candidate.agent_id && (await readLevels(work.tx, candidate.agent_id, mandate.document))) || {},
    overlays: mandate.overlays,
  })
}

/** What was used of each limit at a moment of the past: counted from the decisions themselves. */
async function readCountersAt(
  tx: Tx,
  clientId: string,
  subjects: Record<CounterKey['scope'], string | null>,
  keys: readonly CounterKey[],
  at: Date,
  timeZone: string,
): Promise<Record<string, number>> {
  const wanted = keys.flatMap((key) => (subjects[key.scope] ? [{ key, subject: subjects[key.scope]! }] : []))
  if (wanted.length === 0) return {}
  const { rows } = await sql<{ nth: number; used: number }>`
    select k.nth::int as nth, coalesce(sum(case k.measure when 'count' then 1 when 'days' then d.days
      else case when d.currency = k.measure then d.amount_minor else 0 end end), 0)::bigint as used
    from unnest(${wanted.map(({ key }) => key.scope)}::text[], ${wanted.map(({ subject }) => subject)}::uuid[],
      ${wanted.map(({ key }) => key.power)}::text[], ${wanted.map(({ key }) => key.measure)}::text[],
      ${wanted.map(({ key }) => key.windowStart)}::date[]) with ordinality
      as k(scope, subject, power, measure, since, nth)
    join decision d on d.client_id = ${clientId} and d.power = k.power and d.basis <> 'imported' and d.at < ${at}
      and (d.at at time zone ${timeZone})::date >= k.since
      and case k.scope when 'customer' then d.customer_id when 'agent' then d.agent_id else d.team_id end = k.subject
    group by k.nth`.execute(tx)
  return Object.fromEntries(rows.map(({ nth, used }) => [counterKey(wanted[nth - 1]!.key), used]))
}
