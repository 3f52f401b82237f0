import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeMandateChange } from '../../../src/core/mandate/change.ts'
import { type MandateDocument, powerKinds } from '../../../src/core/mandate/document.ts'
import {
  blankDocument,
  completeDraft,
  type DraftContent,
  type DraftDocument,
  describeDraftChange,
  writtenSoFar,
} from '../../../src/core/mandate/draft.ts'
import { findDraftAdvice, findDraftFaults } from '../../../src/core/mandate/draft-faults.ts'
import { type DraftEdit, type DraftState, editDraft } from '../../../src/core/mandate/edit.ts'
import { newLeaf, reshapeLimit } from '../../../src/core/mandate/edit-new.ts'
import { findMandateFaults } from '../../../src/core/mandate/faults.ts'
import { mergeOnTop } from '../../../src/core/mandate/merge.ts'
import { withdrawMandate } from '../../../src/core/mandate/withdraw.ts'
import { documents } from './arbitrary.ts'
import { full } from './full-cases.ts'

const of = (document: DraftDocument): DraftState => ({
  content: { teamIds: ['t1'], from: null, document },
  removed: [],
})
const edited = (document: DraftDocument, ...edits: DraftEdit[]) =>
  edits.reduce(editDraft, of(document)).content.document
const currencies = ['EUR', 'TND']

describe('a draft without gaps', () => {
  test('is the document it says', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(completeDraft(document)).toEqual(document)
        expect(findDraftFaults(document)).toEqual(findMandateFaults(document))
      }),
    )
    expect(completeDraft(full)).toEqual(full)
  })
})

test('of a figure that is missing, the sentences say the old one, or nothing', () => {
  const draft: DraftDocument = structuredClone(full)
  const [limit] = draft.powers[0]!.limits
  limit!.bounds.EUR!.max = null
  draft.powers[0]!.limits.push({
    ...structuredClone(limit!),
    id: 'new',
    bounds: { EUR: { max: null, stretch: null } },
  })
  expect(describeMandateChange(full, writtenSoFar(draft, full))).toEqual([])
  expect(writtenSoFar(full, null)).toEqual(full)
})

describe('what is missing is found', () => {
  const gaps: [string, (d: DraftDocument) => void, { place: string; fault: string }[]][] = [
    [
      'a figure',
      (d) => (d.powers[0]!.limits[0]!.bounds.EUR = { max: null, stretch: null }),
      [{ place: 'powers[0].limits[0].bounds.EUR', fault: 'figure_missing' }],
    ],
    ['no stretch', (d) => (d.powers[0]!.limits[0]!.bounds.EUR = { max: 500, stretch: null }), []],
    ['minutes', (d) => (d.support.minutes = null), [{ place: 'support.minutes', fault: 'minutes' }]],
    [
      'more minutes than a day has',
      (d) => (d.support.minutes = 1441),
      [{ place: 'support.minutes', fault: 'minutes' }],
    ],
    [
      'a text in one language',
      (d) => (d.powers[0]!.wording = { agents: { en: 'a', it: ' ', fr: 'c', ar: 'd' } }),
      [{ place: 'powers[0].wording.agents', fault: 'wording_missing' }],
    ],
    [
      'what a condition compares with',
      (d) => (d.powers[0]!.conditions = [{ id: 'c', when: { not: newLeaf('days_late', 'number', []) } }]),
      [{ place: 'powers[0].conditions[0].when.not', fault: 'figure_missing' }],
    ],
    [
      'a set without members',
      (d) => (d.powers[0]!.conditions = [{ id: 'c', when: newLeaf('touchpoint', 'text', []) }]),
      [{ place: 'powers[0].conditions[0].when.values', fault: 'empty_group' }],
    ],
    [
      'the name of a fact',
      (d) => (d.facts = [{ name: 'Loyalty tier', type: 'number' }]),
      [{ place: 'facts[0]', fault: 'fact_name' }],
    ],
  ]
  test.each(gaps)('%s', (_, change, faults) => {
    const draft = structuredClone(
      edited(blankDocument, { edit: 'power_added', kind: 'refund', currencies: ['EUR'] }),
    )
    draft.powers[0]!.limits[0]!.bounds.EUR = { max: 500, stretch: 800 }
    expect(findDraftFaults(draft)).toEqual([])
    change(draft)
    expect(findDraftFaults(draft)).toEqual(faults)
  })

  test('a currency of the client that a limit leaves out is worth a look', () => {
    const draft = edited(blankDocument, { edit: 'power_added', kind: 'refund', currencies: ['EUR'] })
    expect(findDraftAdvice(draft, ['EUR'])).toEqual([])
    expect(findDraftAdvice(draft, currencies)).toEqual([
      { place: 'powers[0].limits[0]', fault: 'currency_gap' },
    ])
  })
})

