import type { ParsedOf } from '../../contract/route.ts'
import type { supportRoutes } from '../../contract/support.ts'
import { mayAnswer } from '../../core/support/chain.ts'
import { holdCorrected } from '../decision/correct.ts'
import { findContactForAgent } from '../decision/store.ts'
import { weighRequest } from '../decision/weigh.ts'
import { writeDecision } from '../decision/write.ts'
import { recordEntries } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { levelsOf, lockSupportRequest, type SupportRow } from './store.ts'

type Answer = ParsedOf<(typeof supportRoutes)['support.answer']>['body']

/** A grant «for this customer» holds this long: until the next season's mandate talk, and never for ever. */
const liftDays = 90
const dayMs = 86_400_000

/**
 * The person on duty answers: granted (the agent's decision is made at once, and for `customer` the same holds
 * for later ones), declined with a reason that stays in the record, or an obstacle solved.
 * @throws Problem not_found when it is none of the reader's, already_answered when somebody (or the clock) was first
 */
export async function answerSupport(
  work: Work,
  actor: Actor,
  input: { requestId: string; answer: Answer; publicUrl: string },
): Promise<void> {
  const { answer } = input
  const request = found(await lockSupportRequest(work, input.requestId))
  const levels = levelsOf(actor, { teamId: request.team_id, siteId: request.site_id })
  if (levels.length === 0) throw new Problem('not_found')
  if (request.state !== 'open') throw new Problem('already_answered')
  if (request.agent_id === actor.personId || !mayAnswer(levels, request.level))
    throw new Problem('not_permitted')
  refuseMismatch(request, answer)

  const decisionId =
    answer.answer === 'granted' ? await grantLift(work, actor, request, answer, input.publicUrl) : null
  await work.tx
    .updateTable('support_request')
    .set({
      state: answer.answer,
      grant: answer.answer === 'granted' ? (answer.grant ?? 'once') : null,
      answered_by: actor.personId,
      answered_at: work.now,
      answer: answer.reason ?? null,
      decision_id: decisionId,
    })
    .where('client_id', '=', request.client_id)
    .where('id', '=', request.id)
    .execute()
  await recordEntries(work, [
    {
      clientId: request.client_id,
      kind: 'support.answered',
      actor: actor.personId,
      facts: {
        request: request.id,
        answer: answer.answer,
        grant: answer.answer === 'granted' ? (answer.grant ?? 'once') : null,
        decision: decisionId,
        in_time: work.now <= request.due_at,
        level: request.level,
      },
      ...(answer.reason ? { texts: { reason: answer.reason } } : {}),
    },
  ])
  publishAnswer(work, request)
}

export function publishAnswer(work: Work, request: SupportRow): void {
  const place = { clientId: request.client_id, teamId: request.team_id }
  work.publish({ topic: 'support', id: request.id, ...place })
  work.publish({ topic: 'contact', id: request.contact_id, ...place })
}

function refuseMismatch(request: SupportRow, answer: Answer): void {
  const wrong = (path: string, message: string) =>
    new Problem('invalid_input', undefined, [{ path, message }])
  if (answer.answer === 'solved' && request.kind !== 'obstacle')
    throw wrong('body.answer', 'only an obstacle is solved')
  if (answer.answer === 'granted' && request.kind !== 'lift')
    throw wrong('body.answer', 'only a lift is granted')
  if (answer.answer === 'declined' && !answer.reason) throw wrong('body.reason', 'a decline needs its reason')
  if (answer.grant && answer.answer !== 'granted') throw wrong('body.grant', 'goes with granted only')
}

async function grantLift(
  work: Work,
  actor: Actor,
  request: SupportRow,
  answer: Answer,
  publicUrl: string,
): Promise<string> {
  invariant(
    request.power && request.amount_minor !== null && request.currency,
    'a lift names what it asks for',
  )
  const contact = found(await findContactForAgent(work.tx, request.contact_id, [request.team_id]))
  const mandate = await findMandateInForce(work.tx, request.client_id, request.team_id, work.now)
  if (!mandate) throw new Problem('no_mandate')
  const wish = {
    power: request.power,
    amount: { minor: request.amount_minor, currency: request.currency },
    days: request.days,
  }
  const corrects = request.corrects ? await holdCorrected(work, request.client_id, request.corrects) : null
  const weighed = await weighRequest(work, {
    contact,
    agentId: request.agent_id,
    mandate,
    request: wish,
    corrects,
  })
  const decision = await writeDecision(work, {
    contact,
    agentId: request.agent_id,
    mandate,
    request: wish,
    reason: request.reason.slice(0, 300),
    basis: 'lift',
    ...weighed,
    supportRequestId: request.id,
    corrects,
    idempotency: null,
    publicUrl,
  })
  if (answer.grant === 'customer')
    await work.tx
      .insertInto('lift')
      .values({
        client_id: request.client_id,
        customer_id: contact.customer_id,
        power: wish.power,
        amount_minor: wish.amount.minor,
        currency: wish.amount.currency,
        days: wish.days,
        support_request_id: request.id,
        granted_by: actor.personId,
        at: work.now,
        until: new Date(work.now.getTime() + liftDays * dayMs),
      })
      .execute()
  return decision.id
}
