import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { deskPath } from './taking.ts'

export const sides = ['list', 'talk', 'may'] as const
export type Side = (typeof sides)[number]

/** Below this the desk is one column (see Desk.module.css): a small screen, or a large one at 200 %. */
const narrow = '(max-width: 900px)'

/** Which of the three a narrow screen shows: in the address, so that going back goes back. */
export function useSide(contactId: string | undefined): Side {
  const { show } = useSearch({ strict: false }) as { show?: string }
  const asked = sides.find((one) => one === show)
  return contactId ? (asked ?? 'talk') : 'list'
}

/** Brings a side into sight before something in it opens by its key; on a wide screen it is there already. */
export function useReveal(): (side: Side, then: () => void) => void {
  const navigate = useNavigate()
  const { contactId } = useParams({ strict: false }) as { contactId?: string }
  return (side, then) => {
    if (!window.matchMedia(narrow).matches) return then()
    void navigate({ to: deskPath, params: { contactId } as never, search: { show: side } as never }).then(
      then,
    )
  }
}
