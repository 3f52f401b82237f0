import { Temporal } from 'temporal-polyfill'
import type { coachingSessionRoutes } from '../../contract/coaching-session.ts'
import type { ParsedOf } from '../../contract/route.ts'
import {
  decideSession,
  type SessionCommand,
  type SessionFault,
  stateOfSession,
} from '../../core/coaching-session/session.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { refuseForeignContacts } from './ask.ts'
import { sideOf } from './present.ts'
import { eventsOf, findSession, insertEvent, lockSession, type SessionRow } from './store.ts'

export type Step = ParsedOf<(typeof coachingSessionRoutes)['coaching.step']>['body']

/** One of the two does the next thing. @throws Problem not_found for anybody else, coaching_not_now with the reason */
export async function stepSession(work: Work, actor: Actor, sessionId: string, step: Step): Promise<void> {
  await lockSession(work.tx, sessionId)
  const row = found(await findSession(work.tx, actor.personId, sessionId))
  const side = sideOf(row, actor.personId)
  const command = commandOf(row, step)
  const outcome = decideSession(stateOfSession(eventsOf(row.events)), side, command, work.now.getTime())
  if ('fault' in outcome) throw refusalOf(outcome.fault, step)
  const { event } = outcome
  const contactIds = 'contactIds' in step ? step.contactIds : []
  await refuseForeignContacts(work, contactIds, { teamId: row.team_id, agentId: row.agent_id, by: side })
  await insertEvent(work, row, row.events.length + 1, {
    kind: event.kind,
    side,
    text: 'text' in step ? step.text : null,
    contactIds,
    ...('to' in event ? { objectsTo: event.to } : {}),
    ...('slot' in event ? { startsAt: new Date(event.slot.startsAt), minutes: event.slot.minutes } : {}),
    followUpOn: step.do === 'hold' ? step.followUpOn : null,
  })
  for (const personId of [row.agent_id, row.coach_id])
    work.publish({ topic: 'coaching_session', id: row.id, clientId: row.client_id, personId })
}

function commandOf(row: SessionRow, step: Step): SessionCommand {
  switch (step.do) {
    case 'propose_date': {
      // an hour that the clocks skip is the one after it
      const local = Temporal.PlainDateTime.from(`${step.day}T${step.time}`)
      const startsAt = local.toZonedDateTime(row.time_zone, { disambiguation: 'compatible' })
      return { do: 'propose_date', slot: { startsAt: startsAt.epochMilliseconds, minutes: step.minutes } }
    }
    case 'agree_date':
      return { do: 'agree_date', startsAt: Date.parse(step.startsAt) }
    case 'object':
      return { do: 'object', to: step.to }
    default:
      return { do: step.do }
  }
}

function refusalOf(fault: SessionFault, step: Step): Problem {
  const ofDate = fault === 'date_past' || fault === 'date_too_far'
  if (ofDate && step.do === 'propose_date')
    return new Problem('invalid_input', undefined, [{ path: 'body.day', message: fault }])
  return new Problem('coaching_not_now', undefined, [{ path: 'body.do', message: fault }])
}
