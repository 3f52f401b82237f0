import { expect, test } from 'vitest'
import { sourcesIn } from './sources.ts'

test('no two pages have the same path or the same keys', () => {
  const [pages] = sourcesIn(['src/web'], ['pages.ts']).filter(({ path }) => path === 'src/web/pages.ts')
  const rows = pages!.text.slice(0, pages!.text.indexOf('export function'))
  const valuesOf = (field: string) =>
    [...rows.matchAll(new RegExp(`\\b${field}: '([^']+)'`, 'g'))].map(([, value]) => value!)
  const twice = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i)
  expect(valuesOf('path').length).toBeGreaterThan(20)
  expect(twice(valuesOf('path'))).toEqual([])
  expect(twice(valuesOf('keys'))).toEqual([])
})
