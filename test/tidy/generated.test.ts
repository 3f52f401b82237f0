import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { mandateSchemaFile, mandateSchemaText } from '../../src/cli/mandate.ts'
import { openApiText } from '../../src/cli/openapi.ts'
import { generateSchema } from '../../src/cli/schema.ts'
import { root } from './sources.ts'

test('docs/openapi.json is what the contract says (npm run cli -- openapi writes it)', () => {
  expect(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8') === openApiText()).toBe(true)
})

test('docs/mandate.schema.json is what the contract says (npm run cli -- mandate schema writes it)', () => {
  expect(readFileSync(mandateSchemaFile, 'utf8') === mandateSchemaText()).toBe(true)
})

test('the schema types are those of the migrations (npm run cli -- schema writes them)', () => {
  expect(() => generateSchema(inject('templateUrl'), ['--verify'])).not.toThrow()
})
