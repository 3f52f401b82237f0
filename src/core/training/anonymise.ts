import { findAddresses, findPlaces } from './find-addresses.ts'
import { type FoundDate, findDates, likeDigits } from './find-dates.ts'
import { findCapitals, findKnown, findNames, tellingOf, tokensOf } from './find-names.ts'
import { findNumbers, scaleAmount } from './find-numbers.ts'
import { foldText, type Span, type SpanKind, tidyText, withoutOverlaps } from './span.ts'
import { standInNames, type TextLanguage } from './word-lists.ts'

export type { TextLanguage }

export type AnonymiseOptions = {
  language: TextLanguage
  /** whoever is known to be in the conversation: the customer, the agents, people they named */
  people: readonly string[]
  /** towns that are known of them */
  places: readonly string[]
  /** words that stay although they look like names: the client's, its products' */
  keep: readonly string[]
  /** by how many whole weeks dates move, one offset for the case; not 0 */
  weeks: number
  /** the calendar date of the conversation, YYYY-MM-DD */
  around: string
  /** what amounts become, in percent; 100 keeps them */
  amountPercent: number
}

/** A place of the new text that whoever approves should look at, and why. */
export type Doubtful = { start: number; end: number; kind: SpanKind; replaced: boolean }
export type Anonymised = { text: string; doubtful: Doubtful[] }

/**
 * Texts of one case with nobody in them. The same person, number or link gets the same stand-in in all of them, of no
 * gender, in the case's language. It finds what its patterns know: hence a person approves, and `doubtful` says where
 * to look. Pure: the same texts give the same result.
 */
export function anonymise(texts: readonly string[], options: AnonymiseOptions): Anonymised[] {
  const tidy = texts.map(tidyText)
  const keep = new Set([...options.keep.flatMap((name) => tokensOf(name)), ...options.keep.map(foldText)])
  const learned = tidy.flatMap((text) =>
    withoutOverlaps([...fixedSpans(text, options), ...findNames(text, keep)])
      .filter(({ kind }) => kind === 'name')
      .map(({ start, end }) => text.slice(start, end)),
  )
  const standIns = new StandIns(options, tidy.join('\n'))
  for (const name of [...options.people, ...learned.sort((a, b) => b.length - a.length)]) standIns.meet(name)
  return tidy.map((text) => replaceIn(text, spansOf(text, options, keep, standIns.names), standIns, options))
}

type Found = Span | FoundDate

function fixedSpans(text: string, options: AnonymiseOptions): Found[] {
  const { links, amounts, numbers } = findNumbers(text)
  const sureNumbers = numbers.filter(({ replace }) => replace)
  return [
    ...links,
    ...findDates(text, options.weeks, options.around, options.language),
    ...amounts,
    ...findAddresses(text),
    ...sureNumbers,
    ...findPlaces(text, options.places),
    ...numbers.filter(({ replace }) => !replace),
  ]
}

function spansOf(
  text: string,
  options: AnonymiseOptions,
  keep: Set<string>,
  names: readonly string[],
): Found[] {
  const known = names
    .flatMap((name) => findKnown(text, name))
    .sort((a, b) => b.end - b.start - (a.end - a.start))
  return withoutOverlaps([
    ...fixedSpans(text, options),
    ...known,
    ...findNames(text, keep),
    ...findCapitals(text, keep),
  ])
}

function replaceIn(text: string, spans: Found[], standIns: StandIns, options: AnonymiseOptions): Anonymised {
  let made = ''
  let from = 0
  const doubtful: Doubtful[] = []
  for (const span of spans) {
    const written = text.slice(span.start, span.end)
    made += text.slice(from, span.start)
    const start = made.length
    if ('shifted' in span) made += span.shifted
    else if (span.kind === 'amount') made += scaleAmount(written, options.amountPercent)
    else made += span.replace ? standIns.of(written, span.kind) : written
    if (!span.sure) doubtful.push({ start, end: made.length, kind: span.kind, replaced: span.replace })
    from = span.end
  }
  return { text: made + text.slice(from), doubtful }
}

type Person = { tokens: string[]; telling: Set<string>; given: string; family: string }

