import { sql } from 'kysely'
import type { OpportunityKind } from '../../core/coaching/question.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import { closedWithUs, unused } from '../missed/unused.ts'

/** Of which contacts, and until when: instants, the last not included. */
export type Scope = {
  clientId: string
  /** null: every team of the client but `notTeamId` */
  teamId: string | null
  notTeamId?: string
  since: Date
  until: Date
}

/**
 * The contacts that a question is about, one row each: `id`, `subject`, `agent_id`, and whether it is a `hit`. Of
 * the time between `since` and `until`; whether somebody left unhappy is as it is known now. Imported history is left
 * out: its outcomes were not heard by us.
 */
export function casesOf(kind: OpportunityKind, scope: Scope) {
  return cases[kind](scope)
}

const contacts = ({ clientId, teamId, notTeamId }: Scope) => sql`ct.client_id = ${clientId}
  and ct.channel <> 'import' and (${teamId}::uuid is null or ct.team_id = ${teamId})
  and (${notTeamId ?? null}::uuid is null or ct.team_id <> ${notTeamId ?? null})`
const within = (column: string, { since, until }: Scope) =>
  sql`${sql.ref(column)} >= ${since} and ${sql.ref(column)} < ${until}`

/** Given back, come back, or said not to be clear. */
const unclear = (scope: Scope) => sql`(exists (select 1 from contact_event e
    where e.client_id = ct.client_id and e.contact_id = ct.id and e.kind in ('returned_to_agent', 'reopened')
      and ${within('e.at', scope)})
  or exists (select 1 from doubt d join doubt_verdict v on v.client_id = d.client_id and v.doubt_id = d.id
    where d.client_id = ct.client_id and d.contact_id = ct.id and not v.clear and ${within('v.at', scope)}))`

const cases: Record<OpportunityKind, (scope: Scope) => ReturnType<typeof sql>> = {
  returning_doubt: (scope) => sql`
    select ct.id, ct.touchpoint as subject, ct.agent_id, ${unclear(scope)} as hit from contact ct
    where ${contacts(scope)} and ((${within('ct.closed_at', scope)}) or exists (select 1 from contact_event e
      where e.client_id = ct.client_id and e.contact_id = ct.id and e.kind = 'closure_proposed'
        and ${within('e.at', scope)}))`,
  unused_authority: (scope) => sql`
    select ct.id, ct.touchpoint as subject, ct.agent_id, ${unused} as hit from contact ct
    where ${contacts(scope)} and ${closedWithUs} and ${within('ct.closed_at', scope)}`,
  // a power was wanted where it was used or asked for; a lift says that the mandate was not wide enough
  repeated_lift: (scope) => sql`
    select ct.id, w.power as subject, ct.agent_id, bool_or(w.lift) as hit
    from (select d.client_id, d.contact_id, d.power, false as lift from decision d
        where d.client_id = ${scope.clientId} and d.basis <> 'imported' and ${within('d.at', scope)}
      union all select s.client_id, s.contact_id, s.power, true from support_request s
        where s.client_id = ${scope.clientId} and s.kind = 'lift' and ${within('s.asked_at', scope)}) w
    join contact ct on ct.client_id = w.client_id and ct.id = w.contact_id
    where ${contacts(scope)} group by ct.id, w.power, ct.agent_id`,
  shared_obstacle: (scope) => sql`
    select ct.id, ct.touchpoint as subject, ct.agent_id, exists (select 1 from support_request s
      where s.client_id = ct.client_id and s.contact_id = ct.id and s.kind = 'obstacle'
        and s.asked_at < ${scope.until}) as hit
    from contact ct where ${contacts(scope)} and ${within('ct.opened_at', scope)}`,
  done_well: (scope) => sql`
    select ct.id, ct.touchpoint as subject, ct.agent_id, (ct.closure = 'confirmed' and not ${unclear({
      ...scope,
      since: new Date(0),
    })}
      and not exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id
        and r.csat < ${happyFrom} and r.at < ${scope.until})) as hit
    from contact ct where ${contacts(scope)} and ${within('ct.closed_at', scope)}`,
}
