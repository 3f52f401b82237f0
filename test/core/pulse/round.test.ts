import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pulseQuestions, roundAt, roundOf, showTally, tallyOf } from '../../../src/core/pulse/round.ts'
import { wilsonInterval } from '../../../src/core/statistics/proportion.ts'

describe('rounds', () => {
  test('the first began on Monday, 5 January 2026, and each takes four weeks', () => {
    expect(roundAt(Date.parse('2026-01-05T00:00:00Z'))).toMatchObject({ number: 1 })
    expect(roundAt(Date.parse('2026-02-01T23:59:59.999Z'))).toMatchObject({ number: 1 })
    expect(roundAt(Date.parse('2026-02-02T00:00:00Z'))).toMatchObject({ number: 2 })
  })
  test('every instant is in exactly one', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 5), max: Date.UTC(2060, 0, 1) }), (now) => {
        const round = roundAt(now)
        expect(round.opens <= now && now < round.closes).toBe(true)
        expect(roundOf(round.number + 1).opens).toBe(round.closes)
      }),
    )
  })
})

describe('what is shown', () => {
  test('nothing under five', () => {
    expect(showTally([0, 0, 0, 4, 0], wilsonInterval)).toBeNull()
    expect(showTally([1, 0, 0, 2, 2], wilsonInterval)).toMatchObject({ of: 5, agree: 4 })
  })
  test('a tally has one count for each answer that was not passed over', () => {
    const value = fc.option(fc.integer({ min: 1, max: 5 }))
    const one = fc.record(Object.fromEntries(pulseQuestions.map((question) => [question, value])))
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (answers) => {
        const tally = tallyOf(answers as never)
        for (const question of pulseQuestions)
          expect(tally[question].reduce((sum, count) => sum + count, 0)).toBe(
            answers.filter((each) => each[question] !== null).length,
          )
      }),
    )
  })
})
