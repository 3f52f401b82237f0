/** BCP 47 locales of our languages: Latin digits in Arabic, as payments in our markets are written. */
const locales: Record<string, string> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB', ar: 'ar-TN-u-nu-latn' }

export function localeOf(language: string): string {
  return locales[language] ?? 'en-GB'
}

const digitsOf = new Map<string, number>()

/** Digits after the point of an ISO 4217 currency, as CLDR has them: EUR 2, TND 3, JPY 0. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    digits = format.resolvedOptions().maximumFractionDigits ?? 2
    digitsOf.set(currency, digits)
  }
  return digits
}

/** The decimal text of an amount, made by moving the point: 2350 with 2 digits is "23.50". No float comes near it. */
export function decimalText(minor: number, digits: number): string {
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
  return minor < 0 ? `-${whole}` : whole
}

/** An amount in words of a language, exactly: 2350 EUR is "23,50 €" in Italian. */
export function formatMoney(minor: number, currency: string, language: string): string {
  const digits = minorDigits(currency)
  return formatDecimal(decimalText(minor, digits), currency, language, digits)
}

/** An estimate, which has no cents: rounded half up to whole units, by integers. 60649 EUR is "606 €". */
export function formatWholeMoney(minor: number, currency: string, language: string): string {
  const unit = 10 ** minorDigits(currency)
  const raised = minor + (unit - (unit % 2)) / 2
  return formatDecimal(String((raised - (raised % unit)) / unit), currency, language, 0)
}

/** Making one takes longer than all else that is done to an amount; there are as many as currencies and languages. */
const formats = new Map<string, Intl.NumberFormat>()

/** Intl formats a decimal text exactly (ECMA-402 2023), where a number would be a float first. */
function formatDecimal(decimal: string, currency: string, language: string, digits: number): string {
  const key = `${localeOf(language)} ${currency} ${digits}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(localeOf(language), {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formats.set(key, format)
  }
  const text = format.format(decimal as unknown as number)
  // CLDR ends Arabic signs («د.ت.») with a full stop, which would stand twice where a sentence ends in an amount.
  return language === 'ar' ? text.replace(/(?<=\p{L})\.(?=\u200f?$)/u, '') : text
}
