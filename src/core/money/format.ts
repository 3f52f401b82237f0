/** BCP 47 locales of our languages: Latin digits in Arabic, as payments in our markets are written. */
const locales: Record<string, string> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB', ar: 'ar-TN-u-nu-latn' }

export function localeOf(language: string): string {
  return locales[language] ?? 'en-GB'
}

/** Digits after the point of an ISO 4217 currency, as CLDR has them: EUR 2, TND 3, JPY 0. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/**
 * An amount in words of a language: 2350 EUR is "23,50 €" in Italian. Exact: the decimal text is made from the
 * integer by moving the point, and Intl formats that text; no float comes near it.
 */
export function formatMoney(minor: number, currency: string, language: string): string {
  const digits = minorDigits(currency)
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0')
  const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
  const format = new Intl.NumberFormat(localeOf(language), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(`${minor < 0 ? '-' : ''}${decimal}` as unknown as number)
}
