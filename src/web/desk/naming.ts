import { useTranslation } from 'react-i18next'

/** Keeps a name's own direction within a sentence of another: first strong isolate … pop. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

/** A touchpoint in words; a client's own codes read as they were written. */
export function useTouchpoint(): (code: string) => string {
  const { t, i18n } = useTranslation()
  return (code) => {
    const key = `touchpoint.${code}`
    return i18n.exists(key) ? t(key as 'ui.loading') : code.replaceAll('_', ' ')
  }
}
