import { useTranslation } from 'react-i18next'
import type { CoachingSession } from '../../contract/coaching-session.ts'
import { useFormat } from '../ui/format.ts'

type Standing =
  | 'due'
  | 'proposed_to_me'
  | 'proposed'
  | 'dated'
  | 'asked_of_me'
  | 'asked'
  | 'prepared'
  | 'held'
  | 'held_until'
  | 'followed_up'
  | 'withdrawn'

/** What matters most about a session now, from where the reader stands. */
export function standingOf({ date, due, followUpOn, mySide, proposed, stage }: CoachingSession): Standing {
  if (due) return 'due'
  if (proposed) return proposed.by === mySide ? 'proposed' : 'proposed_to_me'
  if (date) return 'dated'
  if (stage === 'asked') return mySide === 'agent' ? 'asked_of_me' : 'asked'
  if (stage === 'held' && followUpOn) return 'held_until'
  return stage
}

/** Sessions in sentences. */
export function useSaid() {
  const { t } = useTranslation()
  const { date, duration, moment } = useFormat()
  const otherOf = ({ agentName, coachName, mySide }: CoachingSession) =>
    mySide === 'agent' ? coachName : agentName

  return {
    otherOf,
    stands(session: CoachingSession) {
      const standing = standingOf(session)
      const slot = standing.startsWith('proposed') ? session.proposed : session.date
      return t(`coaching_session.is_${standing}`, {
        name: otherOf(session),
        when: slot ? moment(slot.startsAt) : '',
        length: slot ? duration(slot.minutes * 60) : '',
        date: session.followUpOn ? date(session.followUpOn) : '',
      })
    },
    /** What a list of them says first: the one that awaits me, or else the next. */
    first(sessions: readonly CoachingSession[]) {
      const of = (standing: Standing) => sessions.find((one) => standingOf(one) === standing)
      const name = (session: CoachingSession) => ({ name: otherOf(session) })
      const due = of('due')
      if (due) return t('coaching_session.sentence_due', name(due))
      const asked = of('asked_of_me')
      if (asked) return t('coaching_session.sentence_asked', name(asked))
      const proposed = of('proposed_to_me')
      if (proposed) return t('coaching_session.sentence_proposed', name(proposed))
      const next = upcoming(sessions)[0]
      if (next?.date)
        return t('coaching_session.sentence_next', { ...name(next), when: moment(next.date.startsAt) })
      return t(sessions.length > 0 ? 'coaching_session.sentence_some' : 'coaching_session.sentence_none')
    },
  }
}

/** Those with an agreed date that is still ahead, soonest first. */
export function upcoming(sessions: readonly CoachingSession[]): CoachingSession[] {
  return sessions
    .filter(({ date, due }) => date !== null && !due)
    .sort((a, b) => Date.parse(a.date?.startsAt ?? '') - Date.parse(b.date?.startsAt ?? ''))
}
