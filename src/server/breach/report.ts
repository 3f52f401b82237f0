import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type AnswerLevel, answerLevels, type BreachKind, chooseLevel } from '../../core/breach/above.ts'
import type { Role } from '../../core/person/permissions.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { reporterTag } from './secret.ts'

export type Concerned = {
  personId: string
  name: string
  role: 'coach' | 'manager' | 'trainer' | 'administrator' | 'sponsor'
  roles: Role[]
  clientId: string
  siteId: string
}

/** Whom this person may tell of: coaches of their teams, managers of those sites, and who serves the whole house. */
export async function listConcerned({ tx }: Work, actor: Actor): Promise<Concerned[]> {
  const { rows } = await sql<Concerned>`
    select distinct on (p.name, p.id) p.id as "personId", p.name, a.role, t.client_id as "clientId", t.site_id as "siteId",
      (select array_agg(distinct o.role) from assignment o where o.person_id = p.id) as roles
    from team t
    join assignment a on (a.role = 'coach' and a.team_id = t.id) or (a.role = 'manager' and a.site_id = t.site_id)
      or a.role in ('trainer', 'administrator', 'sponsor')
    join person p on p.id = a.person_id and p.active
    where t.id = any (${actor.workTeamIds}::uuid[]) and p.id <> ${actor.personId}
    order by p.name, p.id, array_position(array['coach', 'manager', 'trainer', 'administrator', 'sponsor'], a.role), t.id
    limit 500`.execute(tx)
  return rows
}

/**
 * Tells of a breach. Nothing of it names who told it, nor their team, nor the hour; no ledger entry is written before
 * it is answered, since the one it concerns may read the ledger.
 * @returns its id
 * @throws Problem not_found, nobody_above
 */
export async function reportBreach(
  work: Work,
  actor: Actor,
  secret: string,
  told: { personId: string; kind: BreachKind; words: string; named: boolean },
): Promise<string> {
  const concerned = found(
    (await listConcerned(work, actor)).find(({ personId }) => personId === told.personId),
  )
  const above = await listAbove(work, actor, concerned)
  const count = (level: AnswerLevel) => above.filter((one) => one.level === level).length
  const level = chooseLevel(concerned.roles, {
    manager: count('manager'),
    administrator: count('administrator'),
    sponsor: count('sponsor'),
  })
  if (!level) throw new Problem('nobody_above')
  invariant(answerLevels.includes(level), 'a level')
  const place = { client_id: concerned.clientId, breach_id: randomUUID() }
  await work.tx
    .insertInto('breach')
    .values({
      client_id: place.client_id,
      id: place.breach_id,
      kind: 'reported',
      place: 'outside',
      tried: 'told',
      reason: told.kind,
      how: 'told',
      team_id: null,
      about_id: null,
      author_id: concerned.personId,
      decision_id: null,
      seen_from: level,
      at: dayOf(work.now),
    })
    .execute()
  await work.tx
    .insertInto('breach_report')
    .values({
      ...place,
      site_id: concerned.siteId,
      words: told.words,
      named_id: told.named ? actor.personId : null,
    })
    .execute()
  await work.tx
    .insertInto('breach_reporter')
    .values({ ...place, tag: reporterTag(secret, place.breach_id, actor.personId) })
    .execute()
  for (const { personId } of above.filter((one) => one.level === level))
    work.publish({ topic: 'culture', id: place.breach_id, clientId: place.client_id, personId })
  return place.breach_id
}

/** Who could answer, by level: neither whom it concerns nor who tells it. */
async function listAbove({ tx }: Work, actor: Actor, concerned: Concerned) {
  const { rows } = await sql<{ personId: string; level: AnswerLevel }>`
    select distinct p.id as "personId", a.role as level
    from assignment a join person p on p.id = a.person_id and p.active
    where p.id <> ${concerned.personId} and p.id <> ${actor.personId}
      and (a.role in ('administrator', 'sponsor') or (a.role = 'manager' and a.site_id = ${concerned.siteId}))`.execute(
    tx,
  )
  return rows
}

/** The beginning of the UTC day. */
export function dayOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000)
}
