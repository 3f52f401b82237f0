import { expect, test } from 'vitest'
import { sourcesIn } from './sources.ts'

test('no two pages have the same path or the same keys', () => {
  const rows = sourcesIn(['src/web'], ['pages.ts'])
    .filter(({ path }) => /^src\/web\/[\w-]*pages\.ts$/.test(path))
    .map(({ text }) => text.split('export function')[0])
    .join('')
  const valuesOf = (field: string) =>
    [...rows.matchAll(new RegExp(`\\b${field}: '([^']+)'`, 'g'))].map(([, value]) => value!)
  const twice = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i)
  expect(valuesOf('path').length).toBeGreaterThan(20)
  expect(twice(valuesOf('path'))).toEqual([])
  expect(twice(valuesOf('keys'))).toEqual([])
})
