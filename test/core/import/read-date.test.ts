import { expect, test } from 'vitest'
import { instantOf, isDateFormat, readCalendarDate, readWhen } from '../../../src/core/import/read-date.ts'
import { RowRefused } from '../../../src/core/import/read-value.ts'

const read = (text: string, format: string, zone?: string, time?: string) => {
  const at = readWhen(
    { row: { d: text }, empty: ['N/A'] },
    { column: 'd', format, ...(zone && { zone }), ...(time && { time }) },
  )
  return at === null ? null : new Date(at).toISOString()
}

test.each([
  ['7/29/2013', 'M/D/YYYY', 'America/New_York', '12:00', '2013-07-29T16:00:00.000Z'],
  ['1/29/2013', 'M/D/YYYY', 'America/New_York', '12:00', '2013-01-29T17:00:00.000Z'],
  ['29.07.2013 08:05', 'DD.MM.YYYY HH:mm', 'Europe/Rome', undefined, '2013-07-29T06:05:00.000Z'],
  ['2013-07-29', 'YYYY-MM-DD', undefined, undefined, '2013-07-29T00:00:00.000Z'],
  ['7/29/2013 12:30 AM', 'M/D/YYYY h:mm A', 'UTC', undefined, '2013-07-29T00:30:00.000Z'],
  ['7/29/2013 12:30 pm', 'M/D/YYYY h:mm A', 'UTC', undefined, '2013-07-29T12:30:00.000Z'],
  ['2024-02-29', 'iso', 'Africa/Tunis', '09:00', '2024-02-29T08:00:00.000Z'],
  ['2024-02-29T10:00:00+02:00', 'iso', 'Africa/Tunis', undefined, '2024-02-29T08:00:00.000Z'],
  ['2024-02-29 10:00:00.123456Z', 'iso', undefined, undefined, '2024-02-29T10:00:00.123Z'],
  ['2024-02-29T10:00', 'iso', 'Europe/Rome', undefined, '2024-02-29T09:00:00.000Z'],
  ['20240229', 'YYYYMMDD', undefined, undefined, '2024-02-29T00:00:00.000Z'],
])('%s as %s in %s at %s is %s', (text, format, zone, time, expected) => {
  expect(read(text, format, zone, time)).toBe(expected)
})

test.each([
  ['2/30/2013', 'M/D/YYYY'],
  ['13/1/2013', 'M/D/YYYY'],
  ['1/1/13', 'M/D/YYYY'],
  ['1/1/2013 ', 'M/D/YYYY'],
  ['0000-01-01', 'iso'],
  ['2024-02-29T25:00', 'iso'],
  ['2023-02-29', 'iso'],
  ['7/29/2013 13:30 AM', 'M/D/YYYY h:mm A'],
  ['yesterday', 'iso'],
])('%s is not a date of the form %s', (text, format) => {
  expect(() => read(text, format)).toThrow(RowRefused)
})

test('nothing is no date, and the latest of several counts', () => {
  expect(read('', 'iso')).toBeNull()
  expect(read('N/A', 'iso')).toBeNull()
  const row = { a: '2024-01-02', b: '2024-01-01', c: '' }
  const latest = ['a', 'b', 'c'].map((column) => ({ column, format: 'iso' }))
  expect(readWhen({ row, empty: [] }, { latest })).toBe(Date.parse('2024-01-02T00:00:00Z'))
})

test('a calendar date stays the date that was written', () => {
  const when = { column: 'd', format: 'DD/MM/YYYY', zone: 'Asia/Tokyo' }
  expect(readCalendarDate({ row: { d: '03/04/1961' }, empty: [] }, when)).toBe('1961-04-03')
})

test('a skipped hour moves forward, of a repeated one the first counts', () => {
  const wall = (text: string) => Date.parse(`${text}Z`)
  const told = (text: string) => new Date(instantOf(wall(text), 'Europe/Rome')).toISOString()
  expect(told('2024-03-31T02:30')).toBe('2024-03-31T01:30:00.000Z')
  expect(told('2024-10-27T02:30')).toBe('2024-10-27T00:30:00.000Z')
  expect(told('2024-10-27T03:30')).toBe('2024-10-27T02:30:00.000Z')
})

test.each([
  ['iso', true],
  ['M/D/YYYY', true],
  ['M/D', false],
  ['YYYY-MM-DD hh:mm', false],
  ['YYYY-MM-DD hh:mm A', true],
  ['YYYY-MM-DD M', false],
  ['YYYY-MM-DD HH h A', false],
])('the format %s is usable: %s', (format, usable) => {
  expect(isDateFormat(format)).toBe(usable)
})
