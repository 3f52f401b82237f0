import { expect, test } from 'vitest'
import { pages } from '../../src/web/pages.ts'

test('no two pages have the same path or the same keys', () => {
  const twice = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i)
  expect(twice(pages.map(({ path }) => path))).toEqual([])
  expect(twice(pages.flatMap(({ keys }) => (keys ? [keys] : [])))).toEqual([])
})
