import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { CommandFailure, UsageFailure } from '../../src/cli/failure.ts'
import { checkMandate } from '../../src/cli/mandate.ts'
import { full } from '../core/mandate/full-cases.ts'

/** `mandate check`: every fault with its place, in the reader's language. */
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-check-'))
const file = join(folder, 'mandate.json')
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** The faultless document with one thing in it changed; `undefined` takes it out. */
function check(path: string, value: unknown, ...args: string[]): { code: number; out: string } {
  const document: unknown = structuredClone(full)
  const parts = path.split('.')
  const last = parts.pop()!
  let inside = document as Record<string, unknown>
  for (const part of parts) inside = inside[part] as Record<string, unknown>
  inside[last] = value
  writeFileSync(file, JSON.stringify(document))
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
  return { code: checkMandate([file, ...args]), out: lines.join('\n') }
}

test('without faults it says the hash that is signed', () => {
  expect(check('format', full.format, '--language', 'en')).toEqual({
    code: 0,
    out: expect.stringMatching(/^No faults: it can be signed\. SHA-256: [0-9a-f]{64}$/),
  })
})

const faulty: [name: string, path: string, value: unknown, says: string][] = [
  ['an unknown field', 'powers.0.maximum', 3, 'powers[0]: there is no field "maximum" here'],
  [
    'a wrong type',
    'powers.0.limits.0.bounds.EUR.max',
    '50',
    'powers[0].limits[0].bounds.EUR.max: a whole number is expected here, without quotes',
  ],
  [
    'a fraction',
    'powers.0.limits.0.bounds.EUR.max',
    0.5,
    'powers[0].limits[0].bounds.EUR.max: a whole number is expected here, without quotes',
  ],
  [
    'an id twice',
    'powers.0.limits.1.id',
    'refund.decision',
    'powers[0].limits[1]: another limit or condition has this id (limit_id_twice)',
  ],
  [
    'a trainee beyond full',
    'powers.1.limits.0.levels.trainee.bounds.EUR',
    { max: 2500, stretch: 3000 },
    'powers[1].limits[0].levels.trainee: a trainee’s bounds go no further than the limit’s own',
  ],
  [
    'a stretch below its limit',
    'powers.0.limits.0.bounds.EUR.stretch',
    4999,
    'powers[0].limits[0].bounds.EUR: the stretch cannot be less than the limit itself (stretch_below_max)',
  ],
  [
    'a fact nobody declared',
    'facts',
    [{ name: 'tier', type: 'number' }],
    'powers[2].conditions[1].when.any[1].fact: there is no such fact: declare it under "facts"',
  ],
  [
    'a wording without a language',
    'powers.0.wording',
    { agents: { en: 'a', it: 'b', fr: 'c' } },
    'powers[0].wording.agents.ar: this is missing',
  ],
  [
    'validity reversed',
    'validity',
    { from: '2027-01-01', until: '2026-01-01' },
    'validity: it ends before it begins (ends_before_it_begins)',
  ],
  ['a day that is not', 'validity', { from: '2026-02-30' }, 'validity.from: a date is written'],
  [
    'a comparison that is not',
    'powers.2.conditions.0.when.is',
    'atmost',
    'powers[2].conditions[0].when.is: this is not one of: at_least, at_most, more_than, less_than, equal',
  ],
  ['minutes of none', 'support.minutes', 0, 'support.minutes: too small or too short: at least 1'],
  [
    'a currency in small letters',
    'powers.0.limits.0.bounds.eur',
    { max: 1, stretch: 1 },
    'powers[0].limits[0].bounds.eur: "eur" is no key for a bound',
  ],
  ['an id with a space', 'powers.0.limits.0.id', 'Per decision', 'limits[0].id: an id begins'],
  ['no powers', 'powers', undefined, 'powers: this is missing'],
]
test.each(faulty)('%s', (_, path, value, says) => {
  const { code, out } = check(path, value, '--language', 'en')
  expect(code).toBe(1)
  expect(out).toContain(says)
  expect(out.split('\n')).toHaveLength(1)
})

test('a currency that one limit leaves out is noted, and can be signed', () => {
  const { code, out } = check('powers.0.limits.3.bounds.TND', undefined, '--language=en')
  expect(code).toBe(0)
  expect(out).toMatch(/^note: powers\[0\]\.limits\[3\]\.bounds: TND has no bound here/)
})

test('in the language of the terminal, or the one asked for', () => {
  const reversed = ['validity', { from: '2027-01-01', until: '2026-01-01' }] as const
  vi.stubEnv('LC_ALL', '')
  vi.stubEnv('LC_MESSAGES', '')
  vi.stubEnv('LANG', 'it_IT.UTF-8')
  expect(check(...reversed).out).toContain('validity: finisce prima di cominciare')
  expect(check(...reversed, '--language', 'ar').out).toContain('validity: ينتهي قبل أن يبدأ')
  vi.stubEnv('LANG', 'C.UTF-8')
  expect(check(...reversed).out).toContain('it ends before it begins')
  expect(() => check(...reversed, '--language', 'tlh')).toThrow(UsageFailure)
})

test('what is not there, or not JSON, gets a sentence', () => {
  expect(() => checkMandate([join(folder, 'none.json'), '--language', 'en'])).toThrow(
    /none\.json can’t be read/,
  )
  writeFileSync(file, '{"format": "cartabianca-mandate/1", "powers": [}')
  expect(() => checkMandate([file, '--language', 'fr'])).toThrow(CommandFailure)
  expect(() => checkMandate([file, '--language', 'fr'])).toThrow(/n’est pas du JSON/)
  expect(() => checkMandate([])).toThrow(UsageFailure)
})
