import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, fold, octetsOf, writeCalendar } from '../../../src/core/coaching-session/calendar.ts'

const appointment = {
  uid: '11111111-1111-4111-8111-111111111111@localhost',
  sequence: 1,
  writtenAt: Date.parse('2026-11-12T09:00:00Z'),
  startsAt: Date.parse('2026-11-20T13:30:00Z'),
  minutes: 45,
  summary: 'Coaching; Paola, Giulia\\Quarta',
  description: 'First line\nhttps://example.org/x',
  url: 'https://example.org/coaching/sessions/1',
}

const typed = fc
  .array(fc.constantFrom(...'\r\n\t\0\u0085\\;,:"a è ع😀', '\r\n', '\r\nEND:VEVENT'), { maxLength: 300 })
  .map((parts) => parts.join(''))

test('an appointment in UTC, escaped, with CRLF', () => {
  expect(writeCalendar(appointment).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cartabianca//Coaching//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:11111111-1111-4111-8111-111111111111@localhost',
    'SEQUENCE:1',
    'DTSTAMP:20261112T090000Z',
    'DTSTART:20261120T133000Z',
    'DTEND:20261120T141500Z',
    'SUMMARY:Coaching\\; Paola\\, Giulia\\\\Quarta',
    'DESCRIPTION:First line\\nhttps://example.org/x',
    'URL:https://example.org/coaching/sessions/1',
    'STATUS:CONFIRMED',
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P1D',
    'DESCRIPTION:Coaching\\; Paola\\, Giulia\\\\Quarta',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('octets are those of UTF-8', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x10ffff }), (code) => {
      fc.pre(code < 0xd800 || code > 0xdfff)
      const character = String.fromCodePoint(code)
      expect(octetsOf(character)).toBe(Buffer.byteLength(character))
    }),
  )
})

test('no line is longer than 75 octets, and unfolding gives back what was folded', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const line = `SUMMARY:${escapeText(text)}`
      const folded = fold(line)
      for (const one of folded.split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75)
      expect(folded.replaceAll('\r\n ', '')).toBe(line)
    }),
  )
})

test('nothing that somebody types begins a line of its own', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const file = writeCalendar({ ...appointment, summary: `${text}\r\nATTENDEE:x`, description: text })
      const unfolded = file.replaceAll('\r\n ', '')
      expect(unfolded.split('\r\n')).toHaveLength(24)
      expect(unfolded).not.toMatch(/[^\r]\n|\r[^\n]/)
    }),
  )
})
