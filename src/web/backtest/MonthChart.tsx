import { useWidth } from '../ui/use-width.ts'
import styles from './Backtest.module.css'
import { scaleOf, spread } from './scale.ts'

export type ChartSeries = {
  /** the draft is the line; what it is compared with stands behind it */
  kind: 'draft' | 'in_force'
  name: string
  values: readonly number[]
}

type MonthChartProps = {
  /** read aloud in the picture's place */
  label: string
  /** as they are written below, in order of time */
  months: readonly string[]
  series: readonly ChartSeries[]
  /** a value on the axis */
  say: (value: number) => string
  /** the axis ends here, where it is not the largest value that says where */
  top?: number
  rtl: boolean
}

const height = 190
/** Room for the axis' figures, the series' names, the months. */
const margin = { start: 76, end: 84, top: 12, bottom: 26 }

/** Lines over months, named where they end; from right to left time runs that way too. */
export function MonthChart({ label, months, series, say, top, rtl }: MonthChartProps) {
  const [frame, width] = useWidth()
  const { ticks, max } = scaleOf(top ?? Math.max(1, ...series.flatMap(({ values }) => values)))
  const inner = Math.max(1, width - margin.start - margin.end)
  const along = (part: number) => margin.start + part * inner
  const x = (part: number) => (rtl ? width - along(part) : along(part))
  const at = (i: number) => x(months.length < 2 ? 0.5 : i / (months.length - 1))
  const y = (value: number) => margin.top + (1 - value / max) * (height - margin.top - margin.bottom)
  const every = Math.ceil(months.length / Math.max(1, Math.floor(inner / 52)))
  const ends = spread(
    series.map(({ values }) => y(values.at(-1) ?? 0)),
    16,
  )
  return (
    <div ref={frame} className={styles.chart}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
              <text className={styles.tick} x={x(0) + (rtl ? 10 : -10)} y={y(tick) + 4} textAnchor="end">
                {say(tick)}
              </text>
            </g>
          ))}
          {months.map((month, i) =>
            // the last month is always named: counted from there
            (months.length - 1 - i) % every === 0 ? (
              <text key={month} className={styles.tick} x={at(i)} y={height - 6} textAnchor="middle">
                {month}
              </text>
            ) : null,
          )}
          {series.map(({ kind, name, values }, nth) => (
            <g key={kind} className={kind === 'draft' ? styles.draft : styles.inForce}>
              <polyline points={values.map((value, i) => `${at(i)},${y(value)}`).join(' ')} />
              {kind === 'draft' &&
                values.map((value, i) => (
                  <circle key={months[i]} cx={at(i)} cy={y(value)} r={values.length > 24 ? 1.5 : 3} />
                ))}
              <text x={x(1) + (rtl ? -10 : 10)} y={(ends[nth] ?? 0) + 4} textAnchor="start">
                {name}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}
