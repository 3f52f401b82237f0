import type { CoachingSession, CoachingStep } from '../../contract/coaching-session.ts'
import { findSteps, isDue, type Side, stateOfSession } from '../../core/coaching-session/session.ts'
import { type EventRow, eventsOf, type SessionRow } from './store.ts'

export function sideOf(row: Pick<SessionRow, 'agent_id'>, personId: string): Side {
  return row.agent_id === personId ? 'agent' : 'coach'
}

export function presentSession(row: SessionRow, personId: string, now: Date): CoachingSession {
  const state = stateOfSession(eventsOf(row.events))
  const mySide = sideOf(row, personId)
  const slot = (at: { startsAt: number; minutes: number }) => ({
    startsAt: new Date(at.startsAt).toISOString(),
    minutes: at.minutes,
  })
  return {
    id: row.id,
    clientId: row.client_id,
    team: { id: row.team_id, name: row.team_name },
    agentId: row.agent_id,
    agentName: row.agent_name,
    coachName: row.coach_name,
    mySide,
    askedBy: state.askedBy,
    stage: state.stage,
    about: row.events.findLast(({ kind }) => kind === 'prepared')?.text ?? null,
    date: state.date && slot(state.date),
    due: isDue(state, now.getTime()),
    proposed: state.proposed && { ...slot(state.proposed), by: state.proposed.by },
    followUpOn: row.events.findLast(({ kind }) => kind === 'held')?.follow_up_on ?? null,
    can: findSteps(state, mySide, now.getTime()),
    askedOn: row.asked_on,
  }
}

export function presentDetail(row: SessionRow, personId: string, now: Date) {
  return {
    ...presentSession(row, personId, now),
    steps: row.events.flatMap((event) => presentStep(row, event, personId)),
  }
}

function presentStep(row: SessionRow, event: EventRow, personId: string): CoachingStep[] {
  const { kind, side } = event
  if (kind === 'reminded' || side === null) return []
  return [
    {
      number: event.number,
      kind,
      side,
      name: side === 'agent' ? row.agent_name : row.coach_name,
      mine: side === sideOf(row, personId),
      text: event.text,
      contacts: event.contacts,
      objectsTo: event.objects_to,
      date: event.starts_at ? { startsAt: event.starts_at, minutes: event.minutes ?? 0 } : null,
      followUpOn: event.follow_up_on,
      on: event.on,
    },
  ]
}
