import { writeCalendar } from '../../core/coaching-session/calendar.ts'
import { stateOfSession } from '../../core/coaching-session/session.ts'
import type { Actor } from '../platform/actor.ts'
import { translator } from '../platform/language.ts'
import { Problem } from '../platform/problem.ts'
import { sideOf } from './present.ts'
import { eventsOf, type SessionRow } from './store.ts'

/**
 * The agreed date as a calendar file in the reader's language. It says with whom, and nothing of what they said: calendars
 * are read by others. @throws Problem not_found while no date is agreed
 */
export function calendarOf(
  row: SessionRow,
  actor: Actor,
  { publicUrl, now }: { publicUrl: string; now: Date },
): string {
  const { date } = stateOfSession(eventsOf(row.events))
  if (!date) throw new Problem('not_found')
  const agreements = row.events.filter(({ kind }) => kind === 'date_agreed')
  const name = sideOf(row, actor.personId) === 'agent' ? row.coach_name : row.agent_name
  const url = `${publicUrl}/coaching/sessions/${row.id}`
  const t = translator(actor.language)
  return writeCalendar({
    uid: `${row.id}@${new URL(publicUrl).hostname}`,
    sequence: agreements.length - 1,
    // when it is read, not when somebody agreed
    writtenAt: now.getTime(),
    startsAt: date.startsAt,
    minutes: date.minutes,
    summary: t('coaching_session.calendar_summary', { name }),
    description: t('coaching_session.calendar_description', { link: url }),
    url,
  })
}
