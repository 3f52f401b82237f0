import { useTranslation } from 'react-i18next'

/** Up to ten is a word; beyond, a figure is read faster. */
const words = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** "Three things deserve your time." The words agree with what the sentences count: things. */
export function useThings() {
  const { t } = useTranslation()
  return (sentence: 'coach_things' | 'administrator_things', count: number): string => {
    const word = words.find((one) => one === count)
    return t(`home.${sentence}`, { count, number: word ? t(`home.number_${word}`) : String(count) })
  }
}
