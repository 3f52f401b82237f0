import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildHistory, type HistoryRow } from '../../../src/core/backtest/build.ts'
import { DamagedHistory, decodeHistory, encodeHistory } from '../../../src/core/backtest/file.ts'
import { factsAt, requestAt } from '../../../src/core/backtest/history.ts'
import { histories } from './arbitrary.ts'

const row: HistoryRow = {
  at: 1_750_000_000_000,
  customer: 'c',
  agent: 'a',
  team: 'lecce',
  power: 'refund',
  amount: { minor: 1250, currency: 'EUR' },
  days: null,
  level: 'full',
  facts: { touchpoint: 'billing', customer_value: { EUR: 90_000, TND: 5 }, vip: true, segment: 'Mr. Rossi?' },
  recorded: 'mandate',
  mandate: null,
  contact: 7,
}
const lecce = { id: 'lecce', timeZone: 'Europe/Rome' }

test('what is written is what is read', () => {
  fc.assert(
    fc.property(histories, (history) => {
      expect(decodeHistory(encodeHistory(history))).toEqual(history)
    }),
    { numRuns: 60 },
  )
})

test('a file is small, and is read wherever in memory it lies', () => {
  const builder = buildHistory([lecce])
  for (let i = 0; i < 2000; i++)
    builder.add({
      ...row,
      at: row.at + i * 9000,
      customer: i % 300,
      amount: { minor: 100 + i, currency: 'EUR' },
    })
  const history = builder.build()
  const file = encodeHistory(history)
  expect(file.length / 2000).toBeLessThan(10)
  const elsewhere = new Uint8Array(file.length + 3)
  elsewhere.set(file, 3)
  expect(decodeHistory(elsewhere.subarray(3))).toEqual(history)
})

test('an ask reads as it was added: money in its own currency, and no text that might be a name', () => {
  const builder = buildHistory([lecce])
  builder.add(row)
  const history = builder.build()
  expect(requestAt(history, 0)).toEqual({ power: 'refund', amount: row.amount, days: null })
  expect(factsAt(history, 0)).toEqual({ touchpoint: 'billing', customer_value: { EUR: 90_000 }, vip: true })
})

test('a number with very many values, and none at all, are kept', () => {
  const builder = buildHistory([lecce])
  for (let i = 0; i < 70_000; i++) builder.add({ ...row, facts: i === 5 ? {} : { orders: i * 3 } })
  const { facts } = decodeHistory(encodeHistory(builder.build()))
  expect(facts.orders!.kind).toBe('number')
  const { numbers } = facts.orders as { numbers: Float64Array }
  expect([numbers[4], numbers[5], numbers[69_999]]).toEqual([12, Number.NaN, 209_997])
})

test.each<[string, Partial<HistoryRow>, RegExp]>([
  ['earlier', { at: row.at - 1 }, /Row 2: it is earlier/],
  ['of no team', { team: 'tunis' }, /Row 2: there is no team tunis/],
  ['of half a cent', { amount: { minor: 0.5, currency: 'EUR' } }, /Row 2: its amount/],
  ['of half a day', { days: 0.5 }, /Row 2: its days/],
  ['with a contact that is no index', { contact: -1 }, /Row 2: its contact/],
])('a row %s is refused by its number', (_name, wrong, message) => {
  const builder = buildHistory([lecce])
  builder.add(row)
  expect(() => builder.add({ ...row, ...wrong })).toThrow(message)
})

test('a damaged file is refused, and never read past its end', () => {
  const builder = buildHistory([lecce])
  for (let i = 0; i < 50; i++) builder.add({ ...row, at: row.at + i * i, contact: i })
  const file = encodeHistory(builder.build())
  for (let length = 0; length < file.length - 7; length += 5)
    expect(() => decodeHistory(file.subarray(0, length))).toThrow(DamagedHistory)
  expect(() => decodeHistory(Uint8Array.from(file, (byte, i) => (i === 0 ? 0 : byte)))).toThrow(
    /no file of past asks/,
  )
  expect(() => decodeHistory(Uint8Array.from(file, (byte, i) => (i === 7 ? 50 : byte)))).toThrow(
    /of version 02/,
  )
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const damaged = Uint8Array.from(file, (byte, i) => (i === at ? byte ^ by : byte))
      try {
        decodeHistory(damaged)
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedHistory)
      }
    }),
    { numRuns: 1000 },
  )
})
