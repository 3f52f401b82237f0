import { useTranslation } from 'react-i18next'
import type { CoachingSession } from '../../contract/coaching-session.ts'
import styles from './Session.module.css'
import { useSaid } from './said.ts'

/** What the agent wants to talk about, in their own words; their beginning, where they are many. */
export function About({ session }: { session: CoachingSession }) {
  const { t } = useTranslation()
  const { otherOf } = useSaid()
  if (!session.about) return null
  return (
    <p className={styles.about}>
      {session.mySide === 'agent'
        ? t('coaching_session.about_mine')
        : t('coaching_session.about_theirs', { name: otherOf(session) })}{' '}
      <q dir="auto">{session.about}</q>
    </p>
  )
}
