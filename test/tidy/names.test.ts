import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { allRoutes } from '../../src/contract/all.ts'
import { linesWith, type Source, sourcesIn } from './sources.ts'

const code = sourcesIn(['src', 'seeds', 'test'], ['.ts', '.tsx', '.css'])

test('components are PascalCase, other files kebab-case', () => {
  const wrong = code.filter(({ path }) => {
    const name = basename(path).replace(/\.(d\.ts|test\.ts|module\.css|tsx|ts|css)$/, '')
    return path.endsWith('.tsx')
      ? !/^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)$/.test(name)
      : !/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)$/.test(name)
  })
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('no file is named for what it is not about', () => {
  const empty =
    /(^|[-/.])(service|services|manager-?class|helper|helpers|util|utils|misc|common|index)\.(ts|tsx)$/i
  expect(code.filter(({ path }) => empty.test(path)).map(({ path }) => path)).toEqual([])
  expect(
    code.flatMap((source) =>
      linesWith(source, /\b(class|interface|type|function|const) \w*(Service|Helper|Utils|Impl)\b/),
    ),
  ).toEqual([])
})

test('a file is read in one sitting: at most 300 lines', () => {
  const long = code
    // generated, and cases that are a table of data
    .filter(({ path }) => !path.endsWith('platform/schema.ts') && !/^test\/.*cases\.ts$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})

test('nothing is loosened silently', () => {
  const loose =
    /@ts-(ignore|nocheck|expect-error)|biome-ignore(-all)? [\w/]+(?!: \w)[^\w/:]|\bas any\b|: any\b|eslint-disable|\b(test|it|describe)\.(only|skip)\b|\b(TODO|FIXME|XXX)\b/
  // a biome-ignore must say why after its colon (biome itself insists)
  const mine = code
    .map(keepReasons)
    .filter(({ path }) => path !== 'test/tidy/names.test.ts' && !path.endsWith('platform/schema.ts'))
  // skipIf with a reason is how a test names what it can't find
  expect(mine.flatMap((source) => linesWith(source, loose))).toEqual([])
})

/** Comments are words; only those that switch a check off count. */
function keepReasons(source: Source): Source {
  const kept = source.text
    .split('\n')
    .map((line) =>
      /@ts-|biome-ignore|TODO|FIXME|XXX/.test(line) ? line : line.replace(/(^\s*\/?\*.*$)/, ''),
    )
  return { ...source, text: kept.join('\n') }
}

test('operations are <noun>.<verb>, on resources that are nouns', () => {
  for (const [operationId, row] of Object.entries(allRoutes)) {
    expect(operationId).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/)
    expect(row.path).toMatch(/^(\/(:?[a-zA-Z]+|[a-z]+(-[a-z]+)*))+$/)
    expect(row.path).not.toMatch(/\/(create|update|delete|get|list|take|sign|decide|answer-it)(\/|$)/)
  }
  const seen = Object.values(allRoutes).map((row) => `${row.method} ${row.path.replace(/:\w+/g, ':')}`)
  expect(new Set(seen).size).toBe(seen.length)
})

test('styles are logical: no left or right, so that Arabic mirrors', () => {
  const physical =
    /(^|[\s;{-])(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)\b|(^|[\s;{])(left|right)\s*:|(text-align|float|clear)\s*:\s*(left|right)|border-(top|bottom)-(left|right)-radius/
  const css = sourcesIn(['src'], ['.css'])
  expect(css.length).toBeGreaterThan(5)
  expect(css.flatMap((source) => linesWith(source, physical))).toEqual([])
  const inline =
    /\b(marginLeft|marginRight|paddingLeft|paddingRight|borderLeft|borderRight|\bml=|\bmr=|\bpl=|\bpr=)/
  expect(sourcesIn(['src/web'], ['.tsx']).flatMap((source) => linesWith(source, inline))).toEqual([])
})
