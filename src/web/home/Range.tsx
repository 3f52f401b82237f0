import { useTranslation } from 'react-i18next'
import type { Proportion } from '../../contract/home.ts'
import styles from './Home.module.css'
import { rangeOf } from './range.ts'

/** A share as it can be known: between two bounds, in words and as a band. Never a single figure. */
export function Range({ of }: { of: Proportion }) {
  const { t } = useTranslation()
  const range = rangeOf(of)
  if (!range) return <>{t('home.range_few', { count: of.of })}</>
  return (
    <>
      {t('home.range', range)}
      <span className={styles.band} aria-hidden="true">
        <span
          className={styles.range}
          style={{ insetInlineStart: `${range.low}%`, inlineSize: `${range.high - range.low}%` }}
        />
      </span>
    </>
  )
}
