/**
 * A contact's life, pure: `decideContact` says what follows from a command (events) or why it is refused,
 * `evolveContact` applies an event. A contact closes on the customer's word (law 4): no command of an agent
 * closes it, and silence closes it as unconfirmed, never as resolved.
 */
export type ContactState = {
  /** waiting: nobody has it · with_agent: someone works on it · with_customer: closure proposed · closed */
  state: 'waiting' | 'with_agent' | 'with_customer' | 'closed'
  agentId: string | null
  closure: 'confirmed' | 'unconfirmed' | null
  /** ms; when silence closes it, while closure is proposed */
  closesAt: number | null
  /** given back by the customer: it stands at the top of its agent's list */
  returned: boolean
  doubts: DoubtState[]
}
export type DoubtState = { id: string; state: 'open' | 'cleared'; answered: boolean }

export type Verdict = { doubtId: string; clear: boolean; because: string | null }

export type ContactCommand =
  | { type: 'take'; agentId: string }
  | { type: 'release'; agentId: string }
  | { type: 'propose_closure'; agentId: string; now: number; closingDays: number }
  | { type: 'withdraw_closure'; agentId: string }
  /** the customer answers for the doubts that are open */
  | { type: 'answer_doubts'; verdicts: Verdict[] }
  /** the customer wrote; `doubtIds` when it is about doubts that were settled before */
  | { type: 'customer_wrote'; doubtIds: string[] }
  | { type: 'lapse'; now: number }

export type ContactEvent =
  | { type: 'taken'; agentId: string }
  | { type: 'released' }
  | { type: 'closure_proposed'; closesAt: number }
  | { type: 'closure_withdrawn' }
  | { type: 'doubt_cleared'; doubtId: string }
  | { type: 'doubt_unclear'; doubtId: string; because: string | null }
  | { type: 'returned_to_agent' }
  | { type: 'closed'; closure: 'confirmed' | 'unconfirmed' }
  | { type: 'reopened'; doubtIds: string[] }

export type ContactRefusal =
  | 'already_taken'
  | 'not_yours'
  | 'contact_closed'
  | 'no_doubts'
  | 'doubts_unanswered'
  | 'closure_not_proposed'
  | 'unknown_doubt'

export type ContactOutcome = { events: ContactEvent[] } | { refused: ContactRefusal }

const dayMs = 86_400_000

export function decideContact(contact: ContactState, command: ContactCommand): ContactOutcome {
  switch (command.type) {
    case 'take':
      if (contact.state === 'closed') return { refused: 'contact_closed' }
      if (contact.agentId === command.agentId) return { events: [] }
      if (contact.agentId !== null) return { refused: 'already_taken' }
      return { events: [{ type: 'taken', agentId: command.agentId }] }
    case 'release':
      if (contact.state === 'closed') return { refused: 'contact_closed' }
      if (contact.agentId !== command.agentId) return { refused: 'not_yours' }
      return { events: [{ type: 'released' }] }
    case 'propose_closure':
      return proposeClosure(contact, command)
    case 'withdraw_closure':
      if (contact.agentId !== command.agentId) return { refused: 'not_yours' }
      if (contact.state !== 'with_customer') return { refused: 'closure_not_proposed' }
      return { events: [{ type: 'closure_withdrawn' }] }
    case 'answer_doubts':
      return answerDoubts(contact, command.verdicts)
    case 'customer_wrote':
      return customerWrote(contact, command.doubtIds)
    case 'lapse':
      if (contact.state !== 'with_customer' || contact.closesAt === null || command.now < contact.closesAt)
        return { refused: 'closure_not_proposed' }
      return { events: [{ type: 'closed', closure: 'unconfirmed' }] }
  }
}

export function evolveContact(contact: ContactState, event: ContactEvent): ContactState {
  const doubts = (change: (doubt: DoubtState) => DoubtState) => contact.doubts.map(change)
  switch (event.type) {
    case 'taken':
      return {
        ...contact,
        agentId: event.agentId,
        state: contact.state === 'waiting' ? 'with_agent' : contact.state,
      }
    case 'released':
      return { ...contact, agentId: null, state: 'waiting', closesAt: null, returned: false }
    case 'closure_proposed':
      return { ...contact, state: 'with_customer', closesAt: event.closesAt, returned: false }
    case 'closure_withdrawn':
      return { ...contact, state: 'with_agent', closesAt: null }
    case 'doubt_cleared':
      return { ...contact, doubts: doubts((d) => (d.id === event.doubtId ? { ...d, state: 'cleared' } : d)) }
    case 'doubt_unclear':
      return {
        ...contact,
        doubts: doubts((d) => (d.id === event.doubtId ? { ...d, state: 'open', answered: false } : d)),
      }
    case 'returned_to_agent':
      return {
        ...contact,
        state: contact.agentId === null ? 'waiting' : 'with_agent',
        closesAt: null,
        returned: true,
      }
    case 'closed':
      return { ...contact, state: 'closed', closure: event.closure, closesAt: null, returned: false }
    case 'reopened':
      return {
        ...contact,
        state: contact.agentId === null ? 'waiting' : 'with_agent',
        closure: null,
        returned: true,
        doubts: doubts((d) => (event.doubtIds.includes(d.id) ? { ...d, state: 'open', answered: false } : d)),
      }
  }
}

function proposeClosure(
  contact: ContactState,
  command: Extract<ContactCommand, { type: 'propose_closure' }>,
): ContactOutcome {
  if (contact.state === 'closed') return { refused: 'contact_closed' }
  if (contact.agentId !== command.agentId) return { refused: 'not_yours' }
  if (contact.doubts.length === 0) return { refused: 'no_doubts' }
  if (contact.doubts.some((doubt) => !doubt.answered)) return { refused: 'doubts_unanswered' }
  return { events: [{ type: 'closure_proposed', closesAt: command.now + command.closingDays * dayMs }] }
}

function answerDoubts(contact: ContactState, verdicts: Verdict[]): ContactOutcome {
  if (contact.state === 'closed') return { refused: 'contact_closed' }
  if (contact.state !== 'with_customer') return { refused: 'closure_not_proposed' }
  const events: ContactEvent[] = []
  let open = contact.doubts.filter((doubt) => doubt.state === 'open').length
  let unclear = false
  for (const verdict of verdicts) {
    const doubt = contact.doubts.find((candidate) => candidate.id === verdict.doubtId)
    if (!doubt) return { refused: 'unknown_doubt' }
    if (!verdict.clear) {
      events.push({ type: 'doubt_unclear', doubtId: doubt.id, because: verdict.because })
      unclear = true
    } else if (doubt.state === 'open') {
      events.push({ type: 'doubt_cleared', doubtId: doubt.id })
      open--
    }
  }
  if (unclear) events.push({ type: 'returned_to_agent' })
  else if (open === 0) events.push({ type: 'closed', closure: 'confirmed' })
  return { events }
}

function customerWrote(contact: ContactState, doubtIds: string[]): ContactOutcome {
  if (doubtIds.some((id) => !contact.doubts.some((doubt) => doubt.id === id)))
    return { refused: 'unknown_doubt' }
  if (contact.state === 'closed') return { events: [{ type: 'reopened', doubtIds }] }
  const events: ContactEvent[] = doubtIds.map((doubtId) => ({
    type: 'doubt_unclear',
    doubtId,
    because: null,
  }))
  if (contact.state === 'with_customer') events.push({ type: 'returned_to_agent' })
  return { events }
}
