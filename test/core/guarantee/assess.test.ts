import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  assessGuarantee,
  namesIn,
  type ProtectedDecision,
  type Written,
  writtenKinds,
} from '../../../src/core/guarantee/assess.ts'
import { kindsByStanding, seenFrom } from '../../../src/core/guarantee/feedback.ts'
import { type Case, guaranteeCases, ids } from './cases.ts'

const decisions: ProtectedDecision[] = [
  {
    id: ids.refund,
    contactId: ids.contactC,
    amount: { minor: 2500, currency: 'EUR' },
    entryId: ids.entry,
    entryHash: ids.hash,
    recent: true,
    customerName: 'Giulia Ferrante',
    agentName: 'Amira Trabelsi',
  },
  {
    id: ids.fee,
    contactId: ids.contactD,
    amount: { minor: 48500, currency: 'TND' },
    entryId: null,
    entryHash: null,
    recent: true,
    customerName: 'كريم بن صالح',
    agentName: 'Amira Trabelsi',
  },
]
const contacts = { C: ids.contactC, D: ids.contactD, other: ids.other }

function writtenOf(one: Case): Written {
  return {
    kind: one.kind,
    text: one.text,
    contactId: one.on ? contacts[one.on] : null,
    decisionId: one.decision ? ids.refund : null,
    pay: one.pay ? { minor: one.pay[0], currency: one.pay[1] } : null,
    covers: one.covers ?? [],
  }
}

describe('what law 3 refuses, and what it leaves alone', () => {
  test.each(guaranteeCases.map((one) => [`${one.kind}: ${one.name}`, one] as const))('%s', (_, one) => {
    const said = assessGuarantee(writtenOf(one), decisions)
    if (one.allowed) expect(said).toEqual({ verdict: 'allowed' })
    else {
      expect(said).toMatchObject({ verdict: 'refused', reason: one.refused })
      if (said.verdict === 'refused')
        expect(said.reached.map(({ how }) => how)).toEqual(one.how ? [one.how] : [])
    }
  })

  test('there are enough cases of each, in four languages', () => {
    expect(guaranteeCases.filter((one) => one.refused).length).toBeGreaterThan(50)
    expect(guaranteeCases.filter((one) => one.allowed).length).toBeGreaterThan(20)
  })

  test('a person without protected decisions may be criticised for anything', () => {
    for (const one of guaranteeCases.filter((each) => each.refused && each.refused !== 'score_without_scope'))
      expect([one.name, assessGuarantee(writtenOf(one), []).verdict]).toEqual([one.name, 'allowed'])
  })
})

const kinds = fc.constantFrom(...writtenKinds)
const negativeKinds = fc.constantFrom('improve', 'score', 'coaching', 'deduction') as fc.Arbitrary<
  Written['kind']
>

describe('for any words', () => {
  test('it always answers, and the same each time', () => {
    fc.assert(
      fc.property(kinds, fc.string({ unit: 'grapheme' }), (kind, text) => {
        const written = { ...writtenOf(guaranteeCases[0]!), kind, text }
        expect(assessGuarantee(written, decisions)).toEqual(assessGuarantee(written, decisions))
      }),
    )
  })

  test('a negative kind that is linked to a decision never passes', () => {
    fc.assert(
      fc.property(negativeKinds, fc.string({ unit: 'grapheme' }), (kind, text) => {
        const written: Written = {
          kind,
          text,
          contactId: null,
          decisionId: ids.refund,
          pay: null,
          covers: ['clarity'],
        }
        expect(assessGuarantee(written, decisions).verdict).toBe('refused')
      }),
    )
  })

  test('an id among any words is found', () => {
    const around = fc.string({ unit: fc.constantFrom(...'abc ñé.,;!?؟ \n') })
    fc.assert(
      fc.property(negativeKinds, around, around, (kind, before, after) => {
        const text = `${before} ${ids.fee} ${after}`
        const written: Written = {
          kind,
          text,
          contactId: null,
          decisionId: null,
          pay: null,
          covers: ['clarity'],
        }
        expect(assessGuarantee(written, decisions).verdict).toBe('refused')
      }),
    )
  })

  test('more protected decisions never make a refusal an approval', () => {
    fc.assert(
      fc.property(fc.constantFrom(...guaranteeCases), (one) => {
        const few = assessGuarantee(writtenOf(one), decisions.slice(0, 1)).verdict
        const all = assessGuarantee(writtenOf(one), decisions).verdict
        expect(few === 'refused' && all === 'allowed').toBe(false)
      }),
    )
  })
})

test('names are found as whole words, in either script', () => {
  expect(namesIn('Amira ha deciso', ['Amira'])).toEqual(['Amira'])
  expect(namesIn('I complimenti di Trabelsi', ['Amira Trabelsi'])).toEqual(['Amira Trabelsi'])
  expect(namesIn('سألت أميرة عن ذلك', ['أميرة'])).toEqual(['أميرة'])
  expect(namesIn('Ammirazione e camion', ['Amira', 'Ami'])).toEqual([])
})

test('who may write what, and who sees what was refused', () => {
  expect(kindsByStanding.peer).not.toContain('improve')
  expect(kindsByStanding.coach).not.toContain('deduction')
  expect(kindsByStanding.manager).toContain('deduction')
  expect([seenFrom('peer'), seenFrom('coach'), seenFrom('manager')]).toEqual([
    'manager',
    'manager',
    'administrator',
  ])
})
