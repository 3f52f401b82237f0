import { sql } from 'kysely'
import type { AheadShown, LevelRequest } from '../../contract/training.ts'
import type { Level, PowerKind } from '../../core/mandate/document.ts'
import { type Ahead, pathOf } from '../../core/training/path.ts'
import { listLevels, setLevel } from '../person/level.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

/** My level with each power that my mandates have, and what comes next. For nobody else's eyes. */
export async function readPath(work: Work, actor: Actor): Promise<AheadShown[]> {
  const powers = await listOwnPowers(work, actor)
  const asked = await listAsked(work, actor)
  const left = await listLeft(work, actor)
  return (await aheadOf(work, actor))
    .filter(({ power }) => powers.has(power))
    .map((one) => ({
      ...one,
      toPractise: left.get(one.power) ?? null,
      asked: asked.get(one.power) ?? null,
    }))
}

/** The person takes a level that is theirs to take. @throws Problem level_not_open */
export async function confirmLevel(work: Work, actor: Actor, power: PowerKind): Promise<void> {
  const { next } = await openStep(work, actor, power)
  if (next.confirmedBy !== 'self') throw new Problem('level_not_open')
  await setLevel(work, actor, { personId: actor.personId, power, level: next.to })
}

/** @throws Problem level_not_open, already_exists */
export async function askForLevel(
  work: Work,
  actor: Actor,
  power: PowerKind,
  words: string | null,
): Promise<void> {
  const { next } = await openStep(work, actor, power)
  if (next.confirmedBy !== 'coach') throw new Problem('level_not_open')
  const inserted = await sql`
    insert into level_request (person_id, power, level, words, asked_at)
    values (${actor.personId}, ${power}, ${next.to}, ${words}, ${work.now})
    on conflict (person_id, power) where state = 'open' do nothing`.execute(work.tx)
  if (inserted.numAffectedRows === 0n) throw new Problem('already_exists')
}

type RequestRow = {
  id: string
  person_id: string
  person_name: string
  power: PowerKind
  level: Level
  words: string | null
  asked_at: Date
  state: 'open' | 'granted' | 'later'
}

export async function listRequests(
  work: Work,
  actor: Actor,
  page: { afterAt?: Date; afterId?: string; limit: number },
): Promise<RequestRow[]> {
  const after =
    page.afterAt === undefined
      ? sql`true`
      : sql`(date_trunc('milliseconds', r.asked_at), r.id) > (${page.afterAt}, ${page.afterId}::uuid)`
  const { rows } = await sql<RequestRow>`
    ${requestColumns} where r.state = 'open' and ${mayAnswer(actor)} and ${after}
    order by date_trunc('milliseconds', r.asked_at), r.id limit ${page.limit}`.execute(work.tx)
  return rows
}

/** @throws Problem not_found for one of another team or one's own, already_answered */
export async function answerRequest(
  work: Work,
  actor: Actor,
  requestId: string,
  answer: { answer: 'granted' } | { answer: 'later'; words: string },
): Promise<void> {
  const { rows } = await sql<RequestRow>`
    ${requestColumns} where r.id = ${requestId} and ${mayAnswer(actor)} for update of r`.execute(work.tx)
  const row = found(rows[0])
  if (row.state !== 'open') throw new Problem('already_answered')
  await work.tx
    .updateTable('level_request')
    .set({
      state: answer.answer,
      answered_by: actor.personId,
      answered_at: work.now,
      answer: answer.answer === 'later' ? answer.words : null,
    })
    .where('id', '=', requestId)
    .execute()
  if (answer.answer === 'granted')
    await setLevel(work, actor, { personId: row.person_id, power: row.power, level: row.level })
}

export const presentRequest = (row: RequestRow): LevelRequest => ({
  id: row.id,
  personName: row.person_name,
  power: row.power,
  level: row.level,
  words: row.words,
  askedAt: row.asked_at.toISOString(),
})

