import { useTranslation } from 'react-i18next'
import { type CourseLanguage, courseLanguages } from '../../core/training/course.ts'

/** The language that the reader reads courses in: that of the screen. */
export function useReading(): CourseLanguage {
  const { i18n } = useTranslation()
  return courseLanguages.find((language) => i18n.language.startsWith(language)) ?? 'en'
}
