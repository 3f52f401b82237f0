import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hideSums } from '../../../src/core/review/blind.ts'
import { agreementOf, findRubricFaults, fitsRubric, patternsOf } from '../../../src/core/review/rubric.ts'

const criteria = [
  { name: 'The doubt is found', levels: ['not yet', 'in part', 'wholly'] },
  { name: 'The words are plain', levels: ['not yet', 'mostly', 'yes', 'one would show it'] },
]

describe('a rubric is never about time or quantity', () => {
  test.each([
    ['Handling time', 0, null],
    ['Tempo medio di gestione', 0, null],
  ])('%s as a criterion', (name, criterion, level) => {
    expect(findRubricFaults([{ name, levels: ['a', 'b', 'c'] }])).toMatchObject([{ criterion, level }])
  })
  test('nor as a level', () => {
    const levels = ['slow', 'fine', 'calls under 3 minutes']
    expect(findRubricFaults([criteria[0]!, { name: 'Pace', levels }])).toMatchObject([
      { criterion: 1, level: 2 },
    ])
  })
  test('the rest is the team’s', () => expect(findRubricFaults(criteria)).toEqual([]))
})

test.each([
  [[0, 3], true],
  [[null, 3], true],
  [[null, null], false],
  [[3, 0], false],
  [[0], false],
  [[0, -1], false],
] as const)('%j fits its rubric: %s', (levels, fits) => expect(fitsRubric(levels, criteria)).toBe(fits))

describe('patterns', () => {
  test('from five that speak of a criterion, counts of levels', () => {
    const judged = [
      [0, 1],
      [2, null],
      [2, 1],
      [1, 1],
      [2, 1],
    ]
    expect(patternsOf(judged, criteria)).toEqual([{ counts: [1, 1, 3], of: 5 }, null])
    expect(patternsOf(judged.slice(1), criteria)).toEqual([null, null])
  })
  test('each review counts once, whatever its order', () => {
    const one = fc.tuple(fc.option(fc.nat(2)), fc.option(fc.nat(3)))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (judged) => {
        const patterns = patternsOf(judged, criteria)
        expect(patterns).toEqual(patternsOf([...judged].reverse(), criteria))
        for (const [nth, pattern] of patterns.entries()) {
          const of = judged.filter((each) => each[nth] !== null).length
          expect(pattern?.of ?? 0).toBe(of < 5 ? 0 : of)
          expect(pattern?.counts.reduce((sum, n) => sum + n, 0) ?? 0).toBe(pattern?.of ?? 0)
        }
      }),
    )
  })
})

describe('agreement', () => {
  test.each([
    [
      'the same, over several levels',
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      'alike',
    ],
    [
      'the same level throughout',
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
      'alike',
    ],
    [
      'the other way round',
      [
        [0, 1, 2],
        [2, 1, 0],
      ],
      'few',
    ],
    ['one alone', [[0, 1, 2]], 'untold'],
    [
      'nothing seen by both',
      [
        [0, null],
        [null, 1],
      ],
      'untold',
    ],
  ] as const)('%s', (_, judged, says) => expect(agreementOf([judged]).says).toBe(says))

  test.each([
    ['alike but for one', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 'alike'],
    ['roughly', [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 'roughly'],
    ['apart', [0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 1, 2], 'apart'],
  ] as const)('of four conversations together: %s', (_, off, says) => {
    // two readers, three criteria; the second is `off` by so many levels, up or down
    const conversations = [0, 1, 2, 3].map((which) => {
      const first = [0, 1, 2].map((nth) => (which + nth) % 3)
      const second = first.map((level, nth) => Math.abs(level - off[which * 3 + nth]!))
      return [first, second]
    })
    expect(agreementOf(conversations)).toMatchObject({ says, of: 12 })
  })
  test('nine say nothing of the rubric yet, unless all are alike', () => {
    const nine = [0, 1, 2].map(() => [
      [0, 1, 2],
      [0, 1, 1],
    ])
    expect(agreementOf(nine)).toMatchObject({ says: 'few', of: 9 })
    expect(agreementOf([...nine, nine[0]!]).says).not.toBe('few')
  })
})

describe('blind to what was decided', () => {
  const eur = (minor: number) => ({ minor, digits: 2 })
  test.each([
    ['Le rendo 23,50 € oggi', [eur(2350)], 'Le rendo ••• € oggi'],
    ['I give you 23.50 back', [eur(2350)], 'I give you ••• back'],
    ['I give you 23.5 back', [eur(2350)], 'I give you ••• back'],
    ['Vi rendo 1.250,00 euro', [eur(125000)], 'Vi rendo ••• euro'],
    ['Je rends 48,500 DT', [{ minor: 48500, digits: 3 }], 'Je rends ••• DT'],
    ['أعيد إليك ٢٣٫٥٠ يورو', [eur(2350)], 'أعيد إليك ••• يورو'],
    ['20 euros, not 120 or 20.5 or 3.20', [eur(2000)], '••• euros, not 120 or 20.5 or 3.20'],
    ['Nothing decided: 23,50', [], 'Nothing decided: 23,50'],
    ['A day moved: 0', [eur(0)], 'A day moved: 0'],
  ])('%s', (text, sums, hidden) => expect(hideSums(text, sums)).toBe(hidden))
})
