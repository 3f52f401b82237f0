import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Practice } from '../../contract/scenario.ts'
import { useAct } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { Said, Words } from '../ui/Words.tsx'
import { Outcome } from './Outcome.tsx'
import styles from './Training.module.css'
import { Turn } from './Turn.tsx'

/** A scenario practised: the customer's words as they came, and what I say and decide. */
export function Practise() {
  const { t } = useTranslation()
  const { scenarioId } = useParams({ strict: false }) as { scenarioId: string }
  const start = useAct('practice.start')
  const [practice, setPractice] = useState<Practice | null>(null)
  const { run } = start
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once for each scenario that is opened
  useEffect(() => run({ params: { scenarioId } }, setPractice), [scenarioId])
  if (!practice) return start.problem ? <ProblemNote problem={start.problem} /> : <Loading />
  const { scenario, turns, outcome } = practice
  return (
    <Page
      title={scenario.title}
      eyebrow={t('training.scenario_of', { client: scenario.clientName })}
      sentence={<bdi lang={scenario.language}>{scenario.title}</bdi>}
      lead={
        <span dir="auto" className={styles.pre}>
          {practice.situation}
        </span>
      }
    >
      <div className={styles.turns}>
        {turns.map((turn, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have an order and nothing else
          <div key={nth} className={styles.turns}>
            <Words by={t('training.customer')} lang={scenario.language}>
              <span className={styles.pre}>{turn.words}</span>
            </Words>
            {turn.answer !== null && (
              <Said by={t('training.you')} lang={scenario.language}>
                <span className={styles.pre}>{turn.answer}</span>
              </Said>
            )}
            {turn.answer === null && !outcome && (
              <Turn practice={practice} nth={nth} onAnswered={setPractice} />
            )}
          </div>
        ))}
        {outcome && <Outcome practice={practice} outcome={outcome} />}
      </div>
      {outcome && (
        <Row>
          <ActLink to="/training/scenarios">{t('training.another')}</ActLink>
          <ActLink kind="quiet" to="/training">
            {t('training.to_path')}
          </ActLink>
        </Row>
      )}
    </Page>
  )
}
