import { type Language, languages } from '../contract/route.ts'
import { translator } from '../server/platform/language.ts'
import { UsageFailure } from './failure.ts'

export type Say = (key: string, values?: Record<string, string | number>) => string

/** The option of every command that speaks the reader's language. */
export const languageOption = { language: { type: 'string' } } as const

/** The language of `--language`, else the terminal's, else English. @throws UsageFailure for one we do not speak */
export function speechOf(asked: string | undefined): { language: Language; say: Say } {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const wished = asked ?? (LC_ALL || LC_MESSAGES || LANG || 'en')
  const found = languages.find((one) => wished.toLowerCase().startsWith(one))
  if (asked !== undefined && !found) throw new UsageFailure(`--language is one of ${languages.join(', ')}`)
  const language = found ?? 'en'
  const translate = translator(language)
  return { language, say: (key, values = {}) => translate(key, values) }
}
