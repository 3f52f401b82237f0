import { sql } from 'kysely'
import { type FeedbackKind, kindsByStanding } from '../../core/guarantee/feedback.ts'
import { standingOf } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type Colleague = {
  personId: string
  name: string
  teamId: string
  teamName: string
  siteId: string
  clientId: string
  currencies: string[]
  kinds: readonly FeedbackKind[]
}

/** Whom this person may write about, and what: the agents and coaches of their teams, without themselves. */
export async function listColleagues(
  { tx }: Work,
  actor: Actor,
  only?: { personId: string; teamId: string },
): Promise<Colleague[]> {
  const { rows } = await sql<Omit<Colleague, 'kinds'> & { coaches: boolean }>`
    select p.id as "personId", p.name, t.id as "teamId", t.name as "teamName", t.site_id as "siteId",
      t.client_id as "clientId", c.currencies, bool_or(a.role = 'coach') as coaches
    from assignment a
    join person p on p.id = a.person_id and p.active
    join team t on t.id = a.team_id
    join client c on c.id = t.client_id
    where a.role in ('agent', 'coach') and t.id = any (${actor.teamIds}::uuid[]) and p.id <> ${actor.personId}
      and (${only?.personId ?? null}::uuid is null
           or (p.id = ${only?.personId ?? null}::uuid and t.id = ${only?.teamId ?? null}::uuid))
    group by p.id, p.name, t.id, t.name, t.site_id, t.client_id, c.currencies
    order by p.name, t.name limit 1000`.execute(tx)
  return rows.map(({ coaches, ...row }) => {
    const standing = standingOf(actor, row)
    // who coaches a team is a colleague to its other coaches
    return { ...row, kinds: kindsByStanding[coaches && standing === 'coach' ? 'peer' : standing] }
  })
}
