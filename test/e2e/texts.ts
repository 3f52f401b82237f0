import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/contract/route.ts'
import { translator } from '../../src/server/platform/language.ts'

/** What a page says in a language, from the catalogues: to find things as its readers do. */
export type Texts = {
  language: Language
  /** the whole text */
  t(key: string, slots?: Record<string, unknown>): string
  /** where what stands in the slots is not known or not of interest: anything may, also isolated names */
  like(key: string, slots?: Record<string, unknown>): RegExp
}

export function textsOf(language: Language): Texts {
  const translate = translator(language)
  const found = (key: string, options: Record<string, unknown>) => {
    const text = translate(key, options) as string
    // a missing key must fail the test, not be looked for on the page
    if (text === key) throw new Error(`messages/${language} has no text for ${key}`)
    return text
  }
  return {
    language,
    t: (key, slots = {}) => found(key, slots),
    like(key, slots = {}) {
      // the full stop of a sentence may be left out where it stands as a heading
      const raw = found(key, { ...slots, skipInterpolation: true }).replace(/\.$/, '')
      const parts = raw.split(/\{\{\s*(\w+)[^}]*\}\}/)
      // split puts the slots' names at the odd places
      return new RegExp(
        parts.map((part, i) => (i % 2 === 0 ? escaped(part) : slotPattern(slots[part]))).join(''),
        's',
      )
    },
  }
}

function slotPattern(value: unknown): string {
  return value === undefined ? '.*?' : `[\\u2066-\\u2069]*${escaped(String(value))}[\\u2066-\\u2069]*`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const folder = join(import.meta.dirname, '..', '..', 'messages', 'en')
const keys = new Set(
  readdirSync(folder).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8'))).map(
      (key) => `${file.replace('.json', '')}.${key}`,
    ),
  ),
)

/** The keys that stand in a text where their texts should. */
export function keysIn(text: string): string[] {
  return (text.match(/\b[a-z_]+\.\w+\b/g) ?? []).filter((word) => keys.has(word))
}
