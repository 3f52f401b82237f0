import { describe, expect, test } from 'vitest'
import { columnsOf } from '../../../src/core/import/columns.ts'
import { identifyRow } from '../../../src/core/import/identify.ts'
import { mapRow } from '../../../src/core/import/map-row.ts'
import type { Condition, Mapping, Value } from '../../../src/core/import/mapping.ts'
import { holds, readValue } from '../../../src/core/import/read-value.ts'

const column = (name: string): Value => ({ column: name })
const constant = (text: string): Value => ({ constant: text })
const isYes = (name: string): Condition => ({ column: name, equals: 'yes' })

const mapping: Mapping = {
  format: 'cartabianca-import/1',
  source: 'desk',
  empty: ['-'],
  id: { column: 'id' },
  skip: [{ if: isYes('test'), reason: 'a test of the old desk' }],
  customer: {
    id: column('customer'),
    name: { first: [column('name'), constant('Customer')] },
    currency: { column: 'currency', map: { '€': 'EUR', dt: 'TND' } },
    email: column('mail'),
    value: { amount: { value: column('worth'), currency: constant('EUR'), decimal: ',' } },
  },
  contact: {
    at: { column: 'opened', format: 'iso', zone: 'Europe/Rome' },
    language: { column: 'language', otherwise: 'it', map: { Italian: 'it', Arabic: 'ar', Dutch: 'nl' } },
    touchpoint: constant('billing'),
    subject: { join: [column('topic'), column('detail')], with: ' · ' },
  },
  messages: [
    { kind: 'customer', text: column('words') },
    { kind: 'note', text: { template: 'Ticket {id}, {{old desk}' } },
  ],
  doubts: [
    {
      question: column('topic'),
      answer: column('answer'),
      unclear: { if: isYes('angry'), because: column('why') },
      cleared: { if: isYes('happy') },
    },
  ],
  decision: {
    if: { not: { column: 'amount', empty: true } },
    power: column('power'),
    amount: {
      value: column('amount'),
      currency: { column: 'currency', map: { '€': 'EUR', dt: 'TND' } },
      decimal: ',',
    },
    days: column('days'),
    reason: constant('from the old desk'),
  },
  closure: {
    if: { not: { column: 'closed', empty: true } },
    as: { cases: [{ if: isYes('happy'), use: constant('confirmed') }], otherwise: constant('unconfirmed') },
    at: { column: 'closed', format: 'iso', zone: 'Europe/Rome' },
  },
  rating: { csat: column('stars'), words: column('review') },
}

const row = {
  ...{
    id: '17',
    customer: 'c1',
    name: 'Ada',
    mail: '-',
    currency: '€',
    worth: '1.250,50',
    test: '',
    why: '',
  },
  ...{
    opened: '2024-05-01 09:00',
    closed: '',
    language: 'Italian',
    topic: 'A fee',
    detail: 'twice',
    words: 'Why?',
  },
  ...{ answer: '', angry: '', happy: '', power: 'refund', amount: '', days: '', stars: '', review: '' },
}
const now = Date.parse('2026-01-01T00:00:00Z')
const opened = Date.parse('2024-05-01T07:00:00Z')
const mapped = (change: Partial<Record<keyof typeof row, string>>) =>
  mapRow(mapping, { ...row, ...change }, '17', now)

test('an open row gives a whole contact', () => {
  expect(mapped({})).toEqual({
    sourceId: '17',
    customer: {
      ...{
        sourceId: 'c1',
        name: 'Ada',
        email: null,
        phone: null,
        city: null,
        language: 'it',
        currency: 'EUR',
      },
      since: null,
      value: { minor: 125050, currency: 'EUR', at: opened },
      facts: {},
    },
    contact: {
      ...{ openedAt: opened, language: 'it', touchpoint: 'billing', subject: 'A fee · twice' },
      facts: {},
    },
    messages: [
      { kind: 'customer', text: 'Why?', at: opened },
      { kind: 'note', text: 'Ticket 17, {old desk}', at: opened + 1 },
    ],
    doubts: [
      {
        ...{ question: 'A fee', answer: null, answeredAt: null },
        ...{ unclear: false, unclearBecause: null, clearedAt: null },
      },
    ],
    decision: null,
    closure: null,
    rating: null,
  })
})

