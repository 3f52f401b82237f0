import { sql } from 'kysely'
import type { Story } from '../../contract/story.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import { before, type Keyset } from '../guarantee/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type StoryRow = {
  client_id: string
  id: string
  team_id: string
  site_id: string
  client_name: string
  site_name: string
  agent_id: string
  agent_name: string
  customer_name: string
  power: Story['power']
  customer_words: string | null
  naming: NonNullable<Story['naming']>
  at: Date
  contact_id: string
  decision_id: string | null
  said: {
    id: string
    by: Story['said'][number]['by']
    person: string | null
    name: string | null
    words: string | null
  }[]
}

/** The agent has this long to say how a story is told; then it is told without their name. */
export const askedDays = 3

const columns = sql`
  select s.client_id, s.id, s.team_id, t.site_id, c.name as client_name, si.name as site_name, s.agent_id,
    p.name as agent_name, cu.name as customer_name, d.power, case when d.id is null then r.words end as customer_words,
    s.naming, s.at, s.contact_id, s.decision_id,
    (select coalesce(json_agg(json_build_object('id', w.id, 'by', w.said_as, 'person', w.person_id, 'name', wp.name,
        'words', w.words) order by w.at, w.id), '[]')
       from (select * from story_words x where x.client_id = s.client_id and x.story_id = s.id order by x.at limit 50) w
       left join person wp on wp.id = w.person_id) as said
  from story s
  join client c on c.id = s.client_id
  join team t on t.id = s.team_id
  join site si on si.id = t.site_id
  join person p on p.id = s.agent_id
  join contact ct on ct.client_id = s.client_id and ct.id = s.contact_id
  join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
  left join decision d on d.client_id = s.client_id and d.id = s.decision_id
  left join lateral (select words from rating x where x.client_id = s.client_id and x.contact_id = s.contact_id
    and x.words is not null order by x.at desc limit 1) r on true`

/** Told to all by the agent's choice, or by their silence after some days. */
export function isTold({ now }: Work) {
  const silent = new Date(now.getTime() - askedDays * 86_400_000)
  return sql`(s.naming in ('named', 'unnamed') or (s.naming = 'asked' and s.at <= ${silent}))`
}

export async function listStories(
  work: Work,
  actor: Actor,
  mine: boolean,
  keyset: Keyset,
): Promise<StoryRow[]> {
  const { rows } = await sql<StoryRow>`${columns}
    where ${mine ? sql`s.agent_id = ${actor.personId}` : isTold(work)} and ${before(sql`s.at`, sql`s.id`, keyset)}
    order by date_trunc('milliseconds', s.at) desc, s.id desc limit ${keyset.limit}`.execute(work.tx)
  return rows
}

/** What was told of one site between two moments, of these clients: for the letter. */
export async function listTold(
  work: Work,
  place: { siteId: string; clientIds: readonly string[]; from: Date; until: Date },
): Promise<StoryRow[]> {
  const { rows } = await sql<StoryRow>`${columns}
    where ${isTold(work)} and t.site_id = ${place.siteId} and s.client_id = any (${place.clientIds}::uuid[])
      and s.at >= ${place.from} and s.at < ${place.until}
    order by s.at, s.id limit 20`.execute(work.tx)
  return rows
}

export async function findStory({ tx }: Work, storyId: string): Promise<StoryRow | undefined> {
  const { rows } = await sql<StoryRow>`${columns} where s.id = ${storyId}`.execute(tx)
  return rows[0]
}

/** A story that this reader may read: one told, or one's own. */
export async function findReadable(work: Work, actor: Actor, storyId: string): Promise<StoryRow | undefined> {
  const { rows } = await sql<StoryRow>`${columns}
    where s.id = ${storyId} and (s.agent_id = ${actor.personId} or ${isTold(work)})`.execute(work.tx)
  return rows[0]
}

export type Celebrated = {
  client_id: string
  team_id: string
  site_id: string
  agent_id: string
  contact_id: string
  decision_id: string | null
}

/** An agent's decision (history may have none) of one's teams, or for a client's people one under their mandates. */
export async function findDecision(
  { tx }: Work,
  actor: Actor,
  decisionId: string,
): Promise<Celebrated | undefined> {
  const { rows } = await sql<Celebrated>`
    select d.client_id, d.team_id, t.site_id, d.agent_id, d.contact_id, d.id as decision_id
    from decision d join team t on t.id = d.team_id
    where d.id = ${decisionId} and d.agent_id is not null and (d.team_id = any (${actor.teamIds}::uuid[])
      or (${actor.roles.includes('client_representative')} and d.client_id = any (${actor.clientIds}::uuid[])))`.execute(
    tx,
  )
  return rows[0]
}

/** A contact of one's teams after which its customer had a good word to say. */
export async function findThanked(
  { tx }: Work,
  actor: Actor,
  contactId: string,
): Promise<Celebrated | undefined> {
  const { rows } = await sql<Celebrated>`
    select ct.client_id, ct.team_id, t.site_id, ct.agent_id, ct.id as contact_id, null as decision_id
    from contact ct join team t on t.id = ct.team_id
    where ct.id = ${contactId} and ct.agent_id is not null and ct.team_id = any (${actor.teamIds}::uuid[])
      and exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id
        and r.words is not null and r.csat >= ${happyFrom})`.execute(tx)
  return rows[0]
}
