import { sql } from 'kysely'
import type { SupportRequest } from '../../contract/support.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { type SupportLevel, supportLevels } from '../../core/support/chain.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { presentSupportRequest } from './present.ts'

export type SupportRow = {
  client_id: string
  id: string
  contact_id: string
  team_id: string
  site_id: string
  team_name: string
  customer_name: string
  subject: string
  agent_id: string
  agent_name: string
  kind: 'lift' | 'obstacle'
  power: PowerKind | null
  amount_minor: number | null
  currency: string | null
  days: number | null
  reason: string
  level: SupportLevel
  passed_up: boolean
  asked_at: Date
  due_at: Date
  minutes: number
  within_stretch: boolean
  state: SupportRequest['state']
  answered_by_name: string | null
  answered_at: Date | null
  answer: string | null
  grant: 'once' | 'customer' | null
  decision_id: string | null
  corrects: string | null
  refused_decision_id: string | null
}

const columns = sql`
  s.client_id, s.id, s.contact_id, s.team_id, t.site_id, t.name as team_name, cu.name as customer_name, ct.subject,
  s.agent_id, a.name as agent_name, s.kind, s.power, s.amount_minor, s.currency, s.days, s.reason, s.level,
  exists (select 1 from support_passing sp where sp.client_id = s.client_id and sp.support_request_id = s.id) as passed_up,
  s.asked_at, s.due_at, s.minutes, s.within_stretch, s.state, b.name as answered_by_name, s.answered_at, s.answer,
  s."grant", s.decision_id, s.corrects, s.refused_decision_id
  from support_request s
  join contact ct on ct.client_id = s.client_id and ct.id = s.contact_id
  join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
  join team t on t.id = s.team_id
  join person a on a.id = s.agent_id
  left join person b on b.id = s.answered_by`

export async function findSupportRequest(work: Work, requestId: string): Promise<SupportRow | undefined> {
  const { rows } = await sql<SupportRow>`select ${columns} where s.id = ${requestId}`.execute(work.tx)
  return rows[0]
}

/** Takes the row for answering: whoever comes second waits, and then sees that it is answered. */
export async function lockSupportRequest(work: Work, requestId: string): Promise<SupportRow | undefined> {
  await sql`select 1 from support_request where id = ${requestId} for update`.execute(work.tx)
  return findSupportRequest(work, requestId)
}

/**
 * Requests for a view: `for_me` those I may answer now, soonest due first; `mine` those I asked and `all` those
 * of my teams, newest first. Keyset: (due_at, id) upwards for `for_me`, (asked_at, id) downwards otherwise.
 */
export async function listSupportRequests(
  work: Work,
  actor: Actor,
  options: { view: 'for_me' | 'mine' | 'all'; afterAt?: Date; afterId?: string; limit: number },
): Promise<SupportRow[]> {
  const { view, afterAt, afterId } = options
  const at =
    view === 'for_me'
      ? sql`date_trunc('milliseconds', s.due_at)`
      : sql`date_trunc('milliseconds', s.asked_at)`
  const order = view === 'for_me' ? sql`${at}, s.id` : sql`${at} desc, s.id desc`
  const after = view === 'for_me' ? sql`>` : sql`<`
  const { rows } = await sql<SupportRow>`
    select ${columns}
    where ${view === 'for_me' ? answerableBy(actor) : view === 'mine' ? sql`s.agent_id = ${actor.personId}` : seenBy(actor)}
      and (${afterAt ?? null}::timestamptz is null
           or (${at}, s.id) ${after} (${afterAt ?? null}::timestamptz, ${afterId ?? null}::uuid))
    order by ${order} limit ${options.limit}`.execute(work.tx)
  return rows
}

/** The requests of a contact the reader already may see, oldest first. */
export async function listSupportOfContact(
  work: Work,
  contactId: string,
  actor: Actor,
): Promise<SupportRequest[]> {
  const { rows } = await sql<SupportRow>`
    select ${columns} where s.contact_id = ${contactId} order by s.asked_at, s.id limit 100`.execute(work.tx)
  return rows.map((row) => presentSupportRequest(row, actor))
}

/** What clients refused to carry out and nobody has found a way around yet, newest first. */
export async function listOpenRefusals(work: Work, whose: ReturnType<typeof sql>): Promise<SupportRow[]> {
  const { rows } = await sql<SupportRow>`
    select ${columns} where s.state = 'open' and s.refused_decision_id is not null and ${whose}
    order by s.asked_at desc, s.id desc limit 10`.execute(work.tx)
  return rows
}

/** The levels of the chain at which this person stands for a team at a site. */
export function levelsOf(actor: Actor, place: { teamId: string; siteId: string }): SupportLevel[] {
  return supportLevels.filter((level) =>
    actor.assignments.some(
      ({ role, teamId, siteId }) =>
        role === level &&
        (level === 'administrator' ||
          (level === 'coach' ? teamId === place.teamId : siteId === place.siteId)),
    ),
  )
}

/** Open, at a level I hold there or below one I hold, and not asked by myself. */
function answerableBy(actor: Actor) {
  const administrator = actor.roles.includes('administrator')
  return sql`(s.state = 'open' and s.agent_id <> ${actor.personId} and (
    (s.level = 'coach' and s.team_id = any (${actor.coachTeamIds}::uuid[]))
    or (s.level in ('coach', 'manager') and t.site_id = any (${actor.siteIds}::uuid[]))
    or (s.level = 'administrator' and ${administrator})))`
}

function seenBy(actor: Actor) {
  return sql`(s.team_id = any (${actor.teamIds}::uuid[]) or ${actor.roles.includes('administrator')})`
}
