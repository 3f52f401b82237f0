import { sql } from 'kysely'
import { pledgeVersion } from '../../core/pledge/text.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type PledgePerson = {
  personId: string
  name: string
  role: 'coach' | 'manager' | 'administrator' | 'sponsor'
  place: string | null
  signedAt: Date | null
}

/**
 * Everyone above an agent, with when they signed the version of now. A client's people see those who serve them: a
 * coach of another client's team is not among the rows that they may read, a manager of a site without theirs is left out.
 */
export async function listPledges({ tx }: Work, actor: Actor): Promise<PledgePerson[]> {
  const ofClient = actor.roles.every((role) => role === 'client_representative')
  const { rows } = await sql<PledgePerson>`
    select p.id as "personId", p.name, a.role, min(coalesce(t.name, s.name)) as place, min(pl.at) as "signedAt"
    from assignment a
    join person p on p.id = a.person_id and p.active
    left join team t on t.id = a.team_id
    left join site s on s.id = a.site_id
    left join pledge pl on pl.person_id = p.id and pl.version = ${pledgeVersion}
    where a.role in ('manager', 'coach', 'administrator', 'sponsor')
      and (a.role <> 'coach' or t.id is not null)
      and (a.role <> 'manager' or not ${ofClient} or exists (select 1 from team mt
        where mt.site_id = a.site_id and mt.client_id = any (${actor.clientIds}::uuid[])))
      and (a.role <> 'coach' or t.client_id = any (${actor.clientIds}::uuid[]))
    group by p.id, p.name, a.role
    order by array_position(array['sponsor', 'administrator', 'manager', 'coach'], a.role), p.name, p.id
    limit 1000`.execute(tx)
  return rows
}
