import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { More } from '../ui/More.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { About } from './About.tsx'
import { AskSession } from './AskSession.tsx'
import styles from './Session.module.css'
import { inOrder, useSaid } from './said.ts'

/** My coaching sessions: which awaits me, which comes next. */
export function Sessions() {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const [asking, setAsking] = useState(false)
  const read = useReadPages('coaching.list', { query: { view: over ? 'over' : 'open' } })
  const { first, otherOf, stands } = useSaid()
  const { today } = useFormat()
  useKeys([
    {
      keys: 'n',
      label: t('coaching_session.ask'),
      group: t('coaching_session.nav'),
      run: () => setAsking(true),
    },
  ])
  if (!read.items) return <Loading of={read} />
  const sessions = over ? read.items : inOrder(read.items, today)
  return (
    <Page
      title={t('coaching_session.nav')}
      sentence={over ? t('coaching_session.sentence_over') : first(sessions)}
      lead={t('coaching_session.lead')}
    >
      <div className={styles.ask}>
        {asking ? (
          <AskSession onLeave={() => setAsking(false)} />
        ) : (
          <Row>
            <ActButton keys="n" onClick={() => setAsking(true)}>
              {t('coaching_session.ask')}
            </ActButton>
            <ActButton kind="quiet" pressed={over} onClick={() => setOver(!over)}>
              {t('coaching_session.over')}
            </ActButton>
          </Row>
        )}
      </div>
      {sessions.length === 0 ? (
        <EmptyState title={t(over ? 'coaching_session.none_over' : 'coaching_session.empty_title')}>
          {!over && <p>{t('coaching_session.empty')}</p>}
        </EmptyState>
      ) : (
        <Things>
          {sessions.map((session) => (
            <Thing
              key={session.id}
              title={
                <Link to="/coaching/sessions/$sessionId" params={{ sessionId: session.id }}>
                  {t('coaching_session.with', { name: otherOf(session) })}
                </Link>
              }
            >
              <p>{stands(session)}</p>
              <About session={session} />
            </Thing>
          ))}
        </Things>
      )}
      <More of={read}>{t('coaching_session.more')}</More>
    </Page>
  )
}