test('facts are read as the mandates declare them; what can’t be one refuses its row', () => {
  const declared = [
    { name: 'card', type: 'text' },
    { name: 'insured', type: 'boolean' },
  ] as const
  const told = (facts: Record<string, { constant: string }>) =>
    mapRow({ ...mapping, contact: { ...mapping.contact, facts } }, row, '17', now, declared)
  const known = { card: { constant: 'gold' }, insured: { constant: 'Yes' }, days_late: { constant: '-3' } }
  expect(told(known)).toMatchObject({ contact: { facts: { card: 'gold', insured: true, days_late: -3 } } })
  expect(told({ card: { constant: '' } })).toMatchObject({ contact: { facts: {} } })
  expect(told({ card: { constant: 'Ada Byron' } })).toEqual({
    refused: 'contact.facts.card is "Ada Byron": it must be a short code (letters, digits, . _ -)',
  })
  expect(told({ days_late: { constant: 'many' } })).toMatchObject({
    refused: expect.stringContaining('a whole number'),
  })
  expect(told({ carte: { constant: 'gold' } })).toMatchObject({
    refused: expect.stringContaining('no mandate'),
  })
})

test('an ended row gives its decision, its closure and its rating', () => {
  const closed = Date.parse('2024-05-02T08:00:00Z')
  const changes = {
    closed: '2024-05-02T10:00',
    happy: 'yes',
    answer: 'Given back',
    amount: '12,5',
    stars: '5',
  }
  expect(mapped(changes)).toMatchObject({
    doubts: [{ answer: 'Given back', answeredAt: closed, clearedAt: closed }],
    decision: { power: 'refund', amountMinor: 1250, currency: 'EUR', days: null, at: closed },
    closure: { as: 'confirmed', at: closed },
    rating: { csat: 5, effort: null, words: null, at: closed },
  })
  expect(mapped({ ...changes, currency: 'dt', amount: '48,5' })).toMatchObject({
    decision: { amountMinor: 48500 },
  })
  expect(mapped({ ...changes, happy: '', angry: 'yes', why: 'Still there' })).toMatchObject({
    doubts: [{ unclear: true, unclearBecause: 'Still there', clearedAt: null }],
    closure: { as: 'unconfirmed' },
  })
})

test.each([
  [{ test: 'yes' }, 'left out by the mapping: a test of the old desk'],
  [{ opened: '' }, 'contact.at is empty'],
  [{ opened: '2027-01-01' }, 'contact.at lies in the future'],
  [{ opened: '1 May' }, 'opened is "1 May", which is not a date of the form iso'],
  [{ closed: '2024-04-30' }, 'closure.at lies before contact.at'],
  [{ currency: '$' }, 'currency is "$", which the mapping has no place for'],
  [{ language: 'Dutch' }, 'contact.language is "nl": it must be it, fr, en, ar'],
  [{ topic: '', detail: '' }, 'contact.subject is empty'],
  [{ mail: 'nobody' }, 'customer.email is not an e-mail address'],
  [{ name: 'x'.repeat(121) }, 'customer.name is longer than 120 characters'],
  [{ words: 'x'.repeat(100_001) }, 'messages[0] is longer than 100000 characters'],
  [{ amount: '12,505' }, 'decision.amount is "12,505", which is not an amount of EUR'],
  [{ amount: '-3' }, 'decision.amount is "-3", which is not an amount of EUR'],
  [{ amount: '99999999999' }, 'decision.amount is "99999999999", which is not an amount of EUR'],
  [{ amount: '0', power: 'bribe' }, 'decision.power is "bribe": it must be refund, fee_waiver'],
  [{ amount: '0', power: 'deadline_moved' }, 'deadline_moved needs decision.days'],
  [{ amount: '1', power: 'exception' }, 'exception has no amount'],
  [{ amount: '1', days: '3' }, 'refund has no decision.days'],
  [
    { amount: '0', power: 'deadline_moved', days: '400' },
    'decision.days is "400": it must be a whole number from 1 to 366',
  ],
  [{ stars: '6' }, 'rating.csat is "6": it must be a whole number from 1 to 5'],
  [{ angry: 'yes', happy: 'yes' }, 'doubts[0] is both clear and not clear'],
] as const)('refused: $1', (change, reason) => {
  expect(mapped(change)).toEqual({ refused: expect.stringContaining(reason) })
})

