import { useTranslation } from 'react-i18next'
import type { CoachingSession } from '../../contract/coaching-session.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'
import { About } from './About.tsx'
import { awaitsMe, inOrder, standingOf, useSaid } from './said.ts'

/** As many as one can have in mind; the rest is on their own page. */
const most = 3

/** The sessions that a home speaks of: those that await the reader's word, then the next ones with a date. */
export function useSessionsToSee(): CoachingSession[] {
  const { today } = useFormat()
  const read = useRead('coaching.list', { query: { view: 'open' } })
  return inOrder(read.data?.items ?? [], today)
    .filter((one) => awaitsMe(one, today) || standingOf(one, today) === 'dated')
    .slice(0, most)
}

/** Whom to see next, and why, in the words of the agent who wants to talk. */
export function SeeThings({ sessions }: { sessions: readonly CoachingSession[] }) {
  const { t } = useTranslation()
  const { see } = useSaid()
  return sessions.map((session) => (
    <Thing key={session.id} title={see(session)}>
      <About session={session} />
      <Row>
        <ActLink to="/coaching/sessions/$sessionId" params={{ sessionId: session.id }}>
          {t('coaching_session.see_open')}
        </ActLink>
      </Row>
    </Thing>
  ))
}
