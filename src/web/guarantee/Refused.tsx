import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Guarantee.module.css'
import { LearningForm } from './LearningForm.tsx'
import { ProposalForm } from './ProposalForm.tsx'
import { aboutOf, useAttempt } from './said.ts'

/** A refused attempt: why, what is on the record, and to whoever tried the two ways that exist. */
export function Refused() {
  const { breachId } = useParams({ strict: false }) as { breachId: string }
  const read = useRead('breach.show', { params: { breachId } })
  return read.data ? <Shown {...read.data} /> : <Loading of={read} />
}

function Shown({ breach, words, power }: ResultOf<'breach.show'>) {
  const { t } = useTranslation()
  const { moment, sentence } = useFormat()
  const said = useAttempt()
  const author = breach.part === 'author'
  return (
    <Page
      title={t('guarantee.refused_title')}
      eyebrow={t('guarantee.refused_title')}
      sentence={author ? t('guarantee.refused_sentence') : said(breach)}
      lead={t('guarantee.refused_law')}
    >
      <h2 className={styles.heading}>{t('guarantee.why_heading')}</h2>
      <p className={styles.para}>
        {t(`guarantee.why_${aboutOf(breach.reason)}`)} {t(`guarantee.how_${breach.how}`)}
      </p>
      <p className={styles.soft}>
        {sentence(moment(breach.at))}. {t(`guarantee.place_${breach.place}`)}{' '}
        {t(`guarantee.record_${breach.part}`)}
      </p>
      {breach.decisionId && (
        <p className={styles.para}>
          <Link to={`/decisions/${breach.decisionId}`}>{t('guarantee.your_decision')}</Link>
        </p>
      )}
      {words !== null && (
        <>
          <h2 className={styles.heading}>{t('guarantee.words')}</h2>
          <blockquote className={styles.text} dir="auto">
            {words}
          </blockquote>
        </>
      )}
      {author && breach.became === 'nothing' && (
        <>
          <h2 className={styles.heading}>{t('guarantee.ways')}</h2>
          <LearningForm breach={breach} power={power} />
          <ProposalForm breach={breach} power={power} />
        </>
      )}
      {breach.became !== 'nothing' && (
        <p className={styles.status} role="status">
          {t(`guarantee.became_${breach.became}`)}
        </p>
      )}
      <Row>
        {author && breach.place === 'feedback' && breach.became === 'nothing' && (
          <ActLink kind="quiet" to="/feedback/new">
            {t('guarantee.rewrite')}
          </ActLink>
        )}
        <ActLink kind="quiet" to="/guarantee">
          {t('guarantee.back')}
        </ActLink>
      </Row>
    </Page>
  )
}
