/**
 * One appointment as an iCalendar file (RFC 5545). Times are UTC: every calendar shows them in its own zone, and no
 * VTIMEZONE can be wrong.
 */
export type Appointment = {
  /** the same for each version of the appointment */
  uid: string
  /** grows with each version */
  sequence: number
  /** milliseconds since 1970 */
  writtenAt: number
  startsAt: number
  minutes: number
  summary: string
  description: string
  url: string
}

/** The file's text, with CRLF and lines of at most 75 octets. An alarm a day before says the summary. */
export function writeCalendar(appointment: Appointment): string {
  const { startsAt, minutes, summary } = appointment
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cartabianca//Coaching//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeText(appointment.uid)}`,
    `SEQUENCE:${appointment.sequence}`,
    `DTSTAMP:${utc(appointment.writtenAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(startsAt + minutes * 60_000)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(appointment.description)}`,
    `URL:${appointment.url.replace(/[\r\n]/g, '')}`,
    'STATUS:CONFIRMED',
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P1D',
    `DESCRIPTION:${escapeText(summary)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** Section 3.3.11: backslash, semicolon, comma and line ends; other control characters have no place in a text. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** Section 3.1: no line longer than 75 octets of UTF-8; the next begins with a space. Characters stay whole. */
export function fold(line: string): string {
  const folded: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > 75) {
      folded.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...folded, current].join('\r\n')
}

/** Octets of one code point in UTF-8. */
export function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}
