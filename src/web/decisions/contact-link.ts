import { mayOpen, pages } from '../pages.ts'
import { useSession } from '../session.tsx'

/** Where a person reads a contact: the desk, or wherever else their roles lead; undefined when nowhere. */
export function useContactLink(): (contactId: string) => string | undefined {
  const { person } = useSession()
  const page = pages.find(({ path, ...row }) => takesContact.test(path) && mayOpen({ path, ...row }, person.roles))
  return (contactId) => page?.path.replace(takesContact, `/${contactId}`)
}

const takesContact = /\/\{?-?\$contactId\}?$/
