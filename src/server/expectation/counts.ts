import { sql } from 'kysely'
import { happyFrom } from '../../core/contact/happy.ts'
import type { Counted, MeasureKind } from '../../core/expectation/measure.ts'
import type { Tx } from '../platform/db.ts'

/** 6 and 7 out of 7 say that it was made easy. */
const easyFrom = 6

export type Scope = {
  clientId: string
  teamId: string
  /** null: the whole team's contacts */
  agentId: string | null
  /** instants; the last is not included */
  since: Date
  until: Date
}

/** What a measure counts in a stretch of time. Counts only: core says what they mean. */
export async function countMeasure(tx: Tx, measure: MeasureKind, scope: Scope): Promise<Counted> {
  const { rows } = await counts[measure](scope).execute(tx)
  return rows[0] ?? { count: 0, of: 0 }
}

const contacts = ({
  clientId,
  teamId,
  agentId,
}: Scope) => sql`ct.client_id = ${clientId} and ct.team_id = ${teamId}
  and (${agentId}::uuid is null or ct.agent_id = ${agentId})`
const within = (column: string, { since, until }: Scope) =>
  sql`${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${until}`

const counts: Record<MeasureKind, (scope: Scope) => ReturnType<typeof sql<Counted>>> = {
  confirmed_closures: (scope) => sql<Counted>`
    select count(*) filter (where ct.closure = 'confirmed') as count, count(*) as of
    from contact ct where ${contacts(scope)} and ${within('ct.closed_at', scope)}`,
  returns: (scope) => sql<Counted>`
    select count(*) filter (where exists (select 1 from contact_event r
        where r.client_id = ended.client_id and r.contact_id = ended.id and r.kind = 'reopened'
          and r.at > ended.first and r.at < ${scope.until})) as count, count(*) as of
    from (select ct.client_id, ct.id, min(e.at) as first from contact ct
      join contact_event e on e.client_id = ct.client_id and e.contact_id = ct.id
        and e.kind in ('closed_confirmed', 'closed_unconfirmed') and ${within('e.at', scope)}
      where ${contacts(scope)} group by ct.client_id, ct.id) ended`,
  satisfaction: (scope) => sql<Counted>`
    select count(*) filter (where r.csat >= ${happyFrom}) as count, count(*) as of
    from contact ct join rating r on r.client_id = ct.client_id and r.contact_id = ct.id
    where ${contacts(scope)} and r.csat is not null and ${within('r.at', scope)}`,
  ease: (scope) => sql<Counted>`
    select count(*) filter (where r.effort >= ${easyFrom}) as count, count(*) as of
    from contact ct join rating r on r.client_id = ct.client_id and r.contact_id = ct.id
    where ${contacts(scope)} and r.effort is not null and ${within('r.at', scope)}`,
  // passed upwards by silence, or granted by it: nobody answered in time
  support_in_time: (scope) => sql<Counted>`
    select count(*) filter (where sr.state in ('granted', 'declined', 'solved') and sr.answered_at <= sr.due_at
        and not exists (select 1 from support_passing p
          where p.client_id = sr.client_id and p.support_request_id = sr.id)) as count, count(*) as of
    from support_request sr where sr.client_id = ${scope.clientId} and sr.team_id = ${scope.teamId}
      and ${within('sr.asked_at', scope)} and (sr.state <> 'open' or sr.due_at < ${scope.until})`,
  obstacles_removed: (scope) => sql<Counted>`
    select count(*) filter (where sr.state = 'solved') as count, count(*) as of
    from support_request sr where sr.client_id = ${scope.clientId} and sr.team_id = ${scope.teamId}
      and sr.kind = 'obstacle' and ${within('sr.asked_at', scope)}`,
  // counted by the database, which shows sessions to their two people alone
  coaching_kept: (scope) => sql<Counted>`
    select count, "of" from count_coaching_kept(${scope.clientId}, ${scope.teamId}, ${scope.since}, ${scope.until})`,
  people_stay: (scope) => sql<Counted>`
    select count(*) filter (where p.active) as count, count(*) as of
    from person p where exists (select 1 from assignment a where a.person_id = p.id and a.team_id = ${scope.teamId}
      and a.role in ('agent', 'coach') and a.created_at < ${scope.since})`,
}
