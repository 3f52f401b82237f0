import { expect, test } from 'vitest'
import { z } from 'zod'
import { allRoutes, type OperationId } from '../../src/contract/all.ts'
import type { Route } from '../../src/contract/route.ts'

/**
 * Law 3 and law 6, over everything that leaves: no answer joins a named person who works here with what their
 * decisions cost, with a score, or with how many of anything they did.
 */
const person = /^(agent|person|author|about|colleague|by)(Name|Id)$/
const figure =
  /^(amount|cost|costs|minor|total|totals|count|of|given|refused|honoured|decisions|score|pay|missed|decided|closed)$/

/** Single facts, read by those who are in them and by whoever works beside them; none of these is a sum. */
const single: Record<string, OperationId[]> = {
  // one decision; its agent is named to themselves and to who works in or coaches the team (server/decision/present.ts)
  decision: ['decision.create', 'decision.correct', 'decision.list', 'decision.show', 'home.show'],
  // what somebody asked support for, with whom it stands
  request: ['support.create', 'support.list', 'support.answer', 'home.show'],
  // a note between two people, which only they read
  note: ['feedback.create', 'feedback.list', 'feedback.answer'],
}
const contactDetail: OperationId[] = [
  'contact.show',
  'contact.create',
  'contact.update',
  'contact.take',
  'contact.release',
  'closure.propose',
  'closure.withdraw',
]
const known = new Set<string>([...Object.values(single).flat(), ...contactDetail])

test('no answer has a figure beside a person who works here', () => {
  const found = Object.entries(allRoutes).flatMap(([operation, row]) =>
    joinedIn((row as Route).returns).map((fields) => ({ operation, fields })),
  )
  expect(found.filter(({ operation }) => !known.has(operation))).toEqual([])
  // the rule sees what it should: without the list of single facts there would be some
  expect(found.length).toBeGreaterThan(5)
})

test('single facts are amounts of one thing, never sums or counts', () => {
  const sums = /^(total|totals|count|of|given|refused|honoured|decisions|missed|decided|closed)$/
  for (const operation of known)
    for (const fields of joinedIn((allRoutes[operation as OperationId] as Route).returns))
      expect([operation, fields.filter((field) => sums.test(field))]).toEqual([operation, []])
})

/** The objects of a schema that have a person and a figure among their own fields. */
function joinedIn(schema: z.ZodType | undefined): string[][] {
  if (!schema) return []
  const found: string[][] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const { properties } = node as { properties?: Record<string, unknown> }
    if (properties) {
      // a list of things is no figure
      const fields = Object.keys(properties).filter(
        (field) => (properties[field] as { type?: string }).type !== 'array',
      )
      if (fields.some((field) => person.test(field)) && fields.some((field) => figure.test(field)))
        found.push(fields.filter((field) => person.test(field) || figure.test(field)))
    }
    Object.values(node).forEach(walk)
  }
  walk(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }))
  return found
}
