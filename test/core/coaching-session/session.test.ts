import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decideSession,
  evolveSession,
  findSteps,
  type SessionCommand,
  type SessionEvent,
  type Side,
  sides,
  stateOfSession,
} from '../../../src/core/coaching-session/session.ts'

const now = Date.parse('2026-11-12T09:00:00Z')
const day = 86_400_000
const slot = { startsAt: now + 2 * day, minutes: 45 }
const asked: SessionEvent = { kind: 'asked', side: 'coach' }
const prepared: SessionEvent = { kind: 'prepared', side: 'agent' }
const added: SessionEvent = { kind: 'added', side: 'coach' }
const proposed: SessionEvent = { kind: 'date_proposed', side: 'coach', slot }
const agreed: SessionEvent = { kind: 'date_agreed', side: 'agent', slot }
const held: SessionEvent = { kind: 'held', side: 'coach' }
const dated = [asked, prepared, proposed, agreed]
const later = now + 3 * day

const cases: [
  what: string,
  events: SessionEvent[],
  side: Side,
  command: SessionCommand,
  at: number,
  outcome: string,
][] = [
  ['the agent prepares', [asked], 'agent', { do: 'prepare' }, now, 'prepared'],
  ['the coach does not prepare for the agent', [asked], 'coach', { do: 'prepare' }, now, 'not_yours_to_do'],
  ['nor add before', [asked], 'coach', { do: 'add' }, now, 'agent_first'],
  ['nor set a date before', [asked], 'coach', { do: 'propose_date', slot }, now, 'agent_first'],
  ['after that the coach adds', [asked, prepared], 'coach', { do: 'add' }, now, 'added'],
  ['an agent has prepared, not added', [asked, prepared], 'agent', { do: 'add' }, now, 'not_yours_to_do'],
  ['either proposes a date', [asked, prepared], 'agent', { do: 'propose_date', slot }, now, 'date_proposed'],
  ['not one that is over', [asked, prepared], 'agent', { do: 'propose_date', slot }, later, 'date_past'],
  [
    'nor one beyond half a year',
    [asked, prepared],
    'agent',
    { do: 'propose_date', slot: { ...slot, startsAt: now + 200 * day } },
    now,
    'date_too_far',
  ],
  [
    'the other agrees',
    [asked, prepared, proposed],
    'agent',
    { do: 'agree_date', startsAt: slot.startsAt },
    now,
    'date_agreed',
  ],
  [
    'nobody agrees with themselves',
    [asked, prepared, proposed],
    'coach',
    { do: 'agree_date', startsAt: slot.startsAt },
    now,
    'nothing_to_agree',
  ],
  [
    'nor on a date that was not the one read',
    [asked, prepared, proposed],
    'agent',
    { do: 'agree_date', startsAt: slot.startsAt + 1 },
    now,
    'nothing_to_agree',
  ],
  ['held only once it has begun', dated, 'coach', { do: 'hold' }, now, 'not_due'],
  ['held', dated, 'coach', { do: 'hold' }, later, 'held'],
  ['missed, said by either', dated, 'agent', { do: 'miss' }, later, 'missed'],
  [
    'what has come is told before the next date',
    dated,
    'coach',
    { do: 'propose_date', slot },
    later,
    'say_first',
  ],
  ['and before it is called off', dated, 'agent', { do: 'withdraw' }, later, 'say_first'],
  ['the agent calls it off', dated, 'agent', { do: 'withdraw' }, now, 'withdrawn'],
  ['the coach does not, once agreed', dated, 'coach', { do: 'withdraw' }, now, 'agreed_by_both'],
  ['the coach does before', [asked], 'coach', { do: 'withdraw' }, now, 'withdrawn'],
  [
    'a withdrawn one is over',
    [asked, { kind: 'withdrawn', side: 'coach' }],
    'agent',
    { do: 'prepare' },
    now,
    'over',
  ],
  ['the agent objects', [asked, prepared, added], 'agent', { do: 'object', to: 3 }, now, 'objected'],
  ['only the agent', [asked, prepared, added], 'coach', { do: 'object', to: 3 }, now, 'not_yours_to_do'],
  [
    'to what the coach brought',
    [asked, prepared, added],
    'agent',
    { do: 'object', to: 2 },
    now,
    'nothing_brought',
  ],
  [
    'once',
    [asked, prepared, added, { kind: 'objected', side: 'agent', to: 3 }],
    'agent',
    { do: 'object', to: 3 },
    now,
    'nothing_brought',
  ],
  [
    'also after it was held',
    [asked, prepared, added, proposed, agreed, held],
    'agent',
    { do: 'object', to: 3 },
    later,
    'objected',
  ],
  ['followed up once held', [...dated, held], 'agent', { do: 'follow_up' }, later, 'followed_up'],
  ['not before', dated, 'agent', { do: 'follow_up' }, later, 'not_held'],
  ['held once', [...dated, held], 'agent', { do: 'hold' }, later, 'over'],
]

describe('who may do what, when', () => {
  test.each(cases)('%s', (_, events, side, command, at, outcome) => {
    const said = decideSession(stateOfSession(events), side, command, at)
    expect('event' in said ? said.event.kind : said.fault).toBe(outcome)
  })
})

test('a missed one can get another date, and the agreed date holds until both agree on another', () => {
  const missed = stateOfSession([...dated, { kind: 'missed', side: 'agent' }])
  expect(missed).toMatchObject({ stage: 'prepared', date: null })
  const other = { startsAt: later + day, minutes: 30 }
  expect(decideSession(missed, 'coach', { do: 'propose_date', slot: other }, later)).toHaveProperty('event')
  const moved = stateOfSession([...dated, { kind: 'date_proposed', side: 'agent', slot: other }])
  expect(moved).toMatchObject({ date: slot, proposed: { ...other, by: 'agent' } })
})

const command = fc.oneof(
  fc.constantFrom<SessionCommand>(
    { do: 'prepare' },
    { do: 'add' },
    { do: 'hold' },
    { do: 'miss' },
    { do: 'follow_up' },
    { do: 'withdraw' },
  ),
  fc.integer({ min: 1, max: 12 }).map((to): SessionCommand => ({ do: 'object', to })),
  fc
    .integer({ min: -2, max: 6 })
    .map(
      (days): SessionCommand => ({ do: 'propose_date', slot: { startsAt: now + days * day, minutes: 30 } }),
    ),
  fc
    .integer({ min: -2, max: 6 })
    .map((days): SessionCommand => ({ do: 'agree_date', startsAt: now + days * day })),
)

test('whatever the two try: no date and no word of the coach before the agent’s, no date agreed by one, nothing after its end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...sides), command, fc.integer({ min: 0, max: day }))),
      (tries) => {
        const events: SessionEvent[] = [asked]
        let state = stateOfSession(events)
        let at = now
        for (const [side, one, passes] of tries) {
          at += passes
          const offered = findSteps(state, side, at).includes(one.do)
          const outcome = decideSession(state, side, one, at)
          if (!('event' in outcome)) continue
          // what was accepted had been on offer
          expect(offered).toBe(true)
          const { event } = outcome
          const before = events.map(({ kind }) => kind)
          expect(before).not.toContain('withdrawn')
          if (event.kind === 'added' || event.kind === 'date_proposed') expect(before).toContain('prepared')
          if (event.kind === 'date_agreed') expect(state.proposed?.by).not.toBe(side)
          if (event.kind === 'held') expect(state.date?.startsAt).toBeLessThanOrEqual(at)
          events.push(event)
          state = evolveSession(state, event, events.length)
          expect(state).toEqual(stateOfSession(events))
        }
      },
    ),
  )
})
