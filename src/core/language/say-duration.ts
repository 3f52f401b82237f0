export type DurationPart = { unit: 'second' | 'minute' | 'hour' | 'day'; value: number }

/**
 * A duration as people say it: the largest unit, and the next one only while it still matters (under ten of
 * the larger), rounded. 93 s is 2 minutes, 5400 s is 1 hour and 30 minutes, 40 h is 1 day and 16 hours.
 */
export function sayDuration(seconds: number): DurationPart[] {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return [{ unit: 'second', value: whole }]
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return [{ unit: 'minute', value: minutes }]
  if (minutes < 24 * 60) return two('hour', Math.floor(minutes / 60), 'minute', minutes % 60)
  const hours = Math.round(minutes / 60)
  return two('day', Math.floor(hours / 24), 'hour', hours % 24)
}

function two(
  unit: DurationPart['unit'],
  value: number,
  lesser: DurationPart['unit'],
  rest: number,
): DurationPart[] {
  const first = { unit, value }
  return rest === 0 || value >= 10 ? [first] : [first, { unit: lesser, value: rest }]
}
