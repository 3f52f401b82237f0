import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskNames } from '../../../src/core/recognition/mask.ts'

test.each([
  ['Grazie Giulia, perfetta!', ['Giulia Quarta'], 'Grazie …, perfetta!'],
  ['GIULIA quarta è bravissima', ['Giulia Quarta'], '… … è bravissima'],
  ['Merci Inès', ['Ines Zouari'], 'Merci …'],
  ['Una giuliana', ['Giulia Quarta'], 'Una giuliana'],
  ['De nada, e ben fatto', ['Marco De Luca'], 'De nada, e ben fatto'],
  ['شكرا أميرة', ['أميرة'], 'شكرا …'],
  ['Nobody here', [], 'Nobody here'],
])('%s without %j: %s', (text, names, masked) => {
  expect(maskNames(text, names)).toBe(masked)
})

test('no part of three letters or more is left, and a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Giulia', 'QUARTA', 'ok', 'bene', 'giúlia')), (words) => {
      const once = maskNames(words.join(' '), ['Giulia Quarta'])
      expect(once.toLowerCase()).not.toMatch(/gi[uú]lia|quarta/)
      expect(maskNames(once, ['Giulia Quarta'])).toBe(once)
    }),
  )
})
