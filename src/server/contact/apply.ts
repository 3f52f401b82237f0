import {
  type ContactCommand,
  type ContactEvent,
  decideContact,
  evolveContact,
} from '../../core/contact/contact.ts'
import type { EntryKind } from '../../core/ledger/entry.ts'
import { type Fact, recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { invariant, Problem } from '../platform/problem.ts'
import type { Contact } from './load.ts'

/** Who acts on a contact: one of us, the customer, or the clock. */
export type By = Actor | 'customer' | 'system'

/**
 * A command, decided by the core and carried out.
 * @returns the events; none when it was already so
 * @throws Problem with the core's refusal
 */
export async function command(
  work: Work,
  contact: Contact,
  what: ContactCommand,
  by: By,
): Promise<ContactEvent[]> {
  const outcome = decideContact(contact.state, what)
  if ('refused' in outcome)
    throw new Problem(outcome.refused === 'unknown_doubt' ? 'not_found' : outcome.refused)
  await applyEvents(work, contact, outcome.events, by)
  return outcome.events
}

/**
 * Writes what happened: the contact's row, its doubts with the customer's verdicts, the events that the
 * conversation tells, the ledger's entries, and the news for the screens. The contact must be locked.
 */
export async function applyEvents(
  work: Work,
  contact: Contact,
  events: readonly ContactEvent[],
  by: By,
): Promise<void> {
  if (events.length === 0) return
  for (const event of events) {
    contact.state = evolveContact(contact.state, event)
    await writeDoubts(work, contact, event)
  }
  await writeRow(work, contact, events)
  await writeContactEvents(work, contact, events, by)
  await recordEntries(
    work,
    events.flatMap((event) => factOf(contact, event, by) ?? []),
  )
  publishContact(work, contact.row)
}

export function publishContact(work: Work, row: { id: string; client_id: string; team_id: string }): void {
  work.publish({ topic: 'contact', id: row.id, clientId: row.client_id, teamId: row.team_id })
}

async function writeDoubts({ tx, now }: Work, { row }: Contact, event: ContactEvent): Promise<void> {
  const change = (ids: readonly string[]) =>
    tx.updateTable('doubt').where('client_id', '=', row.client_id).where('id', 'in', ids)
  const say = (ids: readonly string[], clear: boolean, because: string | null) =>
    tx
      .insertInto('doubt_verdict')
      .values(ids.map((id) => ({ client_id: row.client_id, doubt_id: id, clear, because, at: now })))
      .execute()
  if (event.type === 'doubt_cleared') {
    await change([event.doubtId]).set({ state: 'cleared', cleared_at: now, unclear_because: null }).execute()
    await say([event.doubtId], true, null)
  } else if (event.type === 'doubt_unclear') {
    await change([event.doubtId])
      .set({ state: 'open', cleared_at: null, answered: false, unclear_because: event.because })
      .execute()
    await say([event.doubtId], false, event.because)
  } else if (event.type === 'reopened' && event.doubtIds.length > 0) {
    await change(event.doubtIds)
      .set({ state: 'open', cleared_at: null, answered: false, unclear_because: null })
      .execute()
    await say(event.doubtIds, false, null)
  }
}

async function writeRow(
  { tx, now }: Work,
  { row, state }: Contact,
  events: readonly ContactEvent[],
): Promise<void> {
  const waitsAnew = events.some(({ type }) => type === 'returned_to_agent' || type === 'reopened')
  const changed = {
    state: state.state,
    agent_id: state.agentId,
    closure: state.closure,
    closes_at: state.closesAt === null ? null : new Date(state.closesAt),
    returned: state.returned,
    closed_at: state.state === 'closed' ? (row.closed_at ?? now) : null,
  }
  await tx
    .updateTable('contact')
    .set(waitsAnew ? { ...changed, waiting_since: now } : changed)
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  Object.assign(row, changed)
}

const told = {
  taken: 'taken',
  released: 'released',
  closure_proposed: 'closure_proposed',
  closure_withdrawn: 'closure_withdrawn',
  returned_to_agent: 'returned_to_agent',
  reopened: 'reopened',
} as const

async function writeContactEvents(
  { tx, now }: Work,
  { row }: Contact,
  events: readonly ContactEvent[],
  by: By,
): Promise<void> {
  const kinds = events.flatMap((event) => {
    if (event.type === 'closed') return [`closed_${event.closure}`]
    return event.type in told ? [told[event.type as keyof typeof told]] : []
  })
  if (kinds.length === 0) return
  await tx
    .insertInto('contact_event')
    .values(
      kinds.map((kind) => ({
        client_id: row.client_id,
        contact_id: row.id,
        kind,
        actor_id: typeof by === 'string' ? null : by.personId,
        at: now,
      })),
    )
    .execute()
}

/** The facts that matter to trust; the rest is the centre's own coming and going. */
function factOf({ row }: Contact, event: ContactEvent, by: By): Fact | null {
  const fact = (kind: EntryKind, facts: Fact['facts'], texts?: Record<string, string>): Fact => ({
    clientId: row.client_id,
    kind,
    actor: typeof by === 'string' ? by : by.personId,
    facts: { contact: row.id, team: row.team_id, customer: row.customer_id, ...facts },
    ...(texts ? { texts } : {}),
  })
  switch (event.type) {
    case 'doubt_cleared':
      return fact('doubt.cleared', { doubt: event.doubtId })
    case 'doubt_unclear':
      return fact(
        'doubt.unclear',
        { doubt: event.doubtId },
        event.because === null ? undefined : { because: event.because },
      )
    case 'closed':
      invariant(event.closure === 'unconfirmed' || by === 'customer', 'only the customer confirms (law 4)')
      return fact('contact.closed', { closure: event.closure })
    case 'reopened':
      return fact('contact.reopened', { doubts: event.doubtIds })
    default:
      return null
  }
}