test('a closure is confirmed only when the customer cleared every doubt (law 4)', () => {
  const unproven: Mapping = { ...mapping, closure: { as: constant('confirmed') } }
  expect(mapRow(unproven, row, '17', now)).toEqual({
    refused: 'closed as confirmed, but a doubt is not cleared',
  })
})

test('a long subject is shortened at a word, and nothing is split in the middle of a sign', () => {
  const told = mapped({ topic: 'word '.repeat(60), detail: '' })
  expect(told).toMatchObject({ contact: { subject: expect.stringMatching(/^(word ){30}word…$/) } })
  const emoji = mapped({ topic: `${'x'.repeat(158)}😀😀`, detail: '' })
  expect(emoji).toMatchObject({ contact: { subject: `${'x'.repeat(158)}…` } })
})

describe('values', () => {
  const reading = { row: { a: 'A', b: '', na: 'N/A' }, empty: ['N/A'] }
  test.each<[Value, string | null]>([
    [{ constant: 'x' }, 'x'],
    [{ column: 'b' }, null],
    [{ column: 'na' }, null],
    [{ column: 'na', map: { 'N/A': 'none' } }, 'none'],
    [{ column: 'b', map: { A: 'x' }, otherwise: 'y' }, 'y'],
    [{ column: 'b', map: { A: 'x' } }, null],
    [{ column: 'a', map: { A: '' } }, null],
    [{ column: 'a', map: { toString: 'x' }, otherwise: 'own keys only' }, 'own keys only'],
    [{ template: '{a}-{b}' }, 'A-'],
    [{ template: '{b}{na}!' }, null],
    [{ template: 'no column' }, 'no column'],
    [{ first: [{ column: 'b' }, { column: 'na' }, { column: 'a' }] }, 'A'],
    [{ join: [{ column: 'a' }, { column: 'b' }, { constant: 'z' }], with: ', ' }, 'A, z'],
    [{ join: [{ column: 'b' }], with: ', ' }, null],
    [{ cases: [{ if: { column: 'a', equals: 'B' }, use: { constant: 'x' } }] }, null],
  ])('%o is %o', (value, expected) => {
    expect(readValue(reading, value)).toBe(expected)
  })

  test.each<[Condition, boolean]>([
    [{ column: 'a', equals: 'A' }, true],
    [{ column: 'na', equals: 'N/A' }, true],
    [{ column: 'na', empty: true }, true],
    [{ column: 'a', empty: true }, false],
    [{ column: 'a', in: ['B', 'A'] }, true],
    [{ column: 'a', startsWith: 'B' }, false],
    [{ all: [{ column: 'a', equals: 'A' }, { not: { column: 'b', empty: true } }] }, false],
    [
      {
        any: [
          { column: 'a', equals: 'A' },
          { column: 'b', empty: false },
        ],
      },
      true,
    ],
  ])('%o holds: %s', (condition, expected) => {
    expect(holds(reading, condition)).toBe(expected)
  })
})

test('every column that a mapping reads is found, and no cell of a map is taken for one', () => {
  const tricky: Mapping = {
    ...{ format: 'cartabianca-import/1', source: 's', id: { column: 'Id' } },
    customer: { name: { template: '{First} {{x} {Last name}' }, currency: constant('EUR') },
    contact: {
      at: { latest: [{ column: 'A', format: 'iso' }] },
      language: { column: 'L', map: { column: 'not a column', template: '{no}' } },
      touchpoint: { cases: [{ if: { any: [{ column: 'T', empty: true }] }, use: constant('other') }] },
      subject: column('S'),
    },
  }
  expect(columnsOf(tricky).sort()).toEqual(['A', 'First', 'Id', 'L', 'Last name', 'S', 'T'])
})

test('a row without a number is named by its cells and its ordinal among equals', () => {
  const seen = new Map<string, number>()
  const sha256 = (text: string) => text.padEnd(64, '.').slice(0, 64)
  const byHash: Mapping = { ...mapping, id: { hash: 'row' } }
  const id = (...cells: string[]) => identifyRow(byHash, row, cells, seen, sha256)
  expect([id('a', 'b'), id('a,b'), id('a', 'b')]).toEqual([
    { id: '["a","b"].......................-1' },
    { id: '["a,b"].........................-1' },
    { id: '["a","b"].......................-2' },
  ])
  expect(identifyRow(mapping, { ...row, id: '' }, [], seen, sha256)).toEqual({
    refused: 'id is empty: the row has no id',
  })
})
