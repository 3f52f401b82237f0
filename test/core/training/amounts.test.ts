import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountPercents, scaleScenario } from '../../../src/core/training/amounts.ts'
import { scaleAmount } from '../../../src/core/training/find-numbers.ts'
import type { Scenario } from '../../../src/core/training/scenario.ts'

const scenario: Scenario = {
  title: 'Una mora di 25 €',
  situation: 'Cliente dal 2018, due rate.',
  steps: [
    { words: 'Mi avete preso 1.250,50 € e poi 25 €.', said: 'Erano 25 €.', options: ['Tolgo 25 €.', 'No.'] },
    { words: 'خُصم مني 48,500 دينار مرتين', said: null, options: [] },
  ],
  decideAt: 0,
  decided: { power: 'fee_waiver', minor: 2500, days: null },
  after: 'Grazie per i £ 30.00',
  reach: 'Tutti i 25 €.',
}

test('amounts move together in every text; years, counts and words stay', () => {
  const made = scaleScenario(scenario, 100, 120)
  expect(made).toMatchObject({
    title: 'Una mora di 30 €',
    situation: 'Cliente dal 2018, due rate.',
    decided: { minor: 3000 },
    after: 'Grazie per i £ 36.00',
    reach: 'Tutti i 30 €.',
  })
  expect(made.steps[0]).toEqual({
    words: 'Mi avete preso 1.500,60 € e poi 30 €.',
    said: 'Erano 30 €.',
    options: ['Tolgo 30 €.', 'No.'],
  })
  expect(made.steps[1]!.words).toContain('58,200')
})

test.each([
  ['25 €', 90, '23 €'],
  ['9,90 €', 110, '10,89 €'],
  ['0,50 €', 80, '0,40 €'],
  ['1.000 €', 90, '900 €'],
  ['1.250.000 €', 80, '1.000.000 €'],
  ['950 000,00 €', 80, '760 000,00 €'],
  ['1,000 دينار', 90, '0,900 دينار'],
  ['٤٨٫٥٠٠ دينار', 120, '٥٨٫٢٠٠ دينار'],
  ['TND 7.250', 100, 'TND 7.250'],
])('%s at %i percent is %s', (written, percent, made) => {
  expect(scaleAmount(written, percent)).toBe(made)
})

test('to where it is, nothing moves; a text without an amount never does', () => {
  for (const percent of amountPercents) expect(scaleScenario(scenario, percent, percent)).toBe(scenario)
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-zàè ,.'’?!]{0,80}$/),
      fc.constantFrom(...amountPercents),
      (text, to) => {
        expect(scaleScenario({ ...scenario, situation: text }, 100, to).situation).toBe(text)
      },
    ),
  )
})

test('what was decided then keeps its share of what the texts say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...amountPercents), (minor, to) => {
      const made = scaleScenario(
        {
          ...scenario,
          reach: `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')} €`,
          decided: { power: 'refund', minor, days: null },
        },
        100,
        to,
      )
      expect(Number(made.reach.replace(/\D/g, ''))).toBe(made.decided!.minor)
    }),
  )
})
