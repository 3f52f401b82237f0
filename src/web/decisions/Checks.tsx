import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useMeasured } from '../mandates/measured.ts'
import styles from './Decisions.module.css'

type CheckRow = ResultOf<'decision.show'>['checks'][number]

/** What was weighed when it was decided: one plain sentence for each limit. */
export function Checks({
  checks,
  decision,
}: {
  checks: readonly CheckRow[]
  decision: ResultOf<'decision.show'>['decision']
}) {
  const { t } = useTranslation()
  const measured = useMeasured(decision.amount.currency)

  function said({ scope, window, measure, used, asked, max, holds }: CheckRow): string {
    const values = {
      asked: measured(measure, asked),
      after: measured(measure, used + asked),
      max: measured(measure, max),
      window: window ? t(`mandates.within_${window}`) : '',
    }
    // of a correction the whole is told, against the limit for one decision
    const limit = t(
      `decisions.check_${scope}`,
      scope === 'decision' ? { ...values, asked: values.after } : values,
    )
    return holds
      ? limit
      : `${limit} ${t(`decisions.beyond_${decision.basis === 'stretch' ? 'stretch' : 'lift'}`)}`
  }
  if (checks.length === 0) return null
  return (
    <>
      <h2 className={styles.heading}>{t('decisions.weighed')}</h2>
      <ul className={styles.checks}>
        {checks.map((check) => (
          <li key={check.limitId} className={check.holds ? undefined : styles.beyond}>
            {said(check)}
          </li>
        ))}
      </ul>
    </>
  )
}