describe('editing', () => {
  test('a power begins with how far one decision goes; each kind can be completed', () => {
    for (const kind of powerKinds) {
      let document = edited(blankDocument, { edit: 'power_added', kind, currencies })
      for (let i = 0; i < 4; i++) document = edited(document, { edit: 'limit_added', power: 0, currencies })
      for (const limit of document.powers[0]!.limits)
        for (const bound of Object.values(limit.bounds)) bound.max = 5
      expect([kind, findDraftFaults(document)]).toEqual([kind, []])
    }
  })

  test('every removal can be taken back, in its place, after other edits', () => {
    const removals: DraftEdit[] = [
      { edit: 'power_removed', power: 0 },
      { edit: 'limit_removed', power: 0, at: 1 },
      { edit: 'condition_removed', power: 0, at: 0 },
      { edit: 'wording_removed', power: 0, of: 'agents' },
      { edit: 'fact_removed', at: 0 },
    ]
    const document: MandateDocument = structuredClone(full)
    document.powers[0]!.wording = { agents: { en: 'a', it: 'b', fr: 'c', ar: 'd' } }
    document.powers[0]!.conditions ??= [{ id: 'c', when: { fact: 'days_late', is: 'at_least', value: 1 } }]
    document.facts ??= [{ name: 'tier', type: 'number' }]
    for (const removal of removals) {
      const gone = editDraft(of(document), removal)
      expect([removal.edit, gone.content.document]).not.toEqual([removal.edit, document])
      const later = editDraft(gone, { edit: 'support', support: { minutes: 3 } })
      const back = editDraft(later, { edit: 'restored' })
      expect([removal.edit, back.content.document]).toEqual([
        removal.edit,
        { ...document, support: { minutes: 3 } },
      ])
      expect(back.removed).toEqual([])
    }
  })

  test('moving there and back changes nothing, and at the ends nothing moves', () => {
    const down: DraftEdit = { edit: 'power_moved', power: 0, by: 1 }
    const up: DraftEdit = { edit: 'power_moved', power: 1, by: -1 }
    expect(edited(full, down)).not.toEqual(full)
    expect(edited(full, down, up)).toEqual(full)
    expect(edited(full, { edit: 'power_moved', power: 0, by: -1 })).toEqual(full)
  })

  test('a limit per decision has no window, every other has one; another measure begins with empty bounds', () => {
    const [limit] = edited(blankDocument, { edit: 'power_added', kind: 'refund', currencies }).powers[0]!
      .limits
    const yearly = reshapeLimit(limit!, { scope: 'customer' }, currencies)
    expect(yearly.window).toBe('year')
    expect(reshapeLimit(yearly, { scope: 'decision' }, currencies).window).toBeNull()
    expect(reshapeLimit(yearly, { measure: 'value_share' }, currencies).bounds).toEqual({
      any: { max: null, stretch: null },
    })
  })

  test('a fact written anew takes its conditions along, but two facts never become one', () => {
    const tier = { fact: 'tier', is: 'at_least', value: 2 } as const
    const document: DraftDocument = {
      ...blankDocument,
      powers: [{ kind: 'exception', limits: [], conditions: [{ id: 'c', when: { all: [tier] } }] }],
      facts: [
        { name: 'tier', type: 'number' },
        { name: 'tiers', type: 'number' },
      ],
    }
    const named = (name: string, from = document) =>
      edited(from, { edit: 'fact', at: 0, fact: { name, type: 'number' } })
    expect(named('level').powers[0]!.conditions![0]!.when).toEqual({ all: [{ ...tier, fact: 'level' }] })
    expect(named('tiers').powers[0]!.conditions![0]!.when).toEqual({ all: [tier] })
  })
})

