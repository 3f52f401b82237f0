import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import { presentContactLine } from '../contact/present.ts'
import { listContacts } from '../contact/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { presentSupportRequest } from '../support/present.ts'
import { listOpenRefusals } from '../support/store.ts'
import { periodStart } from './period.ts'

/** Who needs me now? My own, told to me alone; no durations (law 6). */
export async function agentHome(work: Work, actor: Actor): Promise<Home['agent']> {
  if (!actor.roles.includes('agent')) return null
  const since = periodStart(work)
  const { rows } = await sql<{ waiting: number; mine: number; with_customer: number; decisions: number }>`
    select
      (select count(*) from contact where client_id = any (${actor.clientIds}::uuid[])
        and team_id = any (${actor.workTeamIds}::uuid[]) and state = 'waiting') as waiting,
      (select count(*) from contact where client_id = any (${actor.clientIds}::uuid[])
        and agent_id = ${actor.personId} and state = 'with_agent') as mine,
      (select count(*) from contact where client_id = any (${actor.clientIds}::uuid[])
        and agent_id = ${actor.personId} and state = 'with_customer') as with_customer,
      (select count(*) from decision where client_id = any (${actor.clientIds}::uuid[])
        and agent_id = ${actor.personId} and at >= ${since}) as decisions`.execute(work.tx)
  const { waiting, mine, with_customer, decisions } = rows[0]!
  // In this view those that the customer gave back come first.
  const first = await listContacts(work, actor, { view: 'mine' }, null, 20)
  return {
    waiting,
    mine,
    withCustomer: with_customer,
    decisions,
    refused: (await listOpenRefusals(work, sql`s.agent_id = ${actor.personId}`)).map((row) =>
      presentSupportRequest(row, actor),
    ),
    returned: first.filter((row) => row.returned).map((row) => presentContactLine(row, actor)),
    thanks: await listThanks(work, actor, since),
  }
}

async function listThanks({ tx }: Work, actor: Actor, since: Date) {
  const { rows } = await sql<{ contactId: string; customerName: string; words: string; csat: number }>`
    select r.contact_id as "contactId", cu.name as "customerName", r.words, r.csat
    from rating r
    join contact ct on ct.client_id = r.client_id and ct.id = r.contact_id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    where ct.client_id = any (${actor.clientIds}::uuid[]) and ct.agent_id = ${actor.personId}
      and ct.team_id = any (${actor.teamIds}::uuid[])
      and r.at >= ${since} and r.words is not null and r.csat >= ${happyFrom}
    order by r.at desc, r.id desc limit 5`.execute(tx)
  return rows
}
