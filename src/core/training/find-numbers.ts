import { likeDigits } from './find-dates.ts'
import { foldText, matchesOf, type Span } from './span.ts'

const currency =
  '(?:€|\\$|£|eur|euro|euros|usd|dollar|dollars|dollari|gbp|pounds?|tnd|dt|dinars?|dinari|dinaro|millimes?|دينار(?:ا|ات)?|دنانير|يورو|د\\.ت|دولار(?:ا|ات)?|مليم)'
const figure = "(?:\\d{1,3}(?:[ .,'٬]\\d{3})+(?:[.,٫]\\d{1,3})?|\\d{1,7}(?:[.,٫]\\d{1,3})?)"
const amounts = [
  new RegExp(`(?<![\\p{L}\\d])${currency}\\s?(${figure})(?![\\d])`, 'gu'),
  new RegExp(`(?<![\\d.,/+-])(?<!\\d[ ])(${figure})\\s?${currency}(?![\\p{L}\\d])`, 'gu'),
]

const link =
  /(?:https?:\/\/|www\.)[^\s<>"«»]+|(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+(?:com|it|fr|tn|net|org|eu|uk|io|info|me|app)(?:\/[^\s<>"«»]*)?(?![\p{L}\p{N}@])/gu
const mail = /[\p{L}\p{N}._%+'-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const handle = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu
const iban =
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z]{4})?(?:[ -]?(?=[a-z]{0,3}\d)[a-z0-9]{1,4}){3,9}(?![\p{L}\p{N}])/gu
/** Digits that belong together, with what stands between them; letters at neither end. */
const run = /(?<![\p{L}\p{N}])(?:\+|\()?\d(?:[ ().\-/·_*x]{0,3}\d)*(?![\p{L}\p{N}])/gu
const mixed =
  /(?<![\p{L}\p{N}@])(?=[a-z0-9/_-]*\d)(?=[a-z0-9/_-]*[a-z])[a-z0-9][a-z0-9/_-]{3,}[a-z0-9](?![\p{L}\p{N}@])/gu
/** A code said to be one: what follows is hidden even without a digit in it, where it is written in capitals. */
const saidCode =
  /(?:prenotazione|prenotata|codice|pratica|contratto|biglietto|reservation|dossier|reference|ref|code|contrat|billet|booking|confirmation|ticket|pnr|password|pin|حجز|الحجز|رمز|رقم|مرجع|ملف)\s*(?:n[°.º]?|no\.?|nr\.?|num\.?|è|e'|is|est|number|numero|هو)?\s*[:#]?\s*([a-z0-9][a-z0-9/_-]{2,15})(?![\p{L}\p{N}])/gu
const lastFour =
  /(?:finale|finisce (?:per|con)|termina (?:per|con|in)|ultime (?:quattro|4) cifre|ending(?: in)?|last four(?: digits)?|terminant par|se termine par|derniers chiffres|finissant par|تنتهي ب|اخر اربعه ارقام|آخر)\s*(?:sono|are|is|sont|:|-|هي)?\s*(\d{4})(?!\d)/gu
const clock = /^\d{1,2}[.:]\d{2}$/
/** 10.000 may be points or metres: up to six digits in groups are pointed at only. */
const grouped = /^\d{1,3}(?:[.,' ]\d{3})$/
const ordinary =
  /^(?:\d+(?:h|x|d|g|gg|km|kg|cm|mm|mb|gb|min|mn|am|pm|st|nd|rd|th|er|e|eme)\d*|(?:covid|a|b|c)-?\d{1,2})$/

/** Addresses of the net, accounts, cards, telephone numbers, codes; and amounts, which stay. */
export function findNumbers(text: string): { links: Span[]; amounts: Span[]; numbers: Span[] } {
  const folded = foldText(text)
  const links: Span[] = [
    ...spans(mail, folded, 'mail'),
    ...spans(link, folded, 'link').map((span) => ({ ...span, end: withoutStop(folded, span) })),
    ...spans(handle, folded, 'mail'),
  ]
  const numbers: Span[] = [...spans(iban, folded, 'number')]
  for (const { end, match } of matchesOf(saidCode, folded)) {
    const code = match[1]!
    const start = end - code.length
    const written = text.slice(start, end)
    const capitals = written.length >= 4 && written === written.toUpperCase() && /\p{Lu}/u.test(written)
    if (/\d/.test(code) || capitals) numbers.push({ start, end, kind: 'code', sure: true, replace: true })
  }
  for (const { end } of matchesOf(lastFour, folded))
    numbers.push({ start: end - 4, end, kind: 'number', sure: true, replace: true })
  for (const { start, end, match } of matchesOf(run, folded)) {
    const digits = match[0].replace(/\D/g, '').length
    if (digits < 4 || clock.test(match[0])) continue
    const year = digits === 4 && /^(?:19|20)\d\d$/.test(match[0])
    if (year) continue
    const sure = digits > 4 && !grouped.test(match[0])
    numbers.push({ start, end, kind: 'number', sure, replace: sure })
  }
  for (const { start, end, match } of matchesOf(mixed, folded)) {
    if (ordinary.test(match[0])) continue
    const sure = /\d{2}/.test(match[0]) || match[0].replace(/\D/g, '').length > 1
    numbers.push({ start, end, kind: 'code', sure, replace: true })
  }
  const kept = amounts
    .flatMap((pattern) => spans(pattern, folded, 'amount'))
    .map((span) => ({ ...span, replace: false }))
  return { links, amounts: kept, numbers }
}

/**
 * An amount moved by a percentage, in the form in which it is written: its digits, its separators where they stood,
 * whole ones whole. What the separators mean need not be known: 48,500 dinars and 1,250 euros keep three digits.
 * @param percent 100 leaves it as it is
 */
export function scaleAmount(written: string, percent: number): string {
  if (percent === 100) return written
  return written.replace(/\p{Nd}[\p{Nd} .,'٬٫]*\p{Nd}|\p{Nd}/u, (figures) => {
    const digits = foldText(figures).replace(/\D/g, '')
    const separators = [...figures.matchAll(/[^\p{Nd}]+/gu)].map((found) => ({
      sign: found[0],
      /** digits to its right */
      right: figures.slice(found.index).replace(/[^\p{Nd}]/gu, '').length,
    }))
    const last = separators.at(-1)?.right ?? 0
    // nought before a fraction stays: of three digits only dinars have one
    const fraction = last < 3 || inDinars.test(written) ? last : 0
    let scaled = String(Math.round((Number(digits) * percent) / 100)).padStart(fraction + 1, '0')
    // from the right, so that what is left of one does not move it
    for (const { sign, right } of separators.reverse()) {
      const at = placeOf(scaled, right)
      if (at > 0) scaled = `${scaled.slice(0, at)}${sign}${scaled.slice(at)}`
    }
    return likeDigits(scaled, figures)
  })
}

const inDinars = /dinar|tnd|dt|دينار|دنانير|د\.ت/i

/** Where in a number with signs in it so many digits are to the right; 0 where it has no more than those. */
function placeOf(scaled: string, right: number): number {
  let left = right
  for (let at = scaled.length; at > 0; at--) {
    if (left === 0) return at
    if (/\d/.test(scaled[at - 1]!)) left -= 1
  }
  return 0
}

const spans = (pattern: RegExp, text: string, kind: Span['kind']): Span[] =>
  matchesOf(pattern, text).map(({ start, end }) => ({ start, end, kind, sure: true, replace: true }))

/** A link at the end of a sentence does not end with its full stop. */
const withoutStop = (text: string, { start, end }: Span) =>
  start + text.slice(start, end).replace(/[.,;:!?)\]]+$/, '').length