describe('two editors', () => {
  const content = (document: DraftDocument): DraftContent => ({ teamIds: ['t1'], from: null, document })

  test('who changed nothing takes the other’s; who is alone keeps their own', () => {
    fc.assert(
      fc.property(documents, documents, (base, other) => {
        expect(mergeOnTop(base, base, other)).toEqual(other)
        expect(mergeOnTop(base, other, base)).toEqual(other)
        expect(mergeOnTop(base, other, other)).toEqual(other)
      }),
    )
  })

  test('different places are both kept; at the same place mine stands', () => {
    const base = { ...full, powers: full.powers.slice(0, -1) }
    const added = full.powers.at(-1)!
    const mine = structuredClone(base)
    const theirs = structuredClone(base)
    mine.support.minutes = 3
    mine.powers[0]!.limits[0]!.bounds.EUR!.max += 100
    theirs.powers[0]!.limits[0]!.bounds.EUR!.max += 200
    theirs.powers[0]!.limits[0]!.bounds.EUR!.stretch += 500
    theirs.powers.push(added)
    mine.powers.reverse()
    const merged = mergeOnTop(base, mine, theirs)
    const first = merged.powers.find(({ kind }) => kind === full.powers[0]!.kind)!
    expect(merged.support.minutes).toBe(3)
    expect(first.limits[0]!.bounds.EUR).toEqual({
      max: full.powers[0]!.limits[0]!.bounds.EUR!.max + 100,
      stretch: full.powers[0]!.limits[0]!.bounds.EUR!.stretch + 500,
    })
    expect(merged.powers.at(-1)).toEqual(added)
  })

  test('what one took away is gone, unless the other changed it', () => {
    const less = structuredClone(full)
    less.powers.shift()
    expect(mergeOnTop(full, structuredClone(full), less).powers).toEqual(less.powers)
    const minutes = { ...structuredClone(full), support: { minutes: 1 } }
    expect(mergeOnTop(full, minutes, less).powers).toEqual(less.powers)
    const changed = structuredClone(full)
    changed.powers[0]!.limits[0]!.bounds.EUR!.max += 1
    expect(mergeOnTop(full, changed, less).powers[0]).toEqual(changed.powers[0])
  })

  test('teams and the date are told too', () => {
    const one = content(blankDocument)
    const other = { ...one, teamIds: ['t2'], from: '2027-01-01' }
    expect(describeDraftChange(one, other, (id) => `Team ${id}`)).toEqual([
      { key: 'change.teams_added', values: { teams: { both: ['Team t2'] } } },
      { key: 'change.teams_removed', values: { teams: { both: ['Team t1'] } } },
      { key: 'change.from', values: { date: { date: '2027-01-01' } } },
    ])
    expect(describeDraftChange(one, one, String)).toEqual([])
  })
})

test('a withdrawal takes every power, or gives a last day', () => {
  expect(withdrawMandate(full, null)).toMatchObject({ powers: [] })
  expect(findMandateFaults(withdrawMandate(full, null))).toEqual([])
  expect(describeMandateChange(full, withdrawMandate(full, null))).not.toEqual([])
  expect(withdrawMandate(full, '2027-01-31').validity?.until).toBe('2027-01-31')
})
