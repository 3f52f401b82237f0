import { localDate } from '../../core/mandate/window.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'

/** The calendar day of an instant, in words and in the reader's zone. */
export function useDay() {
  const { date } = useFormat()
  const { person } = useSession()
  return (instant: string) => date(localDate(Date.parse(instant), person.timeZone))
}
