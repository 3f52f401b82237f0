import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/contract/route.ts'
import { linesWith, root, sourcesIn, withoutComments } from './sources.ts'

const plural = /_(zero|one|two|few|many|other)$/
const folder = join(root, 'messages')

function catalogue(language: string): Map<string, string> {
  const entries = readdirSync(join(folder, language))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const noun = name.slice(0, -5)
      const texts = JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as Record<string, string>
      return Object.entries(texts).map(([key, text]): [string, string] => [`${noun}.${key}`, text])
    })
  return new Map(entries)
}
const catalogues = Object.fromEntries(languages.map((language) => [language, catalogue(language)]))
/** `key_other` makes its family plural; a key that merely ends in _one stands for itself. */
const isPlural = (key: string) =>
  plural.test(key) &&
  catalogues.en!.has(`${key.replace(plural, '')}_other`) &&
  catalogues.en!.has(`${key.replace(plural, '')}_one`)
const base = (key: string) => (isPlural(key) ? key.replace(plural, '') : key)
const basesOf = (language: string) => new Set([...catalogues[language]!.keys()].map(base))
const english = basesOf('en')
const slotsOf = (text: string) => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((found) => found[1]!)
const englishSlots = new Map(
  [...Map.groupBy(catalogues.en!, ([key]) => base(key))].map(([key, forms]) => [
    key,
    new Set(forms.flatMap(([, text]) => slotsOf(text))),
  ]),
)

describe.each(languages)('%s', (language) => {
  const texts = catalogues[language]!
  test('has every key and no other', () => {
    const own = basesOf(language)
    expect([...english].filter((key) => !own.has(key))).toEqual([])
    expect([...own].filter((key) => !english.has(key))).toEqual([])
  })

  test('has the plural forms its language needs, where there are any', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const withPlural = new Set([...texts.keys()].filter(isPlural).map(base))
    const missing = [...withPlural].flatMap((key) =>
      needed.filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
    )
    expect(missing).toEqual([])
  })

  test('uses the same slots as English, and no text is empty', () => {
    const wrong: string[] = []
    for (const [key, text] of texts) {
      if (text.trim() === '') wrong.push(`${key}: empty`)
      for (const slot of slotsOf(text))
        if (!englishSlots.get(base(key))?.has(slot) && slot !== 'count') wrong.push(`${key}: {{${slot}}}`)
    }
    expect(wrong).toEqual([])
  })

  test('is written in its own script', () => {
    if (language !== 'ar') return
    const latinOnly = [...texts].filter(
      ([, text]) => /[a-z]{4,}/i.test(text.replace(/\{\{[^}]*\}\}/g, '')) && !/[\u0600-\u06ff]/.test(text),
    )
    expect(latinOnly.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })
})

describe('keys and code', () => {
  const code = sourcesIn(['src/web', 'src/server', 'src/cli', 'src/core', 'src/contract'], ['.ts', '.tsx'])
  const text = code.map((source) => source.text).join('\n')
  // 'noun.key' in quotes, or the fixed beginning of a template such as `power.${kind}`
  const quoted = new Set([...text.matchAll(/['"`]([a-z_]+\.[a-z0-9_]+)['"`]/g)].map((found) => found[1]!))
  const begun = new Set([...text.matchAll(/`([a-z_]+\.[a-z0-9_]*)\$\{/g)].map((found) => found[1]!))
  const nouns = new Set([...english].map((key) => key.split('.')[0]!))

  test('every key is used', () => {
    const unused = [...english].filter(
      (key) => !quoted.has(key) && ![...begun].some((start) => key.startsWith(start)),
    )
    expect(unused).toEqual([])
  })

  test('every key that code names is there', () => {
    const operations = new Set(
      code.filter(({ path }) => path.startsWith('src/contract')).map(({ text: t }) => t),
    )
    void operations
    const missing = [...text.matchAll(/\bt\(\s*['"`]([a-z_]+\.[a-z0-9_]+)['"`]/g)]
      .map((found) => found[1]!)
      .filter((key) => nouns.has(key.split('.')[0]!) && !english.has(base(key)) && !english.has(key))
    expect([...new Set(missing)]).toEqual([])
    const unknownNouns = [...text.matchAll(/\bt\(\s*['"`]([a-z_]+)\.[a-z0-9_]+['"`]/g)].map(
      (found) => found[1]!,
    )
    expect([...new Set(unknownNouns)].filter((noun) => !nouns.has(noun))).toEqual([])
  })

  test('no text outside the catalogues', () => {
    const tsx = sourcesIn(['src/web'], ['.tsx']).map(withoutComments)
    const words = />\s*[^<>{}=;()&|?]*[A-Za-zÀ-ÿ\u0600-\u06ff]{3,}[^<>{}=;()|?]*\s*<\//
    const attributes = /\b(title|label|placeholder|aria-label|alt|description)=["'][^"']*[A-Za-z]{3,}/
    const own = /<Kbd>|<kbd>|carta bianca/
    const found = tsx.flatMap((source) =>
      [...linesWith(source, words), ...linesWith(source, attributes)].filter((line) => !own.test(line)),
    )
    expect(found).toEqual([])
  })
})
