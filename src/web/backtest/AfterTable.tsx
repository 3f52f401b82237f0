import { useTranslation } from 'react-i18next'
import type { AfterCounts } from '../../core/backtest/after.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import { useFormat } from '../ui/format.ts'
import { Table } from '../ui/Table.tsx'
import type { Deeper } from './answers.ts'
import styles from './Backtest.module.css'

const followed = ['returned', 'back', 'silent', 'rated', 'satisfied'] as const
type Followed = (typeof followed)[number]

/** What customers did next, as counts with their intervals: an association, and said to be one. */
export function AfterTable({ after: { these, others } }: { after: Deeper['after'] }) {
  const { t } = useTranslation()
  const { number, percent } = useFormat()
  const said = (counts: AfterCounts, what: Followed) => {
    const [n, of] = shareOf(counts, what)
    const { interval } = proportionOf(n, of)
    const values = { n: number(n), of: number(of) }
    if (!interval) return t('backtest.n_of', values)
    return t('backtest.share', { ...values, low: percent(interval[0]), high: percent(interval[1]) })
  }
  return (
    <section className={styles.after} aria-labelledby="backtest-after">
      <h3 className={styles.heading} id="backtest-after">
        {t('backtest.after_title')}
      </h3>
      {these.asks === 0 ? (
        <p className={styles.note}>{t('backtest.after_none')}</p>
      ) : (
        <>
          <p className={styles.warning}>{t('backtest.after_lead')}</p>
          <Table
            caption={t('backtest.after_title')}
            hideCaption
            rows={followed}
            rowKey={(what) => what}
            columns={[
              { key: 'what', header: t('backtest.after_what'), cell: (what) => t(`backtest.follow_${what}`) },
              {
                ...{ key: 'these', header: t('backtest.after_these'), numeric: true },
                cell: (what) => said(these, what),
              },
              {
                ...{ key: 'others', header: t('backtest.after_others'), numeric: true },
                cell: (what) => said(others, what),
              },
            ]}
          />
          <p className={styles.note}>{t('backtest.interval')}</p>
        </>
      )}
    </section>
  )
}

/** How many, of how many. */
function shareOf(counts: AfterCounts, what: Followed): [number, number] {
  switch (what) {
    case 'returned':
      return [counts.returned, counts.asks]
    case 'back':
      return [counts.cameBack, counts.asks]
    case 'silent':
      return [counts.silent, counts.asks]
    case 'rated':
      return [counts.rated, counts.asks]
    case 'satisfied':
      return [counts.satisfied, counts.rated]
  }
}
