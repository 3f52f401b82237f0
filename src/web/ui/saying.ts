import { useTranslation } from 'react-i18next'
import { type Said, type Speech, sayIn } from '../../core/language/said.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useFormat } from './format.ts'
import { dateFormat, listFormat } from './intl.ts'

/** What core has to say, in the language of the page. */
export function useSaying(): (said: Said) => string {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const tag = intlTags[currentLanguage()]
  // the keys come from core, whose tests know that the catalogues have them
  const translate = t as unknown as Untyped
  const speech: Speech = {
    translate: (key, values, otherwise) =>
      translate(key, otherwise === undefined ? values : { ...values, defaultValue: otherwise }),
    money,
    percent: (basisPoints) => number(basisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
    date: (date) =>
      dateFormat(tag, { dateStyle: 'long', calendar: 'gregory', timeZone: 'UTC' }).format(
        new Date(`${date}T00:00:00Z`),
      ),
    list: (items, type) => listFormat(tag, { type }).format(items),
  }
  return (said) => sayIn(speech, said)
}

type Untyped = (key: string, values: Record<string, string | number>) => string
