import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { opportunityKinds } from '../../../src/core/coaching/question.ts'
import {
  type Material,
  minutesFor,
  mostProposed,
  type Pattern,
  proposeRefreshers,
} from '../../../src/core/training/refresher.ts'

const pattern = (kind: Pattern['kind'], subject = 'billing', opportunityId = 'o1'): Pattern => ({
  opportunityId,
  kind,
  subject,
})
const scenario = (id: string, touchpoint: string | null = 'billing', language = 'it'): Material => ({
  kind: 'scenario',
  id,
  touchpoint,
  language,
  turns: 2,
})
const course = (id: string, shipped: string | null): Material => ({ kind: 'course', id, shipped, lessons: 4 })
const courses = [course('c1', '1-what-authority-is'), course('c2', '2-how-to-use-it'), course('own', null)]
const italian = { languages: ['it'], open: 0 }

const cases: [what: string, Pattern[], Material[], Parameters<typeof proposeRefreshers>[2], string[]][] = [
  ['a case of the touchpoint', [pattern('returning_doubt')], [...courses, scenario('s')], italian, ['s']],
  ['the newest of two', [pattern('unused_authority')], [scenario('new'), scenario('old')], italian, ['new']],
  [
    'a course where no case is of the touchpoint',
    [pattern('returning_doubt', 'security')],
    [scenario('s'), ...courses],
    italian,
    ['c2'],
  ],
  [
    'each pattern its own course',
    [pattern('unused_authority', 'stay'), pattern('returning_doubt', 'booking', 'o2')],
    courses,
    italian,
    ['c1', 'c2'],
  ],
  [
    'no case in a language that the team doesn’t serve',
    [pattern('returning_doubt')],
    [scenario('s', 'billing', 'ar'), ...courses],
    italian,
    ['c2'],
  ],
  ['nothing where nothing fits', [pattern('returning_doubt')], [course('own', null)], italian, []],
  [
    'nothing twice',
    [pattern('returning_doubt'), pattern('unused_authority', 'billing', 'o2')],
    [scenario('s')],
    italian,
    ['s'],
  ],
  [
    'no more at once than is read',
    [pattern('returning_doubt'), pattern('unused_authority', 'stay', 'o2')],
    courses,
    { ...italian, open: mostProposed - 1 },
    ['c2'],
  ],
  ['nothing for a lift asked for again', [pattern('repeated_lift', 'refund')], courses, italian, []],
  ['nothing for an obstacle', [pattern('shared_obstacle')], [scenario('s'), ...courses], italian, []],
  ['nothing for what is done well', [pattern('done_well')], [scenario('s'), ...courses], italian, []],
]

describe('refreshers that patterns ask for', () => {
  test.each(cases)('%s', (_, patterns, materials, bounds, ids) => {
    expect(proposeRefreshers(patterns, materials, bounds).map(({ material }) => material.id)).toEqual(ids)
  })

  test('never more than is read, never the same twice, never what is not there', () => {
    const patterns = fc.array(
      fc.record({
        opportunityId: fc.uuid(),
        kind: fc.constantFrom(...opportunityKinds),
        subject: fc.constantFrom('billing', 'stay', 'refund'),
      }),
      { maxLength: 8 },
    )
    const materials = fc.uniqueArray(
      fc.record({
        kind: fc.constant('scenario' as const),
        id: fc.uuid(),
        touchpoint: fc.constantFrom('billing', 'stay', null),
        language: fc.constantFrom('it', 'ar'),
        turns: fc.nat(30),
      }),
      { maxLength: 8, selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(patterns, materials, fc.nat(4), (asked, there, open) => {
        const made = proposeRefreshers(asked, [...there, ...courses], { languages: ['it'], open })
        expect(made.length).toBeLessThanOrEqual(Math.max(0, mostProposed - open))
        expect(new Set(made.map(({ material }) => material.id)).size).toBe(made.length)
        for (const { pattern: one, material } of made) {
          expect(asked).toContainEqual(one)
          if (material.kind === 'scenario')
            expect([material.touchpoint, material.language]).toEqual([one.subject, 'it'])
        }
      }),
    )
  })

  test.each([
    [{ turns: 1 }, 5],
    [{ turns: 2 }, 10],
    [{ turns: 5 }, 20],
    [{ turns: 0 }, 5],
    [{ lessons: 1 }, 5],
    [{ lessons: 4 }, 20],
  ])('%o take about %i minutes', (material, minutes) => {
    expect(minutesFor(material)).toBe(minutes)
  })
})
