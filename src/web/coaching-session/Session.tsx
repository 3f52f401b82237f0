import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { Eyebrow, Page } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Session.module.css'
import { SessionActs } from './SessionActs.tsx'
import { SessionStep } from './SessionStep.tsx'
import { useSaid } from './said.ts'

export type SessionDetail = ResultOf<'coaching.show'>
type SessionStepOf = SessionDetail['steps'][number]
/** What the reader has opened to write: one thing at a time. */
export type Writing = { do: SessionDetail['can'][number]; to?: number } | null

/** One session, the same page for both: how it stands, what the two said, what one can do now. */
export function Session() {
  const { t } = useTranslation()
  const { sessionId } = useParams({ strict: false }) as { sessionId: string }
  const read = useRead('coaching.show', { params: { sessionId } })
  const [writing, setWriting] = useState<Writing>(null)
  const { otherOf, stands } = useSaid()
  if (!read.data) return <Loading of={read} />
  const session = read.data
  const objections = session.steps.filter(({ kind }) => kind === 'objected')
  return (
    <Page
      title={t('coaching_session.nav')}
      eyebrow={t('coaching_session.with', { name: otherOf(session) })}
      sentence={stands(session)}
      lead={t('coaching_session.private', { agent: session.agentName, coach: session.coachName })}
    >
      <div className={styles.acts}>
        <SessionActs session={session} writing={writing} onWrite={setWriting} />
      </div>
      <Eyebrow as="h2">{t('coaching_session.history')}</Eyebrow>
      <ol className={styles.steps}>
        {session.steps
          .filter((step, nth) => isTold(step, session.steps[nth + 1]))
          .map((step) => (
            <SessionStep
              key={step.number}
              step={step}
              objection={objections.find(({ objectsTo }) => objectsTo === step.number)}
              canObject={session.can.includes('object') && step.kind === 'added'}
              onObject={() => setWriting({ do: 'object', to: step.number })}
            />
          ))}
      </ol>
    </Page>
  )
}

/** An objection stands beside what it objects to; whoever asks and says at once about what, is told of once. */
function isTold(step: SessionStepOf, next: SessionStepOf | undefined): boolean {
  if (step.kind === 'objected') return false
  return step.kind !== 'asked' || step.text !== null || next?.kind !== 'prepared' || next.side !== step.side
}
