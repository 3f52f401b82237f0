import { sql } from 'kysely'
import { type Finding, findOpportunities } from '../../core/coaching/find.ts'
import { isFresh } from '../../core/coaching/state.ts'
import type { Pattern } from '../../core/training/refresher.ts'
import { weighMissed } from '../missed/weigh.ts'
import type { Database, Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { proposeForPatterns } from '../training/propose-refresher.ts'
import { askTeam, type LookedTeam } from './ask.ts'
import { dayNumber, mondayOf, mondaysFrom, weeksBefore } from './weeks.ts'

/** A new installation, or one that slept, is looked at this many Mondays back. */
const lookedBack = 8

/** Every Monday of a site, its teams: what the weeks before it say. Looks at the database, so that no Monday is lost. */
export function coachingSweep({ db, log }: Platform): Sweep {
  return {
    name: 'coaching',
    everyMs: 300_000,
    async run() {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows)
        for (const team of await db.work([id], (work) => listTeams(work, id)))
          await lookBack(db, team).catch((error: Error) =>
            log.error({ team: team.id, error: error.message }, 'team not looked at'),
          )
    },
  }
}

/** Looks at every Monday that is due, the oldest first, each in a transaction of its own. @returns how many */
export async function lookBack(
  db: Pick<Database, 'work'>,
  team: LookedTeam,
  mondays = lookedBack,
): Promise<number> {
  const due = await db.work([team.client_id], (work) => listDue(work, team, mondays))
  // whether there was authority in what just closed must be known before it is counted
  if (due.length > 0)
    while ((await db.work([team.client_id], (work) => weighMissed(work, team.client_id))) > 0);
  let looked = 0
  for (const week of due)
    if (await db.work([team.client_id], (work) => lookAtWeek(work, team, week))) looked += 1
  return looked
}

/**
 * One team in one week: everything asked, the answers controlled together, what is found written down.
 * @returns whether it was due: a week is looked at once, whoever comes first
 */
export async function lookAtWeek(work: Work, team: LookedTeam, week: string): Promise<boolean> {
  const place = { client_id: team.client_id, team_id: team.id, week }
  const { numInsertedOrUpdatedRows } = await work.tx
    .insertInto('opportunity_week')
    .values({ ...place, at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  const { weeks, questions } = await askTeam(work.tx, team, week)
  const { asked, found } = findOpportunities(questions)
  await work.tx
    .updateTable('opportunity_week')
    .set({ weeks, asked, found: found.length })
    .where('client_id', '=', place.client_id)
    .where('team_id', '=', place.team_id)
    .where('week', '=', week)
    .execute()
  const patterns: Pattern[] = []
  for (const [nth, finding] of found.entries()) {
    const opportunityId = await writeFinding(work, team, { week, weeks, asked, nth: nth + 1, finding })
    if (opportunityId) patterns.push({ opportunityId, kind: finding.kind, subject: finding.subject })
  }
  await proposeForPatterns(work, team, patterns)
  work.publish({ topic: 'opportunity', clientId: team.client_id, teamId: team.id })
  return true
}

type Found = { week: string; weeks: number; asked: number; nth: number; finding: Finding }

/**
 * New, or an open one seen again; what was settled waits until none of its contacts would count twice.
 * @returns its id, or null where it waits
 */
async function writeFinding(
  work: Work,
  team: LookedTeam,
  { week, weeks, asked, nth, finding }: Found,
): Promise<string | null> {
  const { kind, subject, count, of, compared, restCount, restOf, shrunk, p, adjusted } = finding
  const evidence = { count, of, compared, restCount, restOf, shrunk, p, adjusted, asked }
  const before = await work.tx
    .selectFrom('opportunity')
    .select(['id', 'state', 'week'])
    .where('client_id', '=', team.client_id)
    .where('team_id', '=', team.id)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst()
  const set = { week, weeks, nth, evidence: JSON.stringify(evidence) }
  if (before?.state === 'new') {
    if (before.week < week)
      await work.tx
        .updateTable('opportunity')
        .set(set)
        .where('client_id', '=', team.client_id)
        .where('id', '=', before.id)
        .execute()
    return before.id
  }
  if (before && !isFresh(dayNumber(before.week), dayNumber(week), weeks)) return null
  const { id } = await work.tx
    .insertInto('opportunity')
    .values({
      ...set,
      client_id: team.client_id,
      team_id: team.id,
      kind,
      subject,
      first_week: week,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function listTeams({ tx }: Work, clientId: string): Promise<LookedTeam[]> {
  const { rows } = await sql<LookedTeam>`
    select t.id, t.client_id, t.name, s.time_zone from team t join site s on s.id = t.site_id
    where t.client_id = ${clientId} order by t.name, t.id`.execute(tx)
  return rows
}

/** The Mondays still to be looked at: since the last one, and no further back than makes sense. */
async function listDue(work: Work, team: LookedTeam, mondays: number): Promise<string[]> {
  const last = mondayOf(work.now, team.time_zone)
  const { rows } = await sql<{ week: string | null }>`
    select max(week) as week from opportunity_week where client_id = ${team.client_id} and team_id = ${team.id}`.execute(
    work.tx,
  )
  const earliest = weeksBefore(last, mondays - 1)
  const next = rows[0]?.week ? weeksBefore(rows[0].week, -1) : earliest
  return next > last ? [] : mondaysFrom(next > earliest ? next : earliest, last)
}
