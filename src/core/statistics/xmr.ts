/**
 * XmR charts (individuals and moving ranges): is a change in a series a signal, or the noise it always had?
 * W. A. Shewhart's limits in the form of D. J. Wheeler, Understanding Variation (2nd ed., 2000): 2.66 = 3/d₂
 * and 3.267 = D₄ for ranges of two neighbours (d₂ = 1.128).
 */
const perMeanRange = 2.66
const upperRangePerMean = 3.267
/** This many in a row on one side of the centre are a signal (Wheeler's rule of eight). */
const runLength = 8
/** Fewer values give limits that the next value would overturn: none are given. */
export const fewestForChart = 8

export type XmrSignal =
  /** above the upper or below the lower limit */
  | 'beyond_limits'
  /** in a run of eight or more on one side of the centre */
  | 'run'

export type XmrPoint = {
  value: number
  /** distance from the value before; null for the first */
  range: number | null
  side: 'above' | 'below' | 'centre'
  signals: XmrSignal[]
  /** the range is beyond its own limit: a jump, whatever the level */
  jump: boolean
}

export type XmrChart = {
  centre: number
  lower: number
  upper: number
  meanRange: number
  upperRange: number
  points: XmrPoint[]
}

/**
 * The chart of a series in time order; null below eight values.
 * @param baseline how many of the first values give centre and limits; all of them when left out
 * @throws RangeError for a value that is not finite, or a baseline below eight or beyond the series
 */
export function xmrChart(values: readonly number[], baseline = values.length): XmrChart | null {
  if (values.some((value) => !Number.isFinite(value))) throw new RangeError('A value is not a number.')
  if (values.length < fewestForChart) return null
  if (baseline < fewestForChart || baseline > values.length)
    throw new RangeError(`A baseline has from ${fewestForChart} to all of the values.`)
  const ranges = values.map((value, i) => (i === 0 ? null : Math.abs(value - values[i - 1]!)))
  const centre = meanOf(values.slice(0, baseline))
  const meanRange = meanOf(ranges.slice(1, baseline) as number[])
  const lower = centre - perMeanRange * meanRange
  const upper = centre + perMeanRange * meanRange
  const upperRange = upperRangePerMean * meanRange
  const sides = values.map((value) => (value > centre ? 'above' : value < centre ? 'below' : 'centre'))
  const inRun = runsOf(sides)
  const points = values.map((value, i): XmrPoint => {
    const range = ranges[i]!
    const signals: XmrSignal[] = []
    if (value > upper || value < lower) signals.push('beyond_limits')
    if (inRun[i]) signals.push('run')
    return { value, range, side: sides[i]!, signals, jump: range !== null && range > upperRange }
  })
  return { centre, lower, upper, meanRange, upperRange, points }
}

/** What a chart says now: of its last value, or of the run that the last value is in. */
export type XmrReading =
  | { says: 'noise' }
  | { says: 'signal'; signal: XmrSignal; direction: 'up' | 'down'; since: number }

/** `since` is the index of the first value of the signal. Signals that are over are not read. */
export function readXmr({ points }: XmrChart): XmrReading {
  const last = points.length - 1
  const point = points[last]!
  if (point.side === 'centre' || point.signals.length === 0) return { says: 'noise' }
  const signal = point.signals.includes('run') ? 'run' : 'beyond_limits'
  let since = last
  while (since > 0 && points[since - 1]!.side === point.side && points[since - 1]!.signals.includes(signal))
    since -= 1
  return { says: 'signal', signal, direction: point.side === 'above' ? 'up' : 'down', since }
}

function runsOf(sides: readonly XmrPoint['side'][]): boolean[] {
  const inRun = sides.map(() => false)
  for (let start = 0; start < sides.length; ) {
    let end = start + 1
    while (end < sides.length && sides[end] === sides[start]) end += 1
    // A value on the centre itself is on neither side: it breaks a run.
    if (sides[start] !== 'centre' && end - start >= runLength) inRun.fill(true, start, end)
    start = end
  }
  return inRun
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