const requestColumns = sql`
  select r.id, r.person_id, p.name as person_name, r.power, r.level, r.words, r.asked_at, r.state
  from level_request r join person p on p.id = r.person_id`

/** A coach for those of their teams, a trainer for all; nobody for themselves. */
const mayAnswer = (
  actor: Actor,
) => sql`(r.person_id <> ${actor.personId} and (${actor.roles.includes('trainer')}
  or exists (select 1 from assignment a where a.person_id = r.person_id and a.role = 'agent'
    and a.team_id = any (${actor.coachTeamIds}::uuid[]))))`

async function openStep(
  work: Work,
  actor: Actor,
  power: PowerKind,
): Promise<{ next: NonNullable<Ahead['next']> }> {
  const next = (await aheadOf(work, actor)).find((one) => one.power === power)?.next
  if (!next?.open) throw new Problem('level_not_open')
  return { next }
}

async function aheadOf(work: Work, actor: Actor): Promise<Ahead[]> {
  const levels = await listLevels(work.tx, actor.personId)
  // who was set back to learning begins anew; what was practised while learning goes on counting afterwards
  const { rows } = await sql<{ scenarioId: string; power: PowerKind; used: boolean }>`
    select distinct p.scenario_id as "scenarioId", p.power, p.used from practice p
    left join person_level l on l.person_id = p.person_id and l.power = p.power
    where p.person_id = ${actor.personId} and p.finished_at is not null and p.used
      and (l.at is null or p.finished_at > l.at)`.execute(work.tx)
  return pathOf(Object.fromEntries(levels.map(({ power, level }) => [power, level])), rows)
}

/**
 * Approved scenarios where I work, without those that count for my next step already: how many of each power, and
 * the one to begin with, of my language if there is one, the newest.
 */
async function listLeft(
  { tx }: Work,
  actor: Actor,
): Promise<Map<PowerKind, NonNullable<AheadShown['toPractise']>>> {
  const { rows } = await sql<{ power: PowerKind } & NonNullable<AheadShown['toPractise']>>`
    select distinct on (s.power) s.power, count(*) over (partition by s.power)::int as count, s.id as "scenarioId",
      s.content ->> 'title' as title, s.language
    from scenario s
    left join person_level l on l.person_id = ${actor.personId} and l.power = s.power
    where s.state = 'approved'
      and s.client_id in (select client_id from team where id = any (${actor.workTeamIds}::uuid[]))
      and not exists (select 1 from practice p where p.client_id = s.client_id and p.scenario_id = s.id
        and p.person_id = ${actor.personId} and p.used and p.finished_at > coalesce(l.at, '-infinity'))
    order by s.power, s.language = ${actor.language} desc, s.created_at desc, s.id`.execute(tx)
  return new Map(rows.map(({ power, ...left }) => [power, left]))
}

async function listOwnPowers({ tx, now }: Work, actor: Actor): Promise<Set<PowerKind>> {
  const { rows } = await sql<{ power: PowerKind }>`
    select distinct p ->> 'kind' as power from team t
    join mandate m on m.client_id = t.client_id and m.id = mandate_in_force(t.client_id, t.id, ${now}),
    jsonb_array_elements(m.document -> 'powers') p
    where t.id = any (${actor.workTeamIds}::uuid[])`.execute(tx)
  return new Set(rows.map(({ power }) => power))
}

async function listAsked(
  { tx }: Work,
  actor: Actor,
): Promise<Map<PowerKind, NonNullable<AheadShown['asked']>>> {
  const { rows } = await sql<{
    power: PowerKind
    state: 'open' | 'granted' | 'later'
    answer: string | null
  }>`
    select distinct on (power) power, state, answer from level_request
    where person_id = ${actor.personId} order by power, asked_at desc`.execute(tx)
  return new Map(rows.map(({ power, ...asked }) => [power, asked]))
}
