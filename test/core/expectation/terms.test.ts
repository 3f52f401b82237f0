import { describe, expect, test } from 'vitest'
import { findProposalFaults, type Side, stateOf, type Term } from '../../../src/core/expectation/terms.ts'

const term = (number: number, said: Partial<Record<Side, boolean>>, ends = false): Term => ({
  number,
  ends,
  agreements: Object.entries(said).map(([side, agrees]) => ({ side: side as Side, agrees })),
})

describe('what holds', () => {
  const cases: [string, Term[], ReturnType<typeof stateOf>][] = [
    [
      'written by one side: it awaits the other',
      [term(1, { counterpart: true })],
      { state: 'proposed', holds: null, open: 1, awaits: ['bearer'] },
    ],
    [
      'both agreed: it holds',
      [term(1, { bearer: true, counterpart: true })],
      { state: 'agreed', holds: 1, open: null, awaits: [] },
    ],
    [
      'a change of one side changes nothing yet',
      [term(1, { bearer: true, counterpart: true }), term(2, { bearer: true })],
      { state: 'agreed', holds: 1, open: 2, awaits: ['counterpart'] },
    ],
    [
      'a change that is declined leaves what was agreed',
      [term(1, { bearer: true, counterpart: true }), term(2, { bearer: true, counterpart: false })],
      { state: 'agreed', holds: 1, open: null, awaits: [] },
    ],
    [
      'both agreed on the change',
      [term(1, { bearer: true, counterpart: true }), term(2, { bearer: true, counterpart: true })],
      { state: 'agreed', holds: 2, open: null, awaits: [] },
    ],
    [
      'a first proposal declined',
      [term(1, { bearer: false, counterpart: true })],
      { state: 'declined', holds: null, open: null, awaits: [] },
    ],
    [
      'one side alone can’t end it',
      [term(1, { bearer: true, counterpart: true }), term(2, { counterpart: true }, true)],
      { state: 'agreed', holds: 1, open: 2, awaits: ['bearer'] },
    ],
    [
      'both let it go',
      [term(1, { bearer: true, counterpart: true }), term(2, { bearer: true, counterpart: true }, true)],
      { state: 'ended', holds: null, open: null, awaits: [] },
    ],
    [
      'a proposal replaced before anybody answered is not open any more',
      [term(1, { bearer: true }), term(2, { counterpart: true })],
      { state: 'proposed', holds: null, open: 2, awaits: ['bearer'] },
    ],
  ]
  test.each(cases)('%s', (_, terms, state) => expect(stateOf(terms)).toEqual(state))
})

describe('what stands against a proposal', () => {
  const proposal = {
    result: 'Customers confirm that nothing is unclear',
    measure: 'confirmed_closures' as const,
    measureWords: 'share of contacts they confirm',
    fromDate: '2026-11-01',
    reviewDate: '2027-02-01',
  }
  test('nothing', () => expect(findProposalFaults(proposal, 'down')).toEqual([]))
  test('an activity, in either field', () => {
    expect(findProposalFaults({ ...proposal, measureWords: 'tempo medio di gestione' }, 'down')).toEqual([
      {
        place: 'measureWords',
        fault: 'activity',
        activity: { kind: 'handling_time', words: 'tempo medio di gestione' },
      },
    ])
    expect(findProposalFaults({ ...proposal, result: '40 calls a day' }, 'down')).toMatchObject([
      { place: 'result', fault: 'activity' },
    ])
  })
  test('a measure of the front line asked of those above, and the other way round', () => {
    expect(findProposalFaults(proposal, 'up')).toEqual([{ place: 'measure', fault: 'wrong_way' }])
    expect(findProposalFaults({ ...proposal, measure: 'support_in_time' }, 'up')).toEqual([])
  })
  test('a review from four weeks to two years away', () => {
    const faults = (reviewDate: string) => findProposalFaults({ ...proposal, reviewDate }, 'down')
    expect(faults('2026-11-28')).toEqual([{ place: 'reviewDate', fault: 'too_soon' }])
    expect(faults('2026-11-29')).toEqual([])
    expect(faults('2028-11-01')).toEqual([])
    expect(faults('2028-11-02')).toEqual([{ place: 'reviewDate', fault: 'too_far' }])
  })
})
