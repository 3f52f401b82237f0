import { sql } from 'kysely'
import type { feedbackRoutes } from '../../contract/feedback.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { guardWriting } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { listColleagues } from './colleagues.ts'
import { presentFeedback } from './present.ts'
import { findFeedback } from './store.ts'

type Input = ParsedOf<(typeof feedbackRoutes)['feedback.create']>['body']

/**
 * One person writes about another's work; that person sees it at once. Law 3 comes first: what it refuses is recorded
 * as a breach, and nothing else is written.
 * @throws Problem not_found for a colleague, contact or decision out of reach, not_permitted for a kind out of one's role
 */
export async function writeFeedback(work: Work, actor: Actor, input: Input) {
  const { teamId, personId, kind, text, contactId, decisionId } = input
  const colleague = found((await listColleagues(work, actor, { teamId, personId }))[0])
  if (!colleague.kinds.includes(kind)) throw new Problem('not_permitted')
  if (contactId) found(await findContact(work, actor, contactId, colleague.clientId))
  const decision = decisionId ? found(await findLinked(work, actor, decisionId, colleague.clientId)) : null
  const pay = 'pay' in input ? input.pay : null
  const covers = 'covers' in input ? [...new Set(input.covers)] : []
  const refusal = await guardWriting(work, actor, {
    place: 'feedback',
    clientId: colleague.clientId,
    teamId,
    siteId: colleague.siteId,
    aboutIds: [personId],
    written: { kind, text, contactId, decisionId, pay, covers },
  })
  if (refusal) return { outcome: 'refused' as const, refusal }
  // a decision that is not protected came with the history: what links to it says so by its contact alone
  const linked = kind === 'praise' ? (decision?.id ?? null) : null
  const { id } = await work.tx
    .insertInto('feedback')
    .values({
      client_id: colleague.clientId,
      team_id: teamId,
      about_id: personId,
      author_id: actor.personId,
      kind,
      text,
      contact_id: contactId ?? decision?.contact_id ?? null,
      decision_id: linked,
      score: 'score' in input ? input.score : null,
      covers,
      pay_minor: pay?.minor ?? null,
      pay_currency: pay?.currency ?? null,
      at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  work.publish({ topic: 'feedback', id, clientId: colleague.clientId, personId })
  const row = await findFeedback(work, actor, id)
  invariant(row, 'a writer sees what they wrote')
  return { outcome: 'written' as const, feedback: presentFeedback(row, actor) }
}

/** The person it is about answers or objects, once. @throws Problem not_found, already_answered */
export async function answerFeedback(
  work: Work,
  actor: Actor,
  input: { feedbackId: string; stance: 'answered' | 'objected'; text: string },
) {
  await sql`select 1 from feedback where id = ${input.feedbackId} for update`.execute(work.tx)
  const row = found(await findFeedback(work, actor, input.feedbackId))
  if (row.about_id !== actor.personId) throw new Problem('not_found')
  if (row.answered_at) throw new Problem('already_answered')
  await work.tx
    .updateTable('feedback')
    .set({ stance: input.stance, answer: input.text, answered_at: work.now })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  work.publish({ topic: 'feedback', id: row.id, clientId: row.client_id, personId: row.author_id })
  const answered = await findFeedback(work, actor, row.id)
  invariant(answered, 'it was there a moment ago')
  return presentFeedback(answered, actor)
}

async function findContact({ tx }: Work, actor: Actor, contactId: string, clientId: string) {
  const { rows } = await sql<{ id: string }>`
    select id from contact where id = ${contactId} and client_id = ${clientId}
      and team_id = any (${actor.teamIds}::uuid[])`.execute(tx)
  return rows[0]
}

async function findLinked({ tx }: Work, actor: Actor, decisionId: string, clientId: string) {
  const { rows } = await sql<{ id: string; contact_id: string }>`
    select id, contact_id from decision where id = ${decisionId} and client_id = ${clientId}
      and team_id = any (${actor.teamIds}::uuid[])`.execute(tx)
  return rows[0]
}
