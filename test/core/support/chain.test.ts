import { expect, test } from 'vitest'
import { decideSilence, mayAnswer, type SupportRequestState } from '../../../src/core/support/chain.ts'

const request = (fields: Partial<SupportRequestState> = {}): SupportRequestState => ({
  kind: 'lift',
  level: 'coach',
  dueAt: 1000,
  withinStretch: false,
  open: true,
  ...fields,
})

test.each([
  ['before its time', request(), 999, { type: 'nothing' }],
  ['answered already', request({ open: false }), 2000, { type: 'nothing' }],
  ['inside the stretch it stands', request({ withinStretch: true }), 1000, { type: 'stands' }],
  ['beyond it goes to the manager', request(), 1000, { type: 'passed_up', to: 'manager', dueAt: 601_000 }],
  [
    'then to the administrator',
    request({ level: 'manager' }),
    1000,
    { type: 'passed_up', to: 'administrator', dueAt: 601_000 },
  ],
  ['and then it is late, never dead', request({ level: 'administrator' }), 1000, { type: 'late' }],
  [
    'silence removes no obstacle',
    request({ kind: 'obstacle', withinStretch: true }),
    1000,
    { type: 'passed_up', to: 'manager', dueAt: 601_000 },
  ],
] as const)('%s', (_, state, now, outcome) => expect(decideSilence(state, now, 10)).toEqual(outcome))

test.each([
  [['coach'], 'coach', true],
  [['manager'], 'coach', true],
  [['coach'], 'manager', false],
  [['administrator'], 'manager', true],
  [['agent', 'sponsor'], 'coach', false],
] as const)('%s at %s: %s', (held, level, may) => expect(mayAnswer(held, level)).toBe(may))
