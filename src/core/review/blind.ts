/** Blind to outcome: what a reviewer may not see in the words themselves, the sums that were decided. */
export type Sum = { minor: number; digits: number }

const digit = (d: string) => `[${d}${String.fromCharCode(0x660 + Number(d))}]`
const hidden = '•••'

/** A text without these sums, whichever decimal and thousands signs they are written with, in Latin or Arabic digits. */
export function hideSums(text: string, sums: readonly Sum[]): string {
  return sums.reduce((left, sum) => {
    if (sum.minor === 0) return left
    const whole = String(Math.floor(sum.minor / 10 ** sum.digits))
    const part =
      sum.digits > 0
        ? String(sum.minor)
            .padStart(sum.digits + 1, '0')
            .slice(-sum.digits)
        : ''
    const grouped = [...whole].map(digit).join("[.,\\s\u00a0\u202f'’٬]?")
    const trimmed = part.replace(/0+$/, '')
    const zeros = part.length - trimmed.length
    const decimals = trimmed
      ? `[.,٫]${[...trimmed].map(digit).join('')}${digit('0')}{0,${zeros}}`
      : `(?:[.,٫]${digit('0')}{1,${Math.max(part.length, 1)}})?`
    return left.replace(
      new RegExp(`(?<![\\d٠-٩])(?<![\\d٠-٩][.,٫٬])${grouped}${decimals}(?![.,٫]?[\\d٠-٩])`, 'gu'),
      hidden,
    )
  }, text)
}
