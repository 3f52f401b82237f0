import { minorDigits } from '../money/format.ts'
import { parseMoney } from '../money/parse.ts'

export type Amount = { minor: number; currency: string }

/** A number as people write one: 25 · 25,00 · 1.250,00 · 1 250 · 48,500 */
const numbers = /\d+(?:[.,'٫٬]\d+|[ \u00a0\u202f]\d{3}(?!\d))*/g
const currencySigns =
  /[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|tnd|dt|dinars?|mad|dh|dirhams?)\b|دينار|د\.?ت|يورو|دولار|درهم/u

/** Characters on either side of a number within which its currency stands. */
const reach = 12

/**
 * Whether a plain sentence names this amount. Either decimal sign is tried, and cents may be left out. A bare number
 * counts only where `bare` says that the sentence is about decisions anyway.
 */
export function namesAmount(sentence: string, amount: Amount, bare: boolean): boolean {
  if (amount.minor <= 0) return false
  const digits = minorDigits(amount.currency)
  return [...sentence.matchAll(numbers)].some((match) => {
    const end = match.index + match[0].length
    const around = sentence.slice(Math.max(0, match.index - reach), end + reach)
    return (bare || currencySigns.test(around)) && readingsOf(match[0], digits).includes(amount.minor)
  })
}

function readingsOf(written: string, digits: number): number[] {
  return ([',', '.'] as const).flatMap((decimal) => {
    const parsed = parseMoney(written, { digits, decimal })
    return 'minor' in parsed ? [parsed.minor] : []
  })
}
