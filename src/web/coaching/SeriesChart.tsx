import { useTranslation } from 'react-i18next'
import type { Series } from '../../contract/coaching.ts'
import { currentLanguage, directionOf } from '../i18n.ts'
import { useFormat } from '../ui/format.ts'
import { useWidth } from '../ui/use-width.ts'
import styles from './Coaching.module.css'

const height = 190
/** Room for the shares at the axis, the level's name, the weeks. */
const margin = { start: 56, end: 96, top: 14, bottom: 26 }

/** An XmR chart: the weeks, the level they lie around, the band in which they are noise. Mirrored from right to left. */
export function SeriesChart({ series, label }: { series: Series; label: string }) {
  const { t } = useTranslation()
  const { percent, date } = useFormat()
  const [frame, width] = useWidth()
  const rtl = directionOf(currentLanguage()) === 'rtl'
  const { weeks, limits } = series
  const shares = weeks.flatMap(({ counted }) => (counted ? [counted.share] : []))
  const [bottom, top] = scaleOf([...shares, ...(limits ? [limits.lower, limits.upper] : [])])
  const inner = Math.max(1, width - margin.start - margin.end)
  const x = (part: number) => {
    const along = margin.start + part * inner
    return rtl ? width - along : along
  }
  const at = (n: number) => x(weeks.length < 2 ? 0.5 : n / (weeks.length - 1))
  const y = (share: number) =>
    margin.top + ((top - share) / (top - bottom)) * (height - margin.top - margin.bottom)
  const every = Math.max(1, Math.ceil(weeks.length / Math.max(1, Math.floor(inner / 90))))
  const points = weeks.flatMap(({ counted, week, signals }, n) =>
    counted ? [{ week, x: at(n), y: y(counted.share), signal: signals.length > 0 }] : [],
  )
  const beside = rtl ? -10 : 10
  return (
    <div ref={frame} className={styles.chart}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {limits && (
            <>
              <rect
                className={styles.band}
                x={Math.min(x(0), x(1))}
                width={inner}
                y={y(limits.upper)}
                height={Math.max(0, y(limits.lower) - y(limits.upper))}
              />
              <line
                className={styles.centre}
                x1={x(0)}
                x2={x(1)}
                y1={y(limits.centre)}
                y2={y(limits.centre)}
              />
              <text className={styles.tick} x={x(1) + beside} y={y(limits.centre) + 4}>
                {t('coaching.series_usual', { share: percent(limits.centre) })}
              </text>
            </>
          )}
          {[bottom, top].map((share) => (
            <text key={share} className={styles.tick} x={x(0) - beside} y={y(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          ))}
          {weeks.map(({ week }, n) =>
            (weeks.length - 1 - n) % every === 0 ? (
              <text key={week} className={styles.tick} x={at(n)} y={height - 6} textAnchor="middle">
                {date(week)}
              </text>
            ) : null,
          )}
          <polyline className={styles.line} points={points.map((one) => `${one.x},${one.y}`).join(' ')} />
          {points.map((one) => (
            <circle
              key={one.week}
              className={one.signal ? styles.signal : styles.point}
              cx={one.x}
              cy={one.y}
              r={one.signal ? 5 : 2.5}
            />
          ))}
        </svg>
      )}
    </div>
  )
}

/** To the tenth below and above, so that noise is not blown up to fill the picture. */
function scaleOf(shares: readonly number[]): [bottom: number, top: number] {
  const bottom = Math.max(0, Math.floor(Math.min(...shares, 1) * 10) / 10)
  const top = Math.min(1, Math.ceil(Math.max(...shares, 0) * 10) / 10)
  return top - bottom >= 0.2 ? [bottom, top] : [Math.max(0, bottom - 0.1), Math.min(1, top + 0.1)]
}
