import { readXmr, type XmrSignal, xmrChart } from '../statistics/xmr.ts'

/** A team's weekly shares, and which way is better. Outcomes only, of the team only, by whole weeks only. */
export const seriesMeasures = {
  /** of the contacts that ended, those the customer confirmed */
  confirmed: 'more',
  /** of the contacts that ended, those that came back on the same doubt */
  returns: 'less',
  /** of the ratings, those of 4 or 5 out of 5 */
  happy: 'more',
  /** of the support requests, those that somebody answered in time: owed to the team, not by it */
  support_in_time: 'more',
} as const
export type SeriesMeasure = keyof typeof seriesMeasures
export const seriesMeasureKinds = Object.keys(seriesMeasures) as SeriesMeasure[]

/** A week of fewer is left out of the chart, and its figures are not shown. */
export const fewestInWeek = 5

/** The series of one or two people would be theirs, not a team's: none is shown. */
export const fewestSeriesPeople = 3

export type CountedWeek = {
  /** its Monday */
  week: string
  count: number
  of: number
}

export type SeriesWeek = {
  week: string
  /** null: too few that week */
  counted: { count: number; of: number; share: number } | null
  signals: XmrSignal[]
  /** further from the week before than such neighbours are */
  jump: boolean
}

export type SeriesReading =
  | { says: 'too_few' }
  | { says: 'noise' }
  | { says: 'signal'; signal: XmrSignal; since: string; better: boolean }

export type Series = {
  weeks: SeriesWeek[]
  /** null below eight weeks that count */
  limits: { centre: number; lower: number; upper: number } | null
  reading: SeriesReading
}

/**
 * A series read by its XmR chart (statistics/xmr.ts): is the last week, or the run it is in, a signal, or the noise
 * that was always there?
 * @param weeks in time order
 */
export function readSeries(measure: SeriesMeasure, weeks: readonly CountedWeek[]): Series {
  const counting = weeks.filter(({ of }) => of >= fewestInWeek)
  const chart = xmrChart(counting.map(({ count, of }) => count / of))
  const points = new Map(counting.map(({ week }, nth) => [week, chart?.points[nth]]))
  return {
    weeks: weeks.map(({ week, count, of }) => ({
      week,
      counted: points.has(week) ? { count, of, share: count / of } : null,
      signals: points.get(week)?.signals ?? [],
      jump: points.get(week)?.jump ?? false,
    })),
    // a share's limits may leave 0 to 1; a share does not
    limits: chart && {
      centre: chart.centre,
      lower: Math.max(0, chart.lower),
      upper: Math.min(1, chart.upper),
    },
    reading: chart ? readingOf(measure, counting, readXmr(chart)) : { says: 'too_few' },
  }
}

function readingOf(
  measure: SeriesMeasure,
  counting: readonly CountedWeek[],
  read: ReturnType<typeof readXmr>,
): SeriesReading {
  if (read.says === 'noise') return read
  return {
    says: 'signal',
    signal: read.signal,
    since: counting[read.since]!.week,
    better: (read.direction === 'up') === (seriesMeasures[measure] === 'more'),
  }
}
