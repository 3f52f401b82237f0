import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerLevels, chooseLevel, levelsAbove } from '../../../src/core/breach/above.ts'
import { roles } from '../../../src/core/person/permissions.ts'

const everywhere = { manager: 1, administrator: 1, sponsor: 1 }
describe('a breach goes to somebody above', () => {
  test.each([
    [['coach'], everywhere, 'manager'],
    [['trainer'], everywhere, 'manager'],
    [['coach'], { ...everywhere, manager: 0 }, 'administrator'],
    [['manager'], everywhere, 'administrator'],
    [['coach', 'manager'], everywhere, 'administrator'],
    [['manager'], { manager: 5, administrator: 0, sponsor: 1 }, 'sponsor'],
    [['administrator'], everywhere, 'sponsor'],
    [['manager', 'administrator'], everywhere, 'sponsor'],
    [['administrator'], { manager: 1, administrator: 4, sponsor: 0 }, null],
    [['sponsor'], everywhere, 'sponsor'],
    [['sponsor'], { ...everywhere, sponsor: 0 }, 'administrator'],
    [['coach'], { manager: 0, administrator: 0, sponsor: 0 }, null],
  ] as const)('%j with %j: %s', (held, others, level) => {
    expect(chooseLevel(held, others)).toBe(level)
  })

  test('never to a level of one’s own, save where nothing is higher, and never to an empty one', () => {
    const count = fc.nat(3)
    fc.assert(
      fc.property(
        fc.subarray([...roles], { minLength: 1 }),
        fc.record({ manager: count, administrator: count, sponsor: count }),
        (held, others) => {
          const level = chooseLevel(held, others)
          if (level === null) return levelsAbove(held).every((one) => others[one] === 0)
          return others[level] > 0 && (held.includes('sponsor') || !held.includes(level))
        },
      ),
    )
    expect(answerLevels).toHaveLength(3)
  })
})
