import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, formatMoney, formatWholeMoney } from '../../../src/core/money/format.ts'

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u200f\u200e]/g, ' ').trim()

test.each([
  [2350, 'EUR', 'it', '23,50 €'],
  [2350, 'EUR', 'en', '€23.50'],
  [48500, 'TND', 'fr', '48,500 TND'],
  [48500, 'TND', 'ar', '48,500 د.ت'],
  [1, 'EUR', 'it', '0,01 €'],
  [0, 'JPY', 'en', 'JP¥0'],
  [1234, 'JPY', 'en', 'JP¥1,234'],
  [-2350, 'EUR', 'it', '-23,50 €'],
  // beyond what a double divides exactly
  [9007199254740991, 'EUR', 'en', '€90,071,992,547,409.91'],
])('%i %s in %s is %s', (minor, currency, language, text) => {
  expect(plain(formatMoney(minor, currency, language))).toBe(text)
})

test.each([
  [60649, 'EUR', '606 €'],
  [60650, 'EUR', '607 €'],
  [1240499, 'TND', '1240 TND'],
  [1240500, 'TND', '1241 TND'],
  [49, 'EUR', '0 €'],
])('an estimate of %i %s is %s', (minor, currency, text) => {
  expect(plain(formatWholeMoney(minor, currency, 'it'))).toBe(text)
})

test('the decimal text holds every unit: reading it back gives the same integer', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 2, 3), (minor, digits) => {
      const text = decimalText(minor, digits)
      expect(BigInt(text.replace('.', ''))).toBe(BigInt(minor))
      if (digits > 0) expect(text.split('.')[1]).toHaveLength(digits)
    }),
  )
})
