import { escapeForPattern, foldText, matchesOf, type Span } from './span.ts'
import { alsoWords, cues, givenNames, notNames, particles, surelyNamed, titles } from './word-lists.ts'

const arabic = /[\u0620-\u064a]/
const begin = '(?<![\\p{L}\\p{N}\\p{M}])'
const edge = '(?![\\p{L}\\p{N}\\p{M}])'
/** And, by, to, as: written together with the word that follows. */
const joined = '(?:(?<=(?<![\\p{L}\\p{M}])[وفبلك]{1,2})|(?<![\\p{L}\\p{M}]))'

/** A name's words as they are compared. */
export const tokensOf = (name: string): string[] =>
  foldText(name.normalize('NFKC'))
    .replace(/[\u064b-\u0652]/g, '')
    .split(/[\s.]+/)
    .filter((token) => token !== '')

/** The words of a name that lead to the person even alone. */
export const tellingOf = (name: string): string[] => {
  const tokens = tokensOf(name)
  const parts = tokens.flatMap((token) => (token.includes('-') ? [token, ...token.split('-')] : [token]))
  const telling = parts.filter((token) => !particles.has(token) && token.length >= 2)
  return telling.length > 0 ? telling : tokens
}

/** Where a name that is known stands in a text: whole, in part, turned round, run together, with an initial. */
export function findKnown(text: string, name: string): Span[] {
  const folded = foldText(text)
  const tokens = tokensOf(name)
  if (tokens.length === 0) return []
  const telling = tellingOf(name)
  const isArabic = arabic.test(name)
  const word = `(?:${[...telling]
    .sort((a, b) => b.length - a.length)
    .map(patternOf)
    .join('|')})`
  const between = tokens.filter((token) => particles.has(token)).map(patternOf)
  const more = between.length > 0 ? `(?:(?:${between.join('|')})[\\s'-]*)*` : ''
  const initial = `(?:[${[...new Set(telling.map((token) => escapeForPattern(token[0]!)))].join('')}]\\.\\s?){0,2}`
  const together = tokens.map(patternOf).join('[._]?')
  const pattern = new RegExp(
    `${isArabic ? joined : begin}(?:${together}|${initial}${more}${word}(?:[\\s_-]+${more}${word})*)${edge}`,
    'gu',
  )
  return matchesOf(pattern, folded).map(({ start, end }) => {
    const written = text.slice(start, end)
    const dressed = isArabic || /^\P{L}*\p{Lu}/u.test(written)
    return { start, end, kind: 'name', sure: dressed || telling.length > 1, replace: true }
  })
}

/** Names that nobody told us, by what stands before them, and by given names. */
export function findNames(text: string, keep: ReadonlySet<string>): Span[] {
  const words = wordsOf(text)
  const found: Span[] = []
  for (let index = 0; index < words.length; index++) {
    const after = cueAt(words, index)
    const span = after
      ? nameFrom(words, index + after.length, keep, after.kind)
      : givenNames.has(words[index]!.bare) && isWritten(words[index]!)
        ? nameFrom(words, index, keep, 'given')
        : null
    if (span) found.push(span)
  }
  return found
}

