import { sql } from 'kysely'
import type { Obstacle } from '../../contract/obstacle.ts'
import { isOverdue } from '../../core/obstacle/kinds.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type ObstacleRow = {
  client_id: string
  id: string
  site_id: string
  client_name: string
  site_name: string
  kind: Obstacle['kind']
  title: string
  owner_id: string | null
  owner_name: string
  owned_by_me: boolean
  promised_on: string
  today: string
  state: Obstacle['state']
  removed_at: Date | null
  removed_words: string | null
  met_by_me: boolean
  reasons: string[]
  sort_at: Date
}

/** Whose: a person's, or a department's by its name; neither is everybody's. */
export type Owner = { ownerId?: string | undefined; ownerName?: string | undefined }

type View = 'open' | 'removed' | 'removed_for_me'

/** A thing removed is told for this long. */
const toldDays = 28
const dayMs = 86_400_000

function columns({ now }: Work, actor: Actor) {
  return sql`
    select o.client_id, o.id, o.site_id, c.name as client_name, si.name as site_name, o.kind, o.title, o.owner_id,
      coalesce(ow.name, o.owner_name) as owner_name, coalesce(o.owner_id = ${actor.personId}, false) as owned_by_me,
      o.promised_on, to_char(${now}::timestamptz at time zone si.time_zone, 'YYYY-MM-DD') as today, o.state, o.removed_at,
      o.removed_words, ${metBy(actor)} as met_by_me,
      coalesce((select json_agg(x.reason) from (select s.reason from obstacle_met m join support_request s
          on s.client_id = m.client_id and s.id = m.support_request_id
        where m.client_id = o.client_id and m.obstacle_id = o.id order by s.asked_at, s.id limit 20) x), '[]') as reasons,
      coalesce(o.removed_at, o.promised_on::timestamp at time zone 'UTC') as sort_at
    from obstacle o
    join client c on c.id = o.client_id
    join site si on si.id = o.site_id
    left join person ow on ow.id = o.owner_id`
}

export async function listObstacles(
  work: Work,
  actor: Actor,
  options: { view: View; owner: Owner; afterAt?: Date; afterId?: string; limit: number },
): Promise<ObstacleRow[]> {
  const { view, afterAt, afterId, limit } = options
  const open = view === 'open'
  const at = open
    ? sql`(o.promised_on::timestamp at time zone 'UTC')`
    : sql`date_trunc('milliseconds', o.removed_at)`
  const since = new Date(work.now.getTime() - toldDays * dayMs)
  const { rows } = await sql<ObstacleRow>`${columns(work, actor)}
    where ${seenBy(actor)} and o.state = ${open ? 'open' : 'removed'}
      and ${view === 'removed_for_me' ? sql`${metBy(actor)} and o.removed_at >= ${since}` : sql`true`}
      and ${ownedBy(options.owner)}
      and (${afterAt ?? null}::timestamptz is null
        or (${at}, o.id) ${open ? sql`>` : sql`<`} (${afterAt ?? null}::timestamptz, ${afterId ?? null}::uuid))
    order by ${open ? sql`${at}, o.id` : sql`${at} desc, o.id desc`} limit ${limit}`.execute(work.tx)
  return rows
}

export async function findObstacle(work: Work, actor: Actor, id: string): Promise<ObstacleRow | undefined> {
  const { rows } =
    await sql<ObstacleRow>`${columns(work, actor)} where o.id = ${id} and ${seenBy(actor)}`.execute(work.tx)
  return rows[0]
}

export type MetRow = {
  client_id: string
  client_name: string
  id: string
  contact_id: string
  agent_id: string
  site_id: string
  team_name: string
  reason: string
  asked_at: Date
  state: string
}

const met = sql`
  select s.client_id, c.name as client_name, s.id, s.contact_id, s.agent_id, t.site_id, t.name as team_name, s.reason,
    s.asked_at, s.state
  from support_request s
  join client c on c.id = s.client_id
  join team t on t.id = s.team_id`

/** Requests of kind obstacle within reach that belong to none yet; `ids` asks for these alone, however old. */
export async function listUnsorted(work: Work, actor: Actor, ids?: readonly string[]): Promise<MetRow[]> {
  const since = new Date(work.now.getTime() - toldDays * dayMs)
  const { rows } = await sql<MetRow>`${met}
    where s.kind = 'obstacle'
      and (t.site_id = any (${actor.siteIds}::uuid[]) or ${actor.roles.includes('administrator')})
      and not exists (select 1 from obstacle_met m where m.client_id = s.client_id and m.support_request_id = s.id)
      and ${ids ? sql`s.id = any (${[...ids]}::uuid[])` : sql`s.asked_at >= ${since}`}
    order by s.asked_at desc, s.id desc limit 200`.execute(work.tx)
  return rows
}

/** Everybody who met it, oldest first. */
export async function listMet({ tx }: Work, obstacleId: string): Promise<MetRow[]> {
  const { rows } = await sql<MetRow>`${met}
    join obstacle_met m on m.client_id = s.client_id and m.support_request_id = s.id
    where m.obstacle_id = ${obstacleId} order by s.asked_at, s.id limit 1000`.execute(tx)
  return rows
}

export function presentObstacle(row: ObstacleRow): Obstacle {
  return {
    id: row.id,
    clientName: row.client_name,
    siteName: row.site_name,
    kind: row.kind,
    title: row.title,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    ownedByMe: row.owned_by_me,
    promisedOn: row.promised_on,
    overdue: row.state === 'open' && isOverdue(row.promised_on, row.today),
    state: row.state,
    removedAt: row.removed_at?.toISOString() ?? null,
    removedWords: row.removed_words,
    metByMe: row.met_by_me,
    reasons: row.reasons,
  }
}

/** Of the sites that one manages, or of the client and site of one's own teams. */
export function seenBy(actor: Actor) {
  return sql`(${actor.roles.includes('administrator')} or o.site_id = any (${actor.siteIds}::uuid[])
    or exists (select 1 from team t where t.client_id = o.client_id and t.site_id = o.site_id
      and t.id = any (${actor.teamIds}::uuid[])))`
}

function ownedBy({ ownerId, ownerName }: Owner) {
  if (ownerId !== undefined) return sql`o.owner_id = ${ownerId}`
  return ownerName === undefined ? sql`true` : sql`o.owner_id is null and o.owner_name = ${ownerName}`
}

function metBy(actor: Actor) {
  return sql`exists (select 1 from obstacle_met m join support_request s
      on s.client_id = m.client_id and s.id = m.support_request_id
    where m.client_id = o.client_id and m.obstacle_id = o.id and s.agent_id = ${actor.personId})`
}
