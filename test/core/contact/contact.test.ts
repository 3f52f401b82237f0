import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ContactCommand,
  type ContactEvent,
  type ContactState,
  decideContact,
  evolveContact,
} from '../../../src/core/contact/contact.ts'

const start: ContactState = {
  state: 'waiting',
  agentId: null,
  closure: null,
  closesAt: null,
  returned: false,
  doubts: [
    { id: 'd1', state: 'open', answered: true },
    { id: 'd2', state: 'open', answered: true },
  ],
}
const given = (...events: ContactEvent[]) => events.reduce(evolveContact, start)
const taken: ContactEvent = { type: 'taken', agentId: 'a' }
const proposed: ContactEvent = { type: 'closure_proposed', closesAt: 1000 }
const closed = (closure: 'confirmed' | 'unconfirmed'): ContactEvent => ({ type: 'closed', closure })
const clear = (doubtId: string) => ({ doubtId, clear: true, because: null })
const unclear = (doubtId: string) => ({ doubtId, clear: false, because: 'non capisco' })
const propose: ContactCommand = { type: 'propose_closure', agentId: 'a', now: 0, closingDays: 5 }

const cases: [string, ContactState, ContactCommand, ReturnType<typeof decideContact>][] = [
  ['taking a waiting one', start, { type: 'take', agentId: 'a' }, { events: [taken] }],
  ['taking my own again', given(taken), { type: 'take', agentId: 'a' }, { events: [] }],
  ['taking a colleague’s', given(taken), { type: 'take', agentId: 'b' }, { refused: 'already_taken' }],
  [
    'taking a closed one',
    given(taken, proposed, closed('confirmed')),
    { type: 'take', agentId: 'a' },
    { refused: 'contact_closed' },
  ],
  ['giving back mine', given(taken), { type: 'release', agentId: 'a' }, { events: [{ type: 'released' }] }],
  ['giving back another’s', given(taken), { type: 'release', agentId: 'b' }, { refused: 'not_yours' }],
  [
    'proposing closure',
    given(taken),
    propose,
    { events: [{ type: 'closure_proposed', closesAt: 5 * 86_400_000 }] },
  ],
  ['proposing for another', given(taken), { ...propose, agentId: 'b' }, { refused: 'not_yours' }],
  ['proposing without a doubt', { ...given(taken), doubts: [] }, propose, { refused: 'no_doubts' }],
  [
    'proposing with an unanswered doubt',
    { ...given(taken), doubts: [{ id: 'd1', state: 'open', answered: false }] },
    propose,
    { refused: 'doubts_unanswered' },
  ],
  [
    'all clear closes as confirmed',
    given(taken, proposed),
    { type: 'answer_doubts', verdicts: [clear('d1'), clear('d2')] },
    {
      events: [
        { type: 'doubt_cleared', doubtId: 'd1' },
        { type: 'doubt_cleared', doubtId: 'd2' },
        closed('confirmed'),
      ],
    },
  ],
  [
    'part of them clear leaves it with the customer',
    given(taken, proposed),
    { type: 'answer_doubts', verdicts: [clear('d1')] },
    { events: [{ type: 'doubt_cleared', doubtId: 'd1' }] },
  ],
  [
    'one not clear gives it back to the same agent',
    given(taken, proposed),
    { type: 'answer_doubts', verdicts: [clear('d1'), unclear('d2')] },
    {
      events: [
        { type: 'doubt_cleared', doubtId: 'd1' },
        { type: 'doubt_unclear', doubtId: 'd2', because: 'non capisco' },
        { type: 'returned_to_agent' },
      ],
    },
  ],
  [
    'answers nobody asked for',
    given(taken),
    { type: 'answer_doubts', verdicts: [clear('d1')] },
    { refused: 'closure_not_proposed' },
  ],
  [
    'answers for a doubt of another contact',
    given(taken, proposed),
    { type: 'answer_doubts', verdicts: [clear('x')] },
    { refused: 'unknown_doubt' },
  ],
  [
    'silence before its time',
    given(taken, proposed),
    { type: 'lapse', now: 999 },
    { refused: 'closure_not_proposed' },
  ],
  [
    'silence in its time',
    given(taken, proposed),
    { type: 'lapse', now: 1000 },
    { events: [closed('unconfirmed')] },
  ],
  [
    'silence of a contact in hand closes nothing',
    given(taken),
    { type: 'lapse', now: 9999 },
    { refused: 'closure_not_proposed' },
  ],
  [
    'writing while closure is proposed gives it back',
    given(taken, proposed),
    { type: 'customer_wrote', doubtIds: [] },
    { events: [{ type: 'returned_to_agent' }] },
  ],
  [
    'coming back on the same doubt reopens it',
    given(taken, proposed, closed('confirmed')),
    { type: 'customer_wrote', doubtIds: ['d1'] },
    { events: [{ type: 'reopened', doubtIds: ['d1'] }] },
  ],
]

test.each(cases)('%s', (_, state, command, outcome) => expect(decideContact(state, command)).toEqual(outcome))

test('a reopened contact stands with its agent again, at the top, with that doubt open', () => {
  const state = given(taken, proposed, { type: 'doubt_cleared', doubtId: 'd1' }, closed('confirmed'), {
    type: 'reopened',
    doubtIds: ['d1'],
  })
  expect(state).toMatchObject({ state: 'with_agent', agentId: 'a', returned: true, closure: null })
  expect(state.doubts[0]).toMatchObject({ state: 'open', answered: false })
})

describe('law 4, whatever is done in whatever order', () => {
  const commands = fc.oneof(
    fc.constantFrom('a', 'b').map((agentId): ContactCommand => ({ type: 'take', agentId })),
    fc.constantFrom('a', 'b').map((agentId): ContactCommand => ({ type: 'release', agentId })),
    fc.constantFrom('a', 'b').map((agentId): ContactCommand => ({ ...propose, agentId }) as ContactCommand),
    fc.constantFrom('a', 'b').map((agentId): ContactCommand => ({ type: 'withdraw_closure', agentId })),
    fc.array(fc.tuple(fc.constantFrom('d1', 'd2'), fc.boolean()), { maxLength: 3 }).map(
      (v): ContactCommand => ({
        type: 'answer_doubts',
        verdicts: v.map(([doubtId, isClear]) => ({ doubtId, clear: isClear, because: null })),
      }),
    ),
    fc.subarray(['d1', 'd2']).map((doubtIds): ContactCommand => ({ type: 'customer_wrote', doubtIds })),
    fc.integer({ min: 0, max: 6 * 86_400_000 }).map((now): ContactCommand => ({ type: 'lapse', now })),
  )
  test('confirmed only by the customer with every doubt clear; unconfirmed only by silence', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
        let state = start
        for (const command of sequence) {
          const outcome = decideContact(state, command)
          if ('refused' in outcome) continue
          for (const event of outcome.events) {
            state = evolveContact(state, event)
            if (event.type !== 'closed') continue
            if (event.closure === 'confirmed') {
              expect(command.type).toBe('answer_doubts')
              expect(state.doubts.every((doubt) => doubt.state === 'cleared')).toBe(true)
            } else expect(command.type).toBe('lapse')
          }
          expect(state.state === 'closed').toBe(state.closure !== null)
          expect(state.state === 'with_customer').toBe(state.closesAt !== null)
          expect(state.state === 'waiting').toBe(state.state !== 'closed' && state.agentId === null)
        }
      }),
    )
  })
})
