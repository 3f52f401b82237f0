import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allRoutes, type OperationId } from '../../src/contract/all.ts'
import type { Route } from '../../src/contract/route.ts'

/** Law 6 in the contract: which operations speak of how long somebody took at all, and to whom. */
const rows = Object.entries(allRoutes) as [OperationId, Route][]
const speaksOfTime = /handl|elapsed|duration|worked|quartile|median|seconds$|(^|\.)aht|occupan|adheren|idle/i

test('how long somebody took is told by the mirror and by what is published, and by nothing else', () => {
  const telling = rows.flatMap(([operationId, { returns }]) =>
    returns && fieldsOf(returns).some((field) => speaksOfTime.test(field)) ? [operationId] : [],
  )
  expect(telling.sort()).toEqual(['handling.list', 'mirror.show'])
})

describe('the mirror', () => {
  const own = rows.filter(([operationId]) => operationId.startsWith('mirror.'))
  test('has no way to say whose: it is the signed-in person’s', () => {
    expect(own).toHaveLength(2)
    for (const [operationId, { path, params, query }] of own)
      expect([operationId, path.includes(':'), params, query]).toEqual([
        operationId,
        false,
        undefined,
        undefined,
      ])
  })
  test('and takes no person in its body', () => {
    const fields = own.flatMap(([, { body }]) => (body ? fieldsOf(body) : []))
    expect(fields.filter((field) => /person|agent|user|id$/i.test(field))).toEqual([])
  })
})

test('no list is sorted or filtered by time worked, and none by person', () => {
  const asked = rows.flatMap(([operationId, { query }]) =>
    query
      ? fieldsOf(query)
          .filter((field) => speaksOfTime.test(field) || /sort|order|agent|person/i.test(field))
          .map((field) => `${operationId} ${field}`)
      : [],
  )
  expect(asked).toEqual([])
})

test('the search sees fields however deep they stand', () => {
  const deep = z.strictObject({
    a: z.array(z.strictObject({ b: z.strictObject({ handleSeconds: z.int() }).nullable() })),
  })
  expect(fieldsOf(deep)).toContain('a.b.handleSeconds')
})

/** The names of the fields of a schema, with the way to them. */
function fieldsOf(schema: z.ZodType): string[] {
  const found: string[] = []
  walk(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }), '')
  return found

  function walk(node: unknown, path: string): void {
    if (Array.isArray(node)) for (const one of node) walk(one, path)
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        if (key !== 'properties') walk(value, path)
        else
          for (const [name, property] of Object.entries(value as object)) {
            found.push(path ? `${path}.${name}` : name)
            walk(property, path ? `${path}.${name}` : name)
          }
      }
  }
}
