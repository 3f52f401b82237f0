import type { ContactLine } from '../../contract/contact.ts'
import { useReadPages } from '../queries.ts'

export type ListGroup = 'returned' | 'waiting' | 'mine' | 'with_customer'

/** How many of those who wait are shown before one asks for the rest: what fits beside one's own. */
const firstWaiting = 4

/** The first column's groups, in their order: what the customer gave back comes before everything. */
export function useLists(all: boolean) {
  const waiting = useReadPages('contact.list', { query: { view: 'waiting', limit: 50 } })
  const mine = useReadPages('contact.list', { query: { view: 'mine', limit: 100 } })
  const open = mine.items?.filter(({ state }) => state !== 'closed') ?? []
  const shownWaiting = all ? waiting.items : waiting.items?.slice(0, firstWaiting)
  const groups: { group: ListGroup; contacts: ContactLine[] }[] = [
    { group: 'returned', contacts: open.filter(({ returned }) => returned) },
    { group: 'waiting', contacts: shownWaiting ?? [] },
    { group: 'mine', contacts: open.filter((one) => !one.returned && one.state !== 'with_customer') },
    {
      group: 'with_customer',
      contacts: open.filter((one) => !one.returned && one.state === 'with_customer'),
    },
  ]
  return {
    waiting,
    mine,
    groups,
    moreWaiting: (waiting.items?.length ?? 0) > (shownWaiting?.length ?? 0) || (all && waiting.hasMore),
  }
}
