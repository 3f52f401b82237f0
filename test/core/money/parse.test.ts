import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoney } from '../../../src/core/money/parse.ts'

const euro = { digits: 2, decimal: ',' } as const
const dinar = { digits: 3, decimal: ',' } as const

describe('parseMoney', () => {
  it.each([
    ['12,50', 1250],
    ['12.50', 1250],
    ['12.5', 1250],
    ['12', 1200],
    ['12,', 1200],
    [',5', 50],
    ['0,01', 1],
    ['  25,00 € ', 2500],
    ['١٢٫٥٠', 1250],
    ['١٬٢٥٠٫٠٠', 125000],
    ['۱۲,۵۰', 1250],
    ['1.250', 125000],
    ['1.250,00', 125000],
    ['1,250.00', 125000],
    ['1 250,00', 125000],
    ['1\u202f250,00', 125000],
    ["1'250.00", 125000],
    ['1.250.000', 125000000],
    ['\u2068‎12,50\u2069', 1250],
    // floats would say 1998.9999999999998
    ['19,99', 1999],
  ])('reads %j in euro', (typed, minor) => {
    expect(parseMoney(typed, euro)).toEqual({ minor })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['€', 'empty'],
    ['dodici', 'not_a_number'],
    ['-5', 'not_a_number'],
    ['1e3', 'not_a_number'],
    ['.', 'not_a_number'],
    ['1.25.0', 'not_a_number'],
    ['12,3456', 'too_precise'],
    ['0,250', 'too_precise'],
    // a slip of the finger on 12,50 must not become twelve thousand
    ['12,505', 'too_precise'],
    ['١٫٢٥٠', 'too_precise'],
    ['10000000,01', 'too_large'],
    ['99999999999999999999', 'too_large'],
  ])('refuses %j in euro: %s', (typed, fault) => {
    expect(parseMoney(typed, euro)).toEqual({ fault })
  })

  it('keeps the three decimals of the dinar and refuses what has two readings', () => {
    expect(parseMoney('48,500', dinar)).toEqual({ minor: 48500 })
    expect(parseMoney('48,5', dinar)).toEqual({ minor: 48500 })
    expect(parseMoney('48.5', dinar)).toEqual({ minor: 48500 })
    expect(parseMoney('48.500', dinar)).toEqual({ fault: 'ambiguous' })
    expect(parseMoney('48.500', { digits: 3, decimal: '.' })).toEqual({ minor: 48500 })
    expect(parseMoney('1.048,500', dinar)).toEqual({ minor: 1048500 })
    expect(parseMoney('٤٨٫٥٠٠', { digits: 3, decimal: '.' })).toEqual({ minor: 48500 })
  })

  it('takes the language for the sign that could group or divide', () => {
    expect(parseMoney('1,250', { digits: 2, decimal: '.' })).toEqual({ minor: 125000 })
    expect(parseMoney('1.250', { digits: 2, decimal: '.' })).toEqual({ fault: 'too_precise' })
  })

  it('reads a currency without decimals', () => {
    expect(parseMoney('1.250', { digits: 0, decimal: ',' })).toEqual({ minor: 1250 })
    expect(parseMoney('12,5', { digits: 0, decimal: ',' })).toEqual({ fault: 'too_precise' })
  })

  it('reads back what each language writes', () => {
    const language = fc.constantFrom('it', 'fr', 'en-GB', 'ar-u-nu-latn', 'ar-EG')
    const currency = fc.constantFrom('EUR', 'TND', 'JPY')
    fc.assert(
      fc.property(language, currency, fc.integer({ min: 0, max: 1_000_000_000 }), (tag, code, minor) => {
        const format = new Intl.NumberFormat(tag, { style: 'currency', currency: code })
        const digits = format.resolvedOptions().maximumFractionDigits ?? 2
        const plain = new Intl.NumberFormat(tag, { minimumFractionDigits: digits })
        const decimal = tag === 'it' || tag === 'fr' ? ',' : '.'
        expect(parseMoney(plain.format(minor / 10 ** digits), { digits, decimal })).toEqual({ minor })
      }),
    )
  })
})
