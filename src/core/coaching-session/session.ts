/**
 * A coaching session between an agent and a coach, pure. The agent speaks first: what to talk about, which contacts to
 * look at. Then the coach adds, both agree on a date, it is held, and both see later what came of it.
 */
export const sides = ['agent', 'coach'] as const
export type Side = (typeof sides)[number]

/** `startsAt` in milliseconds since 1970 */
export type Slot = { startsAt: number; minutes: number }

export const stages = ['asked', 'prepared', 'held', 'followed_up', 'withdrawn'] as const
export type Stage = (typeof stages)[number]

export type SessionState = {
  stage: Stage
  askedBy: Side
  /** on which both agreed, and which was neither held nor missed yet */
  date: Slot | null
  /** awaits the other's word; what was agreed holds until then */
  proposed: (Slot & { by: Side }) | null
  /** numbers of what the coach brought, and those that the agent objected to */
  brought: readonly number[]
  objectedTo: readonly number[]
}

export type SessionEvent =
  | { kind: 'asked'; side: Side }
  | { kind: 'prepared' | 'added'; side: Side }
  | { kind: 'objected'; side: Side; to: number }
  | { kind: 'date_proposed' | 'date_agreed'; side: Side; slot: Slot }
  | { kind: 'missed' | 'held' | 'followed_up' | 'withdrawn'; side: Side }
  /** the day before */
  | { kind: 'reminded' }
export type SessionEventKind = SessionEvent['kind']

export type SessionCommand =
  | { do: 'prepare' | 'add' | 'hold' | 'miss' | 'follow_up' | 'withdraw' }
  | { do: 'object'; to: number }
  | { do: 'propose_date'; slot: Slot }
  /** `startsAt` says which date is meant: another may have been proposed meanwhile */
  | { do: 'agree_date'; startsAt: number }

export type SessionFault =
  /** whose to do it is the other */
  | 'not_yours_to_do'
  /** the agent prepares before anything else */
  | 'agent_first'
  | 'over'
  | 'nothing_to_agree'
  | 'date_past'
  | 'date_too_far'
  /** a date has come: say first whether it was held */
  | 'say_first'
  | 'not_due'
  | 'not_held'
  | 'nothing_brought'
  /** what both agreed on, one alone does not call off but the agent */
  | 'agreed_by_both'

export type SessionOutcome = { event: SessionEvent } | { fault: SessionFault }

/** Half a year: further ahead nobody knows their shifts. */
const furthestMs = 183 * 86_400_000

const start = (side: Side): SessionState => ({
  stage: 'asked',
  askedBy: side,
  date: null,
  proposed: null,
  brought: [],
  objectedTo: [],
})

/** @param events in the order of their numbers, which begin with 1; the first is `asked` */
export function stateOfSession(events: readonly SessionEvent[]): SessionState {
  const [first, ...rest] = events
  const begun = start(first?.kind === 'asked' ? first.side : 'agent')
  return rest.reduce((state, event, nth) => evolveSession(state, event, nth + 2), begun)
}

/** @param number the event's place in its session */
export function evolveSession(state: SessionState, event: SessionEvent, number: number): SessionState {
  switch (event.kind) {
    case 'asked':
    case 'reminded':
      return state
    case 'prepared':
      return { ...state, stage: 'prepared' }
    case 'added':
      return { ...state, brought: [...state.brought, number] }
    case 'objected':
      return { ...state, objectedTo: [...state.objectedTo, event.to] }
    case 'date_proposed':
      return { ...state, proposed: { ...event.slot, by: event.side } }
    case 'date_agreed':
      return { ...state, date: event.slot, proposed: null }
    case 'missed':
      return { ...state, date: null, proposed: null }
    case 'held':
      return { ...state, stage: 'held', date: null, proposed: null }
    case 'followed_up':
      return { ...state, stage: 'followed_up' }
    case 'withdrawn':
      return { ...state, stage: 'withdrawn', date: null, proposed: null }
  }
}

/** Whether the agreed date has come; from its beginning on one can say how it went. */
export function isDue({ date }: SessionState, now: number): boolean {
  return date !== null && date.startsAt <= now
}

/** What a side's command leads to, or why it can't be done now. @param now milliseconds since 1970 */
export function decideSession(
  state: SessionState,
  side: Side,
  command: SessionCommand,
  now: number,
): SessionOutcome {
  const { stage, proposed } = state
  const after = stage === 'held' || stage === 'followed_up'
  if (stage === 'withdrawn') return { fault: 'over' }
  if (command.do === 'object') {
    if (side !== 'agent') return { fault: 'not_yours_to_do' }
    const brought = state.brought.includes(command.to) && !state.objectedTo.includes(command.to)
    return brought ? { event: { kind: 'objected', side, to: command.to } } : { fault: 'nothing_brought' }
  }
  if (command.do === 'follow_up')
    return after ? { event: { kind: 'followed_up', side } } : { fault: 'not_held' }
  if (after) return { fault: 'over' }
  switch (command.do) {
    case 'prepare':
      return side === 'agent' ? { event: { kind: 'prepared', side } } : { fault: 'not_yours_to_do' }
    case 'add':
      if (side !== 'coach') return { fault: 'not_yours_to_do' }
      return stage === 'asked' ? { fault: 'agent_first' } : { event: { kind: 'added', side } }
    case 'propose_date': {
      if (stage === 'asked') return { fault: 'agent_first' }
      if (isDue(state, now)) return { fault: 'say_first' }
      const ahead = command.slot.startsAt - now
      if (ahead <= 0) return { fault: 'date_past' }
      if (ahead > furthestMs) return { fault: 'date_too_far' }
      return { event: { kind: 'date_proposed', side, slot: command.slot } }
    }
    case 'agree_date': {
      if (!proposed || proposed.by === side || proposed.startsAt !== command.startsAt)
        return { fault: 'nothing_to_agree' }
      if (isDue(state, now)) return { fault: 'say_first' }
      if (proposed.startsAt <= now) return { fault: 'date_past' }
      const { startsAt, minutes } = proposed
      return { event: { kind: 'date_agreed', side, slot: { startsAt, minutes } } }
    }
    case 'hold':
    case 'miss':
      if (!isDue(state, now)) return { fault: 'not_due' }
      return { event: { kind: command.do === 'hold' ? 'held' : 'missed', side } }
    case 'withdraw':
      if (isDue(state, now)) return { fault: 'say_first' }
      if (side === 'coach' && state.date) return { fault: 'agreed_by_both' }
      return { event: { kind: 'withdrawn', side } }
  }
}

/** What a side can do now, in the order in which one does it. The date of a proposal is checked when it is made. */
export function findSteps(state: SessionState, side: Side, now: number): SessionCommand['do'][] {
  const soon = { startsAt: now + 86_400_000, minutes: 30 }
  const commands: SessionCommand[] = [
    { do: 'prepare' },
    { do: 'agree_date', startsAt: state.proposed?.startsAt ?? 0 },
    { do: 'hold' },
    { do: 'miss' },
    { do: 'add' },
    { do: 'propose_date', slot: soon },
    ...state.brought.map((to): SessionCommand => ({ do: 'object', to })),
    { do: 'follow_up' },
    { do: 'withdraw' },
  ]
  return [
    ...new Set(
      commands
        .filter((command) => 'event' in decideSession(state, side, command, now))
        .map((command) => command.do),
    ),
  ]
}
