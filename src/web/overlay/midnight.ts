/** The instant at which a calendar date begins in an IANA zone, as the contract writes it. */
export function midnightIn(date: string, timeZone: string): string {
  const utc = Date.parse(`${date}T00:00:00.000Z`)
  // the second look is for nights in which the clocks change
  const near = utc - offsetAt(utc, timeZone)
  return new Date(utc - offsetAt(near, timeZone)).toISOString()
}

/** How far the zone's clocks are ahead of UTC at an instant, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const parts: Record<string, string> = {}
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value
  const { year, month, day, hour, minute, second } = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`) - instant
}
