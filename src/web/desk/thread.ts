import type { ContactDetail } from '../../contract/contact.ts'

export type ThreadItem =
  | { kind: 'message'; at: string; id: string; of: ContactDetail['messages'][number] }
  | { kind: 'decision'; at: string; id: string; of: ContactDetail['decisions'][number] }
  | { kind: 'support'; at: string; id: string; of: ContactDetail['supportRequests'][number] }
  | { kind: 'event'; at: string; id: string; of: ContactDetail['events'][number] }

/** Everything that happened in a contact, in the order in which it happened. */
export function mergeThread(contact: ContactDetail): ThreadItem[] {
  const items: ThreadItem[] = [
    ...contact.messages.map((of) => ({ kind: 'message' as const, at: of.at, id: of.id, of })),
    ...contact.supportRequests.flatMap((of) =>
      of.answeredAt ? [{ kind: 'support' as const, at: of.answeredAt, id: of.id, of }] : [],
    ),
    ...contact.decisions.map((of) => ({ kind: 'decision' as const, at: of.at, id: of.id, of })),
    ...contact.events.map((of, nth) => ({ kind: 'event' as const, at: of.at, id: `event ${nth}`, of })),
  ]
  // the sort is stable: of one instant, words and support come before the decisions that followed from them
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
