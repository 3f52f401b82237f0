import { useTranslation } from 'react-i18next'
import type { CoachingSession } from '../../contract/coaching-session.ts'
import { useFormat } from '../ui/format.ts'

/** In the order in which they matter: what awaits the reader, what comes next, what awaits the other. */
const standings = [
  'due',
  'asked_of_me',
  'proposed_to_me',
  'to_date',
  'to_look_at',
  'dated',
  'prepared',
  'asked',
  'proposed',
  'held_until',
  'held',
  'followed_up',
  'withdrawn',
] as const
type Standing = (typeof standings)[number]

/** What matters most about a session now, from where the reader stands. @param today a calendar date */
export function standingOf(
  { date, due, followUpOn, mySide, proposed, stage }: CoachingSession,
  today: string,
): Standing {
  if (due) return 'due'
  if (proposed) return proposed.by === mySide ? 'proposed' : 'proposed_to_me'
  if (date) return 'dated'
  if (stage === 'asked') return mySide === 'agent' ? 'asked_of_me' : 'asked'
  // a date is for either to propose; the coach is who makes the time
  if (stage === 'prepared') return mySide === 'coach' ? 'to_date' : 'prepared'
  if (stage === 'held' && followUpOn) return followUpOn <= today ? 'to_look_at' : 'held_until'
  return stage
}

const mine: readonly Standing[] = ['due', 'asked_of_me', 'proposed_to_me', 'to_date', 'to_look_at']

/** Whether the reader's word comes next. */
export function awaitsMe(session: CoachingSession, today: string): boolean {
  return mine.includes(standingOf(session, today))
}

/** As they matter to the reader; those with a date soonest first. */
export function inOrder(sessions: readonly CoachingSession[], today: string): CoachingSession[] {
  const at = ({ date }: CoachingSession) => (date ? Date.parse(date.startsAt) : 0)
  const rank = (one: CoachingSession) => standings.indexOf(standingOf(one, today))
  return [...sessions].sort((a, b) => rank(a) - rank(b) || at(a) - at(b))
}

/** Sessions in sentences. */
export function useSaid() {
  const { t } = useTranslation()
  const { date, duration, moment, today } = useFormat()
  const otherOf = ({ agentName, coachName, mySide }: CoachingSession) =>
    mySide === 'agent' ? coachName : agentName
  const words = (session: CoachingSession) => {
    const slot = session.due ? session.date : (session.proposed ?? session.date)
    return {
      name: otherOf(session),
      when: slot ? moment(slot.startsAt) : '',
      length: slot ? duration(slot.minutes * 60) : '',
      date: session.followUpOn ? date(session.followUpOn) : '',
    }
  }

  return {
    otherOf,
    /** how it stands, on its page and in the list */
    stands: (session: CoachingSession) =>
      t(`coaching_session.is_${standingOf(session, today)}`, words(session)),
    /** on a home: whom to see next */
    see(session: CoachingSession) {
      const standing = standingOf(session, today)
      const seen = mine.includes(standing) ? standing : 'dated'
      return t(`coaching_session.see_${seen as 'dated'}`, words(session))
    },
    /** What a list of them says first, by the first of them. */
    first(ordered: readonly CoachingSession[]) {
      const [session] = ordered
      if (!session) return t('coaching_session.sentence_none')
      const standing = standingOf(session, today)
      if (standing !== 'dated' && !mine.includes(standing)) return t('coaching_session.sentence_some')
      return t(`coaching_session.sentence_${standing as 'dated'}`, words(session))
    },
  }
}
