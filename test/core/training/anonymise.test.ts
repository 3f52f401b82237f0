import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AnonymiseOptions, anonymise, type TextLanguage } from '../../../src/core/training/anonymise.ts'
import { foldText, tidyText } from '../../../src/core/training/span.ts'
import { planted } from './planted.ts'

const plain = (language: TextLanguage): AnonymiseOptions => ({
  language,
  people: [],
  places: [],
  keep: ['Nummo', 'Albamare'],
  weeks: -9,
  around: '2026-11-12',
  amountPercent: 100,
})
const hidden = (text: string, options: AnonymiseOptions) => anonymise([text], options)[0]!.text
const seen = (text: string) => foldText(tidyText(text))

describe.each(Object.keys(planted) as TextLanguage[])('planted in %s', (language) => {
  test.each(planted[language].map((one) => [one.text, one] as const))(
    '%s',
    (_, { text, gone, stays, people, places }) => {
      const made = hidden(text, { ...plain(language), people: people ?? [], places: places ?? [] })
      const survivors = gone.filter((token) =>
        new RegExp(`(?<![\\p{L}\\p{N}])${escaped(seen(token))}(?![\\p{L}\\p{N}])`, 'u').test(seen(made)),
      )
      expect(survivors, made).toEqual([])
      const lost = (stays ?? []).filter((token) => !seen(made).includes(seen(token)))
      expect(lost, made).toEqual([])
    },
  )
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

test('there are enough cases in each language', () => {
  const counts = Object.values(planted).map((cases) => cases.length)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(15)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(60)
})

test('the same person is the same stand-in in every text, whole or in part; another is another', () => {
  const texts = ['Sono Giulia Ferrante.', 'Gentile signora Ferrante, qui Amira.', 'Grazie Amira! Giulia']
  const [first, second, third] = anonymise(texts, {
    ...plain('it'),
    people: ['Giulia Ferrante', 'Amira Trabelsi'],
  })
  const [, given, family] = /Sono (\S+) (\S+)\./.exec(first!.text)!
  expect(second!.text).toContain(`signora ${family}`)
  expect(third!.text).toContain(given)
  const amira = /qui (\S+)\./.exec(second!.text)![1]!
  expect(amira).not.toBe(given)
  expect(third!.text).toContain(amira)
})

test('a name that only one text explains is hidden in the others', () => {
  const [, second] = anonymise(
    ['Mio figlio Ermenegildo ha perso la carta.', 'ermenegildo ha otto anni'],
    plain('it'),
  )
  expect(second!.text).not.toMatch(/ermenegildo/i)
})

test('dates move by one offset and keep their weekday', () => {
  const made = hidden('Il 02/11/2026 e il 9 novembre 2026', plain('it'))
  expect(made).toBe('Il 31/08/2026 e il 7 settembre 2026')
  const days = [Date.UTC(2026, 7, 31), Date.UTC(2026, 10, 2)].map((at) => new Date(at).getUTCDay())
  expect(days[0]).toBe(days[1])
})

test('a month is written in the language of its text, and the sentence keeps its full stop', () => {
  expect(hidden('Payé le 3 novembre. Merci', plain('fr'))).toBe('Payé le 1 septembre. Merci')
})

test('the same number is the same stand-in, in its shape and digits', () => {
  const made = hidden('Conto 20481163, poi 99887766, ancora 20481163.', plain('it'))
  const [one, other, again] = [...made.matchAll(/\d{8}/g)].map(([number]) => number)
  expect([one === again, one === other]).toEqual([true, false])
  expect(hidden('الحساب ٢٠٤٨١١٦٣', plain('ar'))).toMatch(/^الحساب [٠-٩]{8}$/)
})

test('amounts stay, or move by a percentage in the form in which they stand', () => {
  expect(hidden('Ho pagato 250,00 € e 1.200 euro', plain('it'))).toBe('Ho pagato 250,00 € e 1.200 euro')
  expect(hidden('Ho pagato 250,00 €', { ...plain('it'), amountPercent: 110 })).toBe('Ho pagato 275,00 €')
})

test('a stand-in is never somebody of the case', () => {
  const made = hidden('Sono Celeste Prati.', { ...plain('it'), people: ['Celeste Prati'] })
  expect(made).not.toMatch(/Celeste|Prati/)
})

test('what is uncertain is pointed at, where it now stands', () => {
  const [made] = anonymise(['Ho visto Zefirina al bar, poi 4417 e 123.'], plain('it'))
  const marked = made!.doubtful.map(({ start, end }) => made!.text.slice(start, end))
  expect(marked).toEqual(['Zefirina', '4417'])
})

test('no planted name, number, mail or account survives, wherever it stands', () => {
  const letters = (alphabet: string, min: number, max: number) =>
    fc.array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max }).map((all) => all.join(''))
  const latin = letters('bcdfgklmnprstvz', 2, 4).chain((a) =>
    letters('aeiou', 2, 4).map((b) => [...a].map((x, i) => x + (b[i] ?? 'a')).join('')),
  )
  const digits = fc
    .tuple(fc.constantFrom(...'123456789'), letters('0123456789', 6, 15))
    .map(([a, b]) => a + b)
  const token = fc.oneof(
    latin.map((word) => ({ name: true, word: `${word[0]!.toUpperCase()}${word.slice(1)}xq` })),
    letters('بتثجحخدرزسشصطعفقكمنه', 4, 7).map((word) => ({ name: true, word })),
    digits.map((word) => ({ name: false, word })),
    digits.map((word) => ({ name: false, word: `IT${word.slice(0, 2)}X${word}${word}`.slice(0, 27) })),
    latin.map((word) => ({ name: false, word: `${word}.xq@${word}.example` })),
  )
  const frames = [
    '{}',
    'Buongiorno, {} ha scritto.',
    'je vous écris ({}) encore',
    'Hello {}!',
    'رسالة من {} اليوم',
    'a\n{}\nb',
    '«{}», 35 €',
  ]
  fc.assert(
    fc.property(
      token,
      fc.constantFrom(...frames),
      fc.constantFrom<TextLanguage>('it', 'fr', 'en', 'ar'),
      ({ name, word }, frame, language) => {
        const made = hidden(frame.replace('{}', word), {
          ...plain(language),
          people: name ? [`${word} Testperson`] : [],
        })
        expect(seen(made)).not.toContain(seen(word))
      },
    ),
    { numRuns: 400 },
  )
})
