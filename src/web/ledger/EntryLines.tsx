import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import styles from './Ledger.module.css'
import { nameOf } from './Ledger.tsx'

type EntryRow = ResultOf<'entry.list'>['items'][number]

/** Each fact in words; behind it the very bytes that are hashed, for who wants to check them elsewhere. */
export function EntryLines({ items }: { items: readonly EntryRow[] }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <ul className={styles.entries} aria-label={t('ledger.nav')}>
      {items.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <details>
            <summary className={styles.summary}>
              <span className={styles.seq}>{number(entry.seq, { useGrouping: false })}</span>
              <span className={styles.kind}>{t(`ledger.kind_${nameOf(entry.kind)}`)}</span>
              <span className={styles.when}>
                <When at={entry.at} exact />
              </span>
            </summary>
            <dl className={styles.bytes}>
              <dt>{t('ledger.body')}</dt>
              <dd dir="ltr">{entry.body}</dd>
              <dt>{t('ledger.hash')}</dt>
              <dd dir="ltr">{entry.hash}</dd>
              <dt>{t('ledger.link')}</dt>
              <dd dir="ltr">{entry.link}</dd>
            </dl>
          </details>
        </li>
      ))}
    </ul>
  )
}
