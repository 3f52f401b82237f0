import type { Language } from '../contract/route.ts'
import { localeOf } from '../core/money/format.ts'

export type { Language } from '../contract/route.ts'

/** The contract's languages, in the order in which they are offered; told here so that zod stays out. */
export const languages: readonly Language[] = ['it', 'fr', 'en', 'ar']

/** Each language in its own words. */
export const ownNames: Record<Language, string> = {
  it: 'Italiano',
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
}

/** How Intl writes each: the same as in mails and customers' pages. */
export const intlTags = Object.fromEntries(
  languages.map((language) => [language, localeOf(language)]),
) as Record<Language, string>
