import { useTranslation } from 'react-i18next'
import { type Level, levels } from '../../core/mandate/document.ts'
import styles from './Training.module.css'

type StationsProps = {
  level: Level
  /** cases towards the next one: how many of how many */
  next: { done: number; needed: number } | null
}

/** The whole way with a power, and where I am on it. The words beside it say the same. */
export function Stations({ level, next }: StationsProps) {
  const { t } = useTranslation()
  const at = levels.indexOf(level)
  return (
    <ol className={styles.stations}>
      {levels.map((one, nth) => (
        <li key={one} className={styles.station} aria-current={nth === at ? 'step' : undefined}>
          <span className={nth < at ? styles.behind : nth === at ? styles.here : styles.ahead}>
            {t(`training.station_${one}`)}
          </span>
          {nth === at && next && (
            <span className={styles.dots} aria-hidden="true">
              {Array.from({ length: next.needed }, (_, dot) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: dots are alike
                <span key={dot} className={dot < next.done ? styles.full : styles.empty} />
              ))}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
