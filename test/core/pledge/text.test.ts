import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isSameName, pledgeHashes, pledgeVersion } from '../../../src/core/pledge/text.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe.each(Object.entries(pledgeHashes))('version %s of the pledge', (version, hashes) => {
  test.each(Object.entries(hashes))('is in %s word for word what people sign', (language, hash) => {
    const texts = JSON.parse(readFileSync(join(root, 'messages', language, 'culture.json'), 'utf8'))
    const text = texts[`pledge_v${version}`] as string
    expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(hash)
    expect(text.split('\n')).toHaveLength(6)
  })
})

test('the version of now has its texts', () => {
  expect(Object.keys(pledgeHashes)).toContain(String(pledgeVersion))
})

test.each([
  ['Leila Ben Romdhane', 'leila  ben romdhane ', true],
  ['Leila Ben Romdhane', 'Leila', false],
  ['José', 'José', true],
  ['Leila', '', false],
])('%s signed as «%s»: %s', (name, typed, same) => {
  expect(isSameName(typed, name)).toBe(same)
})
