import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type TFunction } from 'i18next'
import { type Language, languages } from '../../contract/route.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'messages')

/** One catalogue for web, mail and customer pages: messages/<language>/<noun>.json, keys `noun.key`. */
function readCatalogue(language: Language): Record<string, Record<string, string>> {
  const nouns: Record<string, Record<string, string>> = {}
  for (const name of readdirSync(join(folder, language)))
    if (name.endsWith('.json'))
      nouns[name.slice(0, -5)] = JSON.parse(readFileSync(join(folder, language, name), 'utf8'))
  return nouns
}

let translations: Record<Language, TFunction> | null = null

/** The translate function of a language; read once. */
export function translator(language: Language): TFunction {
  if (!translations) {
    const instance = createInstance()
    void instance.init({
      lng: 'en',
      fallbackLng: 'en',
      initAsync: false,
      // Escaping is the page's own business: html`` escapes, mails are text.
      interpolation: { escapeValue: false },
      resources: Object.fromEntries(languages.map((l) => [l, { translation: readCatalogue(l) }])),
    })
    translations = Object.fromEntries(languages.map((l) => [l, instance.getFixedT(l)])) as Record<
      Language,
      TFunction
    >
  }
  return translations[language]
}

/** The best of the offered languages for an Accept-Language header (RFC 9110 quality values). */
export function chooseLanguage(header: string | undefined, offered: readonly string[]): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';')
      const q = rest.find((item) => item.trim().startsWith('q='))
      return { tag: tag.toLowerCase().split('-')[0] ?? '', quality: q ? Number(q.trim().slice(2)) || 0 : 1 }
    })
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) if (offered.includes(tag)) return tag as Language
  return (offered[0] ?? 'en') as Language
}