/** Who and what has been met so far, each with what stands in for it. */
class StandIns {
  readonly names: string[] = []
  readonly #people: Person[] = []
  readonly #others = new Map<string, string>()
  readonly #language: TextLanguage
  readonly #given: string[]
  readonly #family: string[]

  constructor({ language, people }: AnonymiseOptions, allText: string) {
    this.#language = language
    // a stand-in that is somebody's name in this very case would hide nobody
    const there = new Set(tokensOf(`${allText.replace(/[^\p{L}\p{M}-]+/gu, ' ')} ${people.join(' ')}`))
    const free = (names: string[]) => names.filter((name) => !there.has(foldText(name)))
    this.#given = free(standInNames[language].given)
    this.#family = free(standInNames[language].family)
  }

  /** Makes somebody known; whoever shares a telling word with somebody known is taken for them. */
  meet(name: string): Person {
    const telling = tellingOf(name)
    const known =
      this.#people.find((person) => telling.every((token) => person.telling.has(token))) ??
      (telling.length > 1
        ? undefined
        : this.#people.find((person) => telling.some((token) => person.telling.has(token))))
    if (known) return known
    const nth = this.#people.length
    const person = {
      tokens: tokensOf(name),
      telling: new Set(telling),
      given: nameAt(this.#given, nth),
      family: nameAt(this.#family, nth),
    }
    this.#people.push(person)
    this.names.push(name)
    return person
  }

  of(written: string, kind: SpanKind): string {
    if (kind === 'name') return this.#name(written)
    const key = `${kind}:${foldText(written).replace(kind === 'number' || kind === 'code' ? /[^\p{L}\p{N}]/gu : /\s+/g, '')}`
    const kept = this.#others.get(key)
    if (kept !== undefined && kind !== 'number' && kind !== 'code') return kept
    const ordinal = kept === undefined ? this.#count(kind) + 1 : Number(kept)
    const shaped = kind === 'number' || kind === 'code'
    const made = shaped ? numberLike(written, ordinal) : this.#other(kind, ordinal)
    this.#others.set(key, shaped ? String(ordinal) : made)
    return made
  }

  #name(written: string): string {
    const tokens = tellingOf(written)
    const person =
      this.#people.find((one) => tokens.some((token) => one.telling.has(token))) ?? this.meet(written)
    const family = tokens.filter((token) => person.tokens.indexOf(token) > 0).length > 0
    const given =
      tokens.some((token) => token === person.tokens[0] || tokenStarts(person.tokens[0], token)) || !family
    const both = given && family
    return both ? `${person.given} ${person.family}` : family ? person.family : person.given
  }

  #other(kind: SpanKind, ordinal: number): string {
    const { place, street } = standInNames[this.#language]
    const nth = ordinal === 1 ? '' : ` ${ordinal}`
    if (kind === 'mail') return `person${ordinal}@example.org`
    if (kind === 'link') return `https://example.org/${ordinal}`
    if (kind === 'place') return `${place}${nth}`
    return this.#language === 'it' || this.#language === 'ar'
      ? `${street} ${ordinal}`
      : `${ordinal} ${street}`
  }

  #count(kind: SpanKind): number {
    return [...this.#others.keys()].filter((key) => key.startsWith(`${kind}:`)).length
  }
}

const tokenStarts = (whole: string | undefined, token: string) => whole?.split('-').includes(token) ?? false

const nameAt = (names: readonly string[], nth: number) =>
  nth < names.length
    ? names[nth]!
    : `${names[nth % names.length] ?? 'N'} ${Math.floor(nth / Math.max(1, names.length)) + 1}`

/** The same shape with noughts and X, ending in the ordinal; never what it stands for. */
function numberLike(written: string, ordinal: number): string {
  const digits = written.replace(/[^\p{N}]/gu, '').length
  const make = (last: number) => {
    const figures = String(last).padStart(digits, '0').slice(-Math.max(1, digits))
    let nth = 0
    const shaped = foldText(written).replace(/[\p{L}\p{N}]/gu, (sign) =>
      /\d/.test(sign) ? figures[nth++]! : 'X',
    )
    return digits === 0 ? `${shaped}${last}` : likeDigits(shaped, written)
  }
  const made = make(ordinal)
  return foldText(made) === foldText(written) ? make(ordinal + 1) : made
}
