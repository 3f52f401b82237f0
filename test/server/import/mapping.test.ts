import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMapping } from '../../../src/contract/import.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../docs/import/README.md'), 'utf8')
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!)

test('the example of the guide follows the language', () => {
  expect(readMapping(example)).toEqual({ mapping: example })
})

const missing = 'docs/import/README.md lists what can stand here'
test.each<[string, unknown]>([
  ['the mapping: Invalid input: expected object, received array', []],
  ['colour: there is no such field', { ...example, colour: 1 }],
  ['format: this is missing', { ...example, format: undefined }],
  [
    'source: a source is made of small letters, digits and - (at most 60)',
    { ...example, source: 'Old desk' },
  ],
  ['csv.delimiter: a delimiter is one character', { ...example, csv: { delimiter: '||' } }],
  ['customer.name: this is missing', { ...example, customer: { ...example.customer, name: undefined } }],
  [
    'customer.nickname: there is no such field',
    { ...example, customer: { ...example.customer, nickname: 'x' } },
  ],
  [
    `contact.subject: "Title" can't stand here (${missing})`,
    { ...example, contact: { ...example.contact, subject: 'Title' } },
  ],
  [
    `contact.subject: no form has the fields colum (${missing})`,
    { ...example, contact: { ...example.contact, subject: { colum: 'Title' } } },
  ],
  [
    'contact.subject.join[1].mapp: there is no such field',
    {
      ...example,
      contact: {
        ...example.contact,
        subject: { join: [{ column: 'A' }, { column: 'B', mapp: {} }], with: ' ' },
      },
    },
  ],
  [
    'contact.at.zone: unknown time zone',
    { ...example, contact: { ...example.contact, at: { column: 'A', format: 'iso', zone: 'Mars' } } },
  ],
  [
    'contact.at.format: a date needs "iso", or YYYY with M or MM and D or DD; each part once, h with A',
    { ...example, contact: { ...example.contact, at: { column: 'A', format: 'DD/MM' } } },
  ],
  [
    `decision.if: no form has the fields column, equal (${missing})`,
    { ...example, decision: { ...example.decision, if: { column: 'A', equal: 'x' } } },
  ],
  [
    'closure.as.constant: a null character has no place in a text',
    { ...example, closure: { as: { constant: '\0' } } },
  ],
])('%s', (fault, mapping) => {
  expect(readMapping(mapping)).toEqual({ faults: [fault] })
})
