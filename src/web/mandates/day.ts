import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useSession } from '../session.tsx'
import { dateFormat } from '../ui/intl.ts'

/** The calendar day of an instant in the reader's zone, in full: a document says no "yesterday". */
export function useDay(): (instant: string) => string {
  const { person } = useSession()
  const format = dateFormat(intlTags[currentLanguage()], {
    dateStyle: 'long',
    calendar: 'gregory',
    timeZone: person.timeZone,
  })
  return (instant) => format.format(new Date(instant))
}
