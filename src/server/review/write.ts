import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { reviewRoutes } from '../../contract/review.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { findRubricFaults, fitsRubric } from '../../core/review/rubric.ts'
import { guardWriting } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { refuseDuplicate } from '../platform/refuse-duplicate.ts'
import { type DrawRow, findDraw, listDrawable, listRubrics } from './store.ts'

type Written = ParsedOf<(typeof reviewRoutes)['rubric.write']>['body']
type Judged = ParsedOf<(typeof reviewRoutes)['review.write']>['body']

/** Older conversations say what the team was, not what it is. */
const drawnDays = 42

/** The team's own words, as its next version. @throws Problem names_an_activity, edited_meanwhile */
export async function writeRubric(work: Work, actor: Actor, teamId: string, input: Written): Promise<void> {
  const rubric = await ownRubric(work, actor, teamId)
  const faults = findRubricFaults(input.criteria)
  if (faults.length > 0)
    throw new Problem(
      'names_an_activity',
      undefined,
      faults.map(({ criterion, level, activity }) => ({
        path: `body.criteria.${criterion}.${level === null ? 'name' : `levels.${level}`}`,
        message: activity.kind,
      })),
    )
  if (rubric.version !== input.version) throw new Problem('edited_meanwhile')
  await work.tx
    .insertInto('review_rubric')
    .values({
      client_id: rubric.client_id,
      team_id: teamId,
      version: rubric.version + 1,
      criteria: JSON.stringify(input.criteria),
      written_by: actor.personId,
      at: work.now,
    })
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === '23505' ? new Problem('edited_meanwhile') : error
    })
  work.publish({ topic: 'review', clientId: rubric.client_id, teamId })
}

/** Draws one at random. @throws Problem nothing_to_review; not_permitted for a calibration by anybody but a coach */
export async function drawReview(
  work: Work,
  actor: Actor,
  { teamId, calibration }: { teamId: string; calibration: boolean },
): Promise<string> {
  const rubric = await ownRubric(work, actor, teamId)
  if (calibration && !actor.coachTeamIds.includes(teamId)) throw new Problem('not_permitted')
  if (rubric.version === 0) throw new Problem('nothing_to_review')
  await sql`select pg_advisory_xact_lock(hashtextextended(${teamId}, 230))`.execute(work.tx)
  const since = new Date(work.now.getTime() - drawnDays * 86_400_000)
  const drawable = await listDrawable(work.tx, { teamId, readerId: actor.personId, since })
  if (drawable.length === 0) throw new Problem('nothing_to_review')
  const drawn = drawable[randomInt(drawable.length)]!
  const { id } = await work.tx
    .insertInto('review_draw')
    .values({
      client_id: rubric.client_id,
      team_id: teamId,
      contact_id: drawn.id,
      agent_id: drawn.agent_id,
      drawn_by: actor.personId,
      version: rubric.version,
      calibration,
      at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (calibration) work.publish({ topic: 'review', clientId: rubric.client_id, teamId })
  return id
}

/** What somebody saw, once. Law 3 comes first. @throws Problem not_found, already_answered, invalid_input */
export async function writeJudgement(work: Work, actor: Actor, reviewId: string, input: Judged) {
  const row = found(await findDraw(work.tx, actor, reviewId))
  if (row.agent_id === actor.personId) throw new Problem('not_permitted')
  if (!fitsRubric(input.levels, row.criteria))
    throw new Problem('invalid_input', undefined, [
      { path: 'body.levels', message: 'a level of each criterion, or null; one at least' },
    ])
  const refused = await guardWriting(work, actor, guarded(row, row.agent_id, 'score', input.words))
  if (refused) return refused
  await work.tx
    .insertInto('review_judgement')
    .values({
      client_id: row.client_id,
      draw_id: row.id,
      reviewer_id: actor.personId,
      levels: sql`${input.levels.map((level) => level)}::smallint[]`,
      words: input.words,
      at: work.now,
    })
    .execute()
    .catch((error: { code?: string }) => {
      throw error.code === '23505' ? new Problem('already_answered') : error
    })
  work.publish({ topic: 'review', id: row.id, clientId: row.client_id, teamId: row.team_id })
  return null
}

/** The agent's word to a review, once. @throws Problem not_found for anybody else */
export async function replyToReview(
  work: Work,
  actor: Actor,
  input: { reviewId: string; reviewerId: string; kind: 'reply' | 'dispute'; text: string },
): Promise<void> {
  const row = found(await findDraw(work.tx, actor, input.reviewId))
  if (row.agent_id !== actor.personId) throw new Problem('not_found')
  found(row.judgements.find(({ reviewer_id }) => reviewer_id === input.reviewerId))
  await work.tx
    .insertInto('review_reply')
    .values({
      client_id: row.client_id,
      draw_id: row.id,
      reviewer_id: input.reviewerId,
      kind: input.kind,
      text: input.text,
      at: work.now,
    })
    .execute()
    .catch(refuseDuplicate)
  work.publish({ topic: 'review', id: row.id, clientId: row.client_id, teamId: row.team_id })
}

async function ownRubric(work: Work, actor: Actor, teamId: string) {
  if (!actor.workTeamIds.includes(teamId)) throw new Problem('not_found')
  return found((await listRubrics(work.tx, [teamId]))[0])
}

/** The rubric's parts are what is covered; no part of it is a decision. */
export function guarded(row: DrawRow, aboutId: string, kind: 'score' | 'note', text: string) {
  return {
    place: 'review' as const,
    clientId: row.client_id,
    teamId: row.team_id,
    siteId: row.site_id,
    aboutIds: [aboutId],
    written: {
      kind,
      text,
      contactId: row.contact_id,
      decisionId: null,
      pay: null,
      covers: row.criteria.map(({ name }) => name),
    },
  }
}
