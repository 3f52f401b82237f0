import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Page, Rule } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Ballot } from './Ballot.tsx'
import styles from './Pulse.module.css'
import { SiteResult } from './SiteResult.tsx'

/** The open round to answer, and what earlier ones came to. */
export function Pulse() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const pulse = useRead('pulse.show')
  const [given, setGiven] = useState(false)
  if (!pulse.data) return <Loading of={pulse} />
  const { round, sites, drawn, results } = pulse.data
  const until = date(round.closes)
  const newest = results[0]?.round.number
  const earlier = results.filter((one) => one.round.number !== newest)
  const sentence = given
    ? t('pulse.sentence_answered')
    : sites.length === 0
      ? t('pulse.sentence_read')
      : drawn
        ? t('pulse.sentence_drawn', { until })
        : t('pulse.sentence_open', { until })
  return (
    <Page title={t('pulse.nav')} sentence={sentence} lead={t('pulse.lead')}>
      <details className={styles.how}>
        <summary>{t('pulse.how')}</summary>
        <p>{t('pulse.how_text')}</p>
      </details>
      {sites.length > 0 && !drawn && !given && (
        <Ballot round={round.number} sites={sites} onGiven={() => setGiven(true)} />
      )}
      <Rule />
      <Eyebrow as="h2">{t('pulse.results')}</Eyebrow>
      {results.length === 0 ? (
        <EmptyState title={t('pulse.results_empty')} />
      ) : (
        <>
          <Results results={results.filter(({ round }) => round.number === newest)} />
          <p className={styles.both}>{t('pulse.both')}</p>
          {earlier.length > 0 && (
            <details className={styles.earlier}>
              <summary>{t('pulse.earlier')}</summary>
              <Results results={earlier} />
            </details>
          )}
        </>
      )}
    </Page>
  )
}

function Results({ results }: { results: ResultOf<'pulse.show'>['results'] }) {
  return results.map((result) => (
    <SiteResult key={`${result.round.number} ${result.siteId}`} result={result} />
  ))
}
