import { useTranslation } from 'react-i18next'
import type { ExpectationTerm } from '../../contract/expectation.ts'
import { useFormat } from '../ui/format.ts'
import styles from './Expectations.module.css'
import { useSaid } from './said.ts'

/** What was agreed on, in words: the measure, the aim, the dates, the goal that it serves. */
export function TermWords({ term }: { term: ExpectationTerm }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { aim } = useSaid()
  return (
    <div className={styles.term}>
      <p>
        {t('expectations.measured', { measure: t(`expectations.measure_${term.measure}`), aim: aim(term) })}{' '}
        <q dir="auto">{term.measureWords}</q>
      </p>
      <p>{t('expectations.dates', { from: date(term.fromDate), review: date(term.reviewDate) })}</p>
      {term.goal && (
        <p>
          {t('expectations.serves')} <bdi>{term.goal.words}</bdi>
        </p>
      )}
    </div>
  )
}