/** Capitals in the middle of a sentence that nothing explains: only pointed at. */
export function findCapitals(text: string, keep: ReadonlySet<string>): Span[] {
  const found: Span[] = []
  for (const { start, end, match } of matchesOf(/(?<=[\p{Ll},;:]\s)\p{Lu}[\p{L}'’-]+/gu, text))
    if (!keep.has(foldText(match[0])) && !titleSet.has(foldText(match[0])) && match[0].length > 2)
      found.push({ start, end, kind: 'name', sure: false, replace: false })
  for (const { start, end, bare } of wordsOf(text))
    if (alsoWords.has(bare)) found.push({ start, end, kind: 'name', sure: false, replace: false })
  return found
}

type Word = { start: number; end: number; written: string; folded: string; bare: string; gap: string }

function wordsOf(text: string): Word[] {
  const folded = foldText(text)
  let last = 0
  return matchesOf(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu, text).map(({ start, end, match }) => {
    const gap = text.slice(last, start)
    last = end
    const plain = folded.slice(start, end).replace(/[\u064b-\u0652]/g, '')
    return { start, end, written: match[0], folded: plain, bare: bareOf(plain), gap }
  })
}

/** Without the letters that Arabic writes together with the next word, where a given name is left. */
function bareOf(word: string): string {
  if (!arabic.test(word) || givenNames.has(word)) return word
  const stripped = word.replace(/^[وف]?[بلك]?/, '')
  return givenNames.has(stripped) ? stripped : word
}

const cueTokens = cues.map(
  (cue) => ({ tokens: cue.split(' '), kind: surelyNamed.has(cue) ? 'sure' : 'cue' }) as const,
)
const titleSet = new Set(titles)

type CueKind = 'title' | 'sure' | 'cue' | 'given'

function cueAt(words: Word[], index: number): { length: number; kind: CueKind } | null {
  const word = words[index]!
  if (titleSet.has(word.folded) || titleSet.has(word.folded.replace(/^[وف]?(?:لل|ل|ب)/, 'ال')))
    return { length: 1, kind: 'title' }
  let best: { length: number; kind: CueKind } | null = null
  for (const { tokens, kind } of cueTokens)
    if (
      tokens.every(
        (token, nth) =>
          words[index + nth]?.folded === token && (nth === 0 || words[index + nth]!.gap.length <= 2),
      ) &&
      tokens.length > (best?.length ?? 0)
    )
      best = { length: tokens.length, kind }
  return best
}

/** The words from here on that make a name, given why one is expected. */
function nameFrom(words: Word[], from: number, keep: ReadonlySet<string>, kind: CueKind): Span | null {
  const first = words[from]
  if (!first || keep.has(first.folded)) return null
  // "Buongiorno, sono…" and "Grazie.\nGiulia Ferrante": a comma, a stop of a title, the end of a line
  if (kind !== 'given' && !/^[\s.,:'’!،]{0,4}$/.test(first.gap)) return null
  if (titleSet.has(first.folded) || cueAt(words, from)) return null
  const isArabic = arabic.test(first.folded)
  const loose = kind === 'title' || kind === 'sure'
  if (notNames.has(first.folded)) return null
  const capital = isCapital(first)
  if (isArabic ? !loose && !givenNames.has(first.bare) : !capital && !loose) return null
  if (kind === 'given' && alsoWords.has(first.bare) && !followsAsFamily(words[from + 1])) return null
  const begins = first.start + (first.folded.length - first.bare.length)
  let last = from
  for (let next = from + 1; next <= from + 4; next++) {
    const word = words[next]
    if (!word || !/^[ '’.-]{1,2}$|^\n$/.test(word.gap) || keep.has(word.folded)) break
    if (word.gap === '\n' && kind !== 'title') break
    const particle = particles.has(word.folded)
    if (particle) {
      const then = words[next + 1]
      if (then && !notNames.has(then.folded) && (isArabic || isCapital(then) || !capital)) continue
      break
    }
    if (notNames.has(word.folded) || titleSet.has(word.folded)) break
    const afterParticle = particles.has(words[next - 1]!.folded)
    if (
      isArabic
        ? !(afterParticle || followsAsFamily(word) || (loose && next === from + 1))
        : capital
          ? !isCapital(word)
          : !(loose && next - from === 1) && !afterParticle
    )
      break
    last = next
  }
  return {
    start: isArabic ? begins : first.start,
    end: words[last]!.end,
    kind: 'name',
    sure: isArabic ? kind !== 'cue' : capital,
    replace: true,
  }
}

const isCapital = (word: Word) => /^\p{Lu}/u.test(word.written)
const isWritten = (word: Word) => arabic.test(word.folded) || isCapital(word)
/** An Arabic family name: with the article, or with one of the words that lead a family's name, or a name itself. */
const followsAsFamily = (word: Word | undefined) =>
  word !== undefined &&
  arabic.test(word.folded) &&
  word.gap === ' ' &&
  !notNames.has(word.folded) &&
  ((word.folded.startsWith('ال') && word.folded.length > 4 && /ي$/.test(word.folded)) ||
    particles.has(word.folded) ||
    givenNames.has(word.folded))

function patternOf(token: string): string {
  if (!arabic.test(token)) return escapeForPattern(token).replace(/-/g, '[\\s-]?')
  const article =
    token.startsWith('ال') && token.length > 4 ? `(?:ال|لل|${'ل'})${marked(token.slice(2))}` : marked(token)
  return token === 'عبد' ? `${article}\\s?` : article
}

/** Vowel signs may stand between the letters. */
const marked = (token: string) =>
  [...token].map((letter) => `${escapeForPattern(letter)}[\\u064b-\\u0652]*`).join('')
