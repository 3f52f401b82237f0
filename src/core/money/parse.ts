export type MoneyFault =
  | 'empty'
  | 'not_a_number'
  /** more decimals than the currency has */
  | 'too_precise'
  /** "1.250" of a currency with three decimals, typed where the comma is the decimal sign: two readings */
  | 'ambiguous'
  | 'too_large'

export type ParsedMoney = { minor: number } | { fault: MoneyFault }

/** The contract's ceiling for one amount, in minor units. */
const largest = 1_000_000_000

/**
 * Reads what a person typed as an amount ("12,50", "12.50", "1.250,00", "١٢٫٥٠") into integer minor units,
 * digit by digit: no floating point touches it. `digits` is the currency's number of decimals, `decimal` the
 * decimal sign of the person's language: it decides where one sign could be read in two ways ("1.250").
 */
export function parseMoney(
  typed: string,
  { digits, decimal }: { digits: number; decimal: ',' | '.' },
): ParsedMoney {
  const text = plain(typed)
  if (text === '') return { fault: 'empty' }
  if (!/^[\d.,]*\d[\d.,]*(٫\d*)?$/.test(text)) return { fault: 'not_a_number' }

  const split = splitDecimals(text, digits, decimal)
  if ('fault' in split) return split
  const whole = ungroup(split.whole)
  if (whole === undefined) return { fault: 'not_a_number' }
  if (split.fraction.length > digits) return { fault: 'too_precise' }

  const minor = `${whole}${split.fraction.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '')
  if (minor.length > String(largest).length || Number(minor) > largest) return { fault: 'too_large' }
  return { minor: Number(minor) }
}

/** Latin digits and decimal or grouping signs only; spaces, apostrophes, direction marks and currency signs go. */
function plain(typed: string): string {
  return typed
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\u060c/g, ',')
    .replace(/[\s\u066c'’\u200e\u200f\u061c\u2066-\u2069]|\p{Sc}/gu, '')
}

type Split = { whole: string; fraction: string } | { fault: MoneyFault }

function splitDecimals(text: string, digits: number, decimal: ',' | '.'): Split {
  const arabic = text.indexOf('٫')
  if (arabic !== -1) return { whole: text.slice(0, arabic), fraction: text.slice(arabic + 1) }
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last === -1) return { whole: text, fraction: '' }
  const sign = text[last]!
  const whole = text.slice(0, last)
  const fraction = text.slice(last + 1)

  if (whole.includes(sign)) return { whole: text, fraction: '' }
  const other = whole.includes(sign === '.' ? ',' : '.')
  if (other) return { whole, fraction }
  const couldGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (!couldGroup || sign === decimal) return { whole, fraction }
  return digits === 3 ? { fault: 'ambiguous' } : { whole: text, fraction: '' }
}

/** "1.250.000" is a grouped number, "1.25.0" is none. */
function ungroup(whole: string): string | undefined {
  if (whole === '') return '0'
  if (/^\d+$/.test(whole)) return whole
  return /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole) ? whole.replace(/[.,]/g, '') : undefined
}
