import { sql } from 'kysely'
import type { Evidence } from '../../contract/coaching.ts'
import type { OpportunityKind } from '../../core/coaching/question.ts'
import type { OpportunityState } from '../../core/coaching/state.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { casesOf, type Scope } from './cases.ts'

export type OpportunityRow = {
  client_id: string
  id: string
  team_id: string
  team_name: string
  time_zone: string
  kind: OpportunityKind
  subject: string
  first_week: string
  week: string
  weeks: number
  nth: number
  evidence: Evidence
  state: OpportunityState
  words: string | null
  moved_by_name: string | null
  moved_at: Date | null
}

const columns = sql`
  o.client_id, o.id, o.team_id, t.name as team_name, s.time_zone, o.kind, o.subject, o.first_week, o.week, o.weeks, o.nth,
  o.evidence, o.state, o.words, p.name as moved_by_name, o.moved_at
  from opportunity o
  join team t on t.id = o.team_id join site s on s.id = t.site_id
  left join person p on p.id = o.moved_by`

const own = (actor: Actor) => sql`o.team_id = any (${actor.workTeamIds}::uuid[])`
const told = (actor: Actor) => sql`(o.state = 'shared' and o.client_id = any (${actor.clientIds}::uuid[]))`

/** What was not found again for this many days has passed by itself; it is still found by its address. */
const faded = 56

const views = {
  open: (work: Work, actor: Actor) => sql`${own(actor)} and (o.state = 'taken_up'
    or (o.state = 'new' and o.week > ${new Date(work.now.getTime() - faded * 86_400_000)}::date))`,
  shared: (_: Work, actor: Actor) => told(actor),
  set_aside: (_: Work, actor: Actor) => sql`${own(actor)} and o.state = 'set_aside'`,
}
export type View = keyof typeof views

type Page = { before?: { week: string; nth: number; id: string }; limit: number }

/** Last found first; of one week, what would help the most contacts first. Keyset: (week, -nth, id) downwards. */
export async function listOpportunities(
  work: Work,
  actor: Actor,
  view: View,
  { before, limit }: Page,
): Promise<OpportunityRow[]> {
  const { rows } = await sql<OpportunityRow>`
    select ${columns} where ${views[view](work, actor)}
      and (${before?.week ?? null}::date is null
        or (o.week, -o.nth, o.id) < (${before?.week ?? null}::date, ${before ? -before.nth : null}::int, ${before?.id ?? null}::uuid))
    order by o.week desc, o.nth, o.id desc limit ${limit}`.execute(work.tx)
  return rows
}

/** Of one's own team, or told to all. */
export async function findOpportunity(tx: Tx, actor: Actor, id: string): Promise<OpportunityRow | undefined> {
  const { rows } = await sql<OpportunityRow>`
    select ${columns} where o.id = ${id} and (${own(actor)} or ${told(actor)})`.execute(tx)
  return rows[0]
}

export type CaseRow = { id: string; subject: string; customer_name: string; opened_at: Date }

/** The contacts that a pattern was counted in, as the same condition finds them now. Of nobody by name. */
export async function listCases(
  tx: Tx,
  kind: OpportunityKind,
  subject: string,
  scope: Scope,
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select c.id, c.subject, cu.name as customer_name, c.opened_at
    from (${casesOf(kind, scope)}) cases
    join contact c on c.client_id = ${scope.clientId} and c.id = cases.id
    join customer cu on cu.client_id = c.client_id and cu.id = c.customer_id
    where cases.hit and cases.subject = ${subject}
    order by c.opened_at desc, c.id desc limit 50`.execute(tx)
  return rows
}

export type LookedRow = {
  team_id: string
  team_name: string
  week: string | null
  weeks: number | null
  asked: number | null
  found: number | null
}

/** When teams were last looked at. */
export async function listLooked(tx: Tx, teamIds: readonly string[]): Promise<LookedRow[]> {
  const { rows } = await sql<LookedRow>`
    select t.id as team_id, t.name as team_name, w.week, w.weeks, w.asked, w.found
    from team t left join lateral (select * from opportunity_week w
      where w.client_id = t.client_id and w.team_id = t.id order by w.week desc limit 1) w on true
    where t.id = any (${teamIds}::uuid[]) order by t.name, t.id limit 100`.execute(tx)
  return rows
}
