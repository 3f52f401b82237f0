import { minorDigits } from '../../core/money/format.ts'
import { parseMoney } from '../../core/money/parse.ts'
import { decimalSign } from '../ui/format.ts'

/** How people write the currencies of our markets beside an amount. Others: their code. */
const names: Record<string, string> = {
  EUR: '€|eur|euros?|يورو|أورو',
  TND: 'tnd|dt|د\\.?ت|dinars?|dinari|دينارا?|دنانير',
  USD: '\\$|usd|dollars?|dollari|دولارا?',
  GBP: '£|gbp|pounds?|sterline|livres?|جنيها?',
}
const figure = '[0-9٠-٩]+(?:[.,٫ \\u00a0][0-9٠-٩]+)*'

/**
 * Amounts that the customer wrote, in the order in which they stand: what a decision is most often about.
 * Only with a currency beside them; a mere number may be a date or an order.
 */
export function findMentioned(texts: readonly string[], currency: string): number[] {
  const name = names[currency] ?? currency
  const pattern = new RegExp(`(?:${name})\\s?(${figure})|(${figure})\\s?(?:${name})(?!\\p{L})`, 'giu')
  const found = new Set<number>()
  for (const text of texts) {
    for (const [, after, before] of text.matchAll(pattern)) {
      const read = parseMoney(after ?? before ?? '', {
        digits: minorDigits(currency),
        decimal: decimalSign(),
      })
      if ('minor' in read && read.minor > 0) found.add(read.minor)
    }
  }
  return [...found]
}
