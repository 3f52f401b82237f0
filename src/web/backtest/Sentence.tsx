import { useTranslation } from 'react-i18next'
import { askedIn, atOnce } from '../../core/backtest/trial.ts'
import type { Answer, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { useBacktestWords } from './use-words.ts'

/** The answer: how much of the past the draft would have decided at once, and at what cost. */
export function Sentence({ past, answer }: { past: PastShape; answer: Answer }) {
  const { t } = useTranslation()
  const { number, cost, day } = useBacktestWords()
  const { total } = answer.draft.summary
  const other = answer.inForce?.summary.total
  return (
    <header>
      <div aria-live="polite" aria-atomic="true">
        <h2 className={styles.sentence}>
          {t('backtest.sentence', {
            count: askedIn(total),
            n: number(atOnce(total)),
            cost: cost(total.cost, past.currencies),
            from: day(past.from ?? 0),
            until: day(past.until ?? 0),
          })}
        </h2>
        <p className={styles.compared}>
          {other
            ? t('backtest.sentence_in_force', {
                n: number(atOnce(other)),
                cost: cost(other.cost, past.currencies),
              })
            : t('backtest.in_force_none')}
        </p>
      </div>
      <p className={styles.lead}>{t('backtest.lead')}</p>
    </header>
  )
}
