import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages } from './language.ts'

const remembered = 'cartabianca.language'

type Catalogues = Record<string, Record<string, string>>
const chunks: Record<Language, () => Promise<{ catalogues: Catalogues }>> = {
  en: () => import('./languages/en.ts'),
  it: () => import('./languages/it.ts'),
  fr: () => import('./languages/fr.ts'),
  ar: () => import('./languages/ar.ts'),
}
const moreChunks: typeof chunks = {
  en: () => import('./languages/en-more.ts'),
  it: () => import('./languages/it-more.ts'),
  fr: () => import('./languages/fr-more.ts'),
  ar: () => import('./languages/ar-more.ts'),
}
/** a page beyond the desk was asked for: each language brings all its texts from then on */
let wantsMore = false

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: undefined,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  })
  await switchLanguage(chosenLanguage())
}

/** Loads a language if need be, makes it the page's own, and remembers it for the next visit. */
export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { catalogues } = await chunks[language]()
    addTexts(language, catalogues)
  }
  if (wantsMore) await addMore(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  localStorage.setItem(remembered, language)
}

/** The texts of every page but the desk, which need not wait for them. */
export async function loadMoreTexts(): Promise<void> {
  wantsMore = true
  await addMore(currentLanguage())
}

const added = new Set<Language>()

async function addMore(language: Language): Promise<void> {
  if (added.has(language)) return
  const { catalogues } = await moreChunks[language]()
  added.add(language)
  addTexts(language, catalogues)
}

function addTexts(language: Language, catalogues: Catalogues): void {
  const texts: Record<string, Record<string, string>> = {}
  for (const [path, catalogue] of Object.entries(catalogues)) texts[nounOf(path)] = catalogue
  i18next.addResourceBundle(language, 'translation', texts, true, true)
}

export function currentLanguage(): Language {
  return languages.find((one) => one === i18next.language) ?? 'en'
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

function chosenLanguage(): Language {
  const wished = [localStorage.getItem(remembered), ...navigator.languages]
  for (const tag of wished) {
    const found = languages.find((one) => tag?.toLowerCase().split('-')[0] === one)
    if (found) return found
  }
  return 'en'
}

/** '../../../messages/it/desk.json' → 'desk' */
function nounOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
}
