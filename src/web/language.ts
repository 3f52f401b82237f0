import type { Language } from '../contract/route.ts'

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

/** How Intl writes each: English with days before months, Arabic with Latin digits. */
export const intlTags: Record<Language, string> = { it: 'it', fr: 'fr', en: 'en-GB', ar: 'ar-u-nu-latn' }
