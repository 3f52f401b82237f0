/** What a stretch of a text is, as far as hiding people goes. `amount` is there so that nothing else takes it. */
export const spanKinds = [
  'link',
  'mail',
  'number',
  'code',
  'date',
  'address',
  'place',
  'name',
  'amount',
] as const
export type SpanKind = (typeof spanKinds)[number]

export type Span = {
  start: number
  end: number
  kind: SpanKind
  /** false: whoever approves should look */
  sure: boolean
  /** replaced, or only pointed at */
  replace: boolean
}

/** Zero-width characters, direction marks, soft hyphens, tatweel: they part words without being seen. */
const invisible = /[\u00ad\u0640\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** A text with one form of each character and nothing invisible; its sense and its lines stay. */
export function tidyText(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').replace(/\r\n?/g, '\n')
}

/** The same length as the text: lower-case, no accents, Latin digits, one form of each Arabic letter. */
export function foldText(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index++) {
    const letter = text[index]!
    const code = letter.charCodeAt(0)
    if (code >= 0x660 && code <= 0x669) folded += String(code - 0x660)
    else if (code >= 0x6f0 && code <= 0x6f9) folded += String(code - 0x6f0)
    else if (letter === 'ى') folded += 'ي'
    else if (letter === 'ة') folded += 'ه'
    else if (letter === '’' || letter === 'ʼ') folded += "'"
    else folded += (letter.normalize('NFD')[0] ?? letter).toLowerCase()[0] ?? letter
  }
  return folded
}

export const escapeForPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Every match of a global pattern, by its place. */
export function matchesOf(
  pattern: RegExp,
  text: string,
): { start: number; end: number; match: RegExpExecArray }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    match: match as RegExpExecArray,
  }))
}

/** Takes spans in order, leaving out what overlaps with one taken before. */
export function withoutOverlaps(spans: readonly Span[]): Span[] {
  const taken: Span[] = []
  for (const span of spans)
    if (span.end > span.start && !taken.some((one) => span.start < one.end && one.start < span.end))
      taken.push(span)
  return taken.sort((a, b) => a.start - b.start)
}
