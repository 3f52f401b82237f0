import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Canonical, canonicalJson } from '../../../src/core/ledger/canonical.ts'

// RFC 8785, section 3.2.3: the order of property names, by UTF-16 code units.
test('names are sorted as RFC 8785 shows', () => {
  const given = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  const values = [...canonicalJson(given).matchAll(/:"([^"]+)"/g)].map((match) => match[1])
  expect(values).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
})

// RFC 8785, section 3.2.2 (its string and literals; its numbers are floats, which an entry may not hold).
test('strings are written as RFC 8785 shows', () => {
  const given = JSON.parse(
    '{"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  expect(canonicalJson(given)).toBe(
    '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

// RFC 8785, appendix B, the integers.
test.each([
  [0, '0'],
  [-0, '0'],
  [9007199254740991, '9007199254740991'],
  [-9007199254740991, '-9007199254740991'],
])('%d is written %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

// The test vectors beside the RFC (arrays.json, structures.json, french.json, weird.json's kind).
test.each<[Canonical, string]>([
  [[56, { d: true, '10': null, '1': [] }], '[56,{"1":[],"10":null,"d":true}]'],
  [
    {
      '1': { f: { f: 'hi', F: 5 }, '\n': 56 },
      '10': {},
      '': 'empty',
      a: {},
      '111': [{ e: 'yes', E: 'no' }],
      A: {},
    },
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
  ],
  [
    {
      peach: 'This sorting order',
      péché: 'is wrong according to French',
      pêche: 'but canonicalization MUST',
      sin: 'ignore locale',
    },
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
])('%o is written %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text)
})

test.each([
  [{ a: [1, { b: 0.1 }] }, '$.a.1.b'],
  [2 ** 53, '$'],
  [Number.NaN, '$'],
  [Number.POSITIVE_INFINITY, '$'],
  [['\ud800'], '$.0'],
  [{ '\udc00': 1 }, 'a key of $'],
  [{ a: undefined as never }, '$.a'],
])('%o has no exact bytes, at %s', (value, place) => {
  expect(() => canonicalJson(value)).toThrow(new RegExp(`at ${place.replaceAll('$', '\\$')}$`))
})

test('anything an entry may hold is written as the library of the RFC writes it', () => {
  const { value } = fc.letrec<{ value: Canonical; plain: Canonical }>((tie) => ({
    plain: fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
    value: fc.oneof(
      { maxDepth: 4 },
      tie('plain'),
      fc.array(tie('value')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
    ),
  }))
  fc.assert(fc.property(value, (given) => canonicalJson(given) === canonicalize(given)))
})
