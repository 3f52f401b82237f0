import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { openApiText } from '../../src/cli/openapi.ts'
import { root } from './sources.ts'

test('docs/openapi.json is what the contract says (node src/cli/openapi.ts writes it)', () => {
  expect(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8') === openApiText()).toBe(true)
})

test('the schema types are those of the migrations (npm run cli -- schema writes them)', () => {
  const args = [
    join(root, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
    ...['--dialect', 'postgres', '--url', inject('templateUrl'), '--default-schema', 'public'],
    ...['--include-pattern', 'public.*', '--date-parser', 'string', '--type-mapping', '{"int8":"number"}'],
    ...['--out-file', join(root, 'src', 'server', 'platform', 'schema.ts'), '--verify'],
  ]
  expect(() => execFileSync(process.execPath, args, { stdio: 'pipe' })).not.toThrow()
})
