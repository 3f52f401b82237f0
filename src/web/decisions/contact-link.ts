import { mayOpen } from '../page-row.ts'
import { pages } from '../pages.ts'
import { useSession } from '../session.tsx'

const contactPage = '/contacts/$contactId'

/** Where a person reads a contact; undefined for those whose roles don't lead to any. */
export function useContactLink(): (contactId: string) => string | undefined {
  const { person } = useSession()
  const reads = pages.some((page) => page.path === contactPage && mayOpen(page, person.roles))
  return (contactId) => (reads ? `/contacts/${contactId}` : undefined)
}
