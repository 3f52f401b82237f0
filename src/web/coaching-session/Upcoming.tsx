import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { Eyebrow } from '../ui/Page.tsx'
import styles from './Session.module.css'
import { standingOf, upcoming, useSaid } from './said.ts'

/** On a coach's or an agent's home: the sessions that await a word, and those ahead; nothing where there are none. */
export function Upcoming() {
  const { t } = useTranslation()
  const { otherOf, stands } = useSaid()
  const read = useRead('coaching.list', { query: { view: 'open' } })
  const sessions = read.data?.items ?? []
  const awaiting = sessions.filter((one) => {
    const standing = standingOf(one)
    // what an agent prepared waits for a date: on the agent's home it would only count the days
    if (standing === 'prepared') return one.mySide === 'coach'
    return ['due', 'proposed_to_me', 'asked_of_me'].includes(standing)
  })
  const shown = [...new Set([...awaiting, ...upcoming(sessions)])].slice(0, 5)
  if (shown.length === 0) return null
  return (
    <section className={styles.upcoming}>
      <Eyebrow as="h2">{t('coaching_session.upcoming')}</Eyebrow>
      <ul className={styles.chosen}>
        {shown.map((session) => (
          <li key={session.id}>
            <Link to="/coaching/sessions/$sessionId" params={{ sessionId: session.id }}>
              {t('coaching_session.with', { name: otherOf(session) })}
            </Link>
            : {stands(session)}
          </li>
        ))}
      </ul>
    </section>
  )
}
