import { escapeForPattern, foldText, matchesOf, type Span } from './span.ts'

const number =
  '(?:\\s*,?\\s*(?:n(?:um(?:ero)?)?[.°º]?\\s*|no\\.?\\s*|رقم\\s*)?\\d{1,4}(?:\\s?(?:bis|ter)(?!\\p{L})|/?[a-z](?!\\p{L}))?)'
const town = "(?:\\s*[,،-]?\\s*\\d{4,5}(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2})?"
const capitals =
  "(?:(?:[dD](?:i|e|el|ella|ei|u|es|egli)|[dDlL]['’]|[lL]a|[lL]es?|of|the|[a-z]{1,2}\\.)\\s?)*\\p{Lu}[\\p{L}'’.-]*"

/** By the word for a street; with capitals, or with a house number. */
const patterns = [
  new RegExp(
    `(?<![\\p{L}])(?:[Vv]ia|[Vv]iale|[Cc]orso|[Pp]iazza|[Pp]iazzale|[Ll]argo|[Vv]icolo|[Ss]trada|[Vv]\\.le|[Pp]\\.za|[Cc]ontrada)\\s+(?!(?:[Mm]ail|[Ee]-?mail|SMS|PEC|App|WhatsApp|Web)(?!\\p{L}))${capitals}(?:\\s+${capitals}){0,4}${number}?${town}`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}])(?:via|viale|corso|piazza|vicolo|rue|avenue|boulevard)\\s+(?:[\\p{L}'’.]+\\s+){0,4}?[\\p{L}'’.]+${number}${town}`,
    'giu',
  ),
  new RegExp(
    `(?:(?<![\\p{L}\\d])\\d{1,4}\\s?(?:bis|ter)?\\s*,?\\s+)?(?<![\\p{L}])(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Aa]v\\.|[Pp]lace|[Aa]ll[ée]e|[Ii]mpasse|[Cc]hemin|[Cc]ité|[Qq]uai)\\s+${capitals}(?:\\s+${capitals}){0,4}${town}`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\d])\\d{1,4}\\s?(?:bis|ter)?\\s*,?\\s+(?:rue|avenue|boulevard|bd|place|all[ée]e|impasse|chemin|quai)\\s+(?:[\\p{L}'’-]+\\s+){0,3}?[\\p{L}'’-]+(?=\\s*(?:[,.;\\n]|$|\\d{5}))${town}`,
    'giu',
  ),
  new RegExp(
    `(?:[Ff]lat\\s+\\d+[a-zA-Z]?,?\\s*)?(?<![\\p{L}\\d])\\d{1,4}[a-zA-Z]?,?\\s+(?:[\\p{L}'’-]+\\s+){1,3}?(?:[Ss]treet|[Rr]oad|[Aa]venue|[Ll]ane|[Dd]rive|[Cc]lose|[Cc]rescent|[Ss]quare|[Cc]ourt|[Tt]errace|[Ww]ay|[Gg]ardens|St|Rd|Ave)(?![\\p{L}])${town}`,
    'gu',
  ),
  new RegExp(
    `(?:\\d{1,4}\\s*[,،]?\\s*)?(?<![\\p{L}])(?:[وفبل]?)(?:شارع|نهج|طريق|ساحه|زنقه|جاده)\\s+(?:(?:بن|ابن|ابو|ابي|ام)\\s+)?[\\p{L}]+(?:\\s+(?:ال\\p{L}+|بن\\s+\\p{L}+|ابن\\s+\\p{L}+|ابو\\s+\\p{L}+|بورقيبه|عاشور|حشاد|[\\p{L}]+(?=${number}))){0,3}${number}?`,
    'gu',
  ),
]
/** A British postcode; a postal code with its town. */
const codes = [
  /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])\d{5}\s+\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2}(?:\s*\([A-Z]{2}\))?/gu,
]

export function findAddresses(text: string): Span[] {
  const folded = foldText(text)
  const arabic = patterns.at(-1)!
  const street: Span[] = [
    ...patterns.slice(0, -1).flatMap((pattern) => matchesOf(pattern, text)),
    ...matchesOf(arabic, folded),
  ].map(({ start, end }) => ({
    start,
    end: end - trailing(text.slice(start, end)),
    kind: 'address',
    sure: true,
    replace: true,
  }))
  const postal: Span[] = codes
    .flatMap((pattern) => matchesOf(pattern, text))
    .map(({ start, end }) => ({ start, end, kind: 'place', sure: true, replace: true }))
  // the longest way to read an address first
  return [...street.sort((a, b) => b.end - b.start - (a.end - a.start)), ...postal]
}

/** Towns that are known of the people in the conversation. */
export function findPlaces(text: string, places: readonly string[]): Span[] {
  const folded = foldText(text)
  return places
    .map((place) => foldText(place.trim()))
    .filter((place) => place.length > 2)
    .flatMap((place) => {
      const begin = /\p{Script=Arabic}/u.test(place)
        ? '(?:(?<=(?<!\\p{L})[وفبل]{1,2})|(?<!\\p{L}))'
        : '(?<!\\p{L})'
      return matchesOf(new RegExp(`${begin}${escapeForPattern(place)}(?!\\p{L})`, 'gu'), folded)
    })
    .map(({ start, end }) => ({ start, end, kind: 'place', sure: true, replace: true }))
}

const trailing = (text: string) => /[\s,،.-]*$/.exec(text)![0].length
