import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, linesWith, sourcesIn, withoutComments } from './sources.ts'

/** What each ring may import: other rings by their folder, and packages by their name. */
const rings: Record<string, { folders: string[]; packages: RegExp | null }> = {
  'src/core': { folders: ['src/core'], packages: /^(canonicalize|@stdlib\/.*|ml-matrix|pure-rand)$/ },
  'src/contract': { folders: ['src/contract', 'src/core'], packages: /^(zod|zod-openapi)$/ },
  'src/web': { folders: ['src/web', 'src/core', 'src/contract', 'messages'], packages: /^(?!node:)/ },
  'src/server': { folders: ['src/server', 'src/core', 'src/contract', 'seeds'], packages: /./ },
  'src/cli': {
    // benches stand on the tests' world and their browser
    folders: ['src/cli', 'src/server', 'src/core', 'src/contract', 'seeds', 'test/server', 'test/browser.ts'],
    packages: /./,
  },
}

describe.each(Object.entries(rings))('%s', (ring, allowed) => {
  const files = sourcesIn([ring], ['.ts', '.tsx'])
  test('imports only what its ring may', () => {
    const wrong = files.flatMap(({ path, text }) =>
      importsOf(text).flatMap((wanted) => {
        if (wanted.startsWith('virtual:')) return []
        if (!wanted.startsWith('.'))
          return allowed.packages?.test(wanted) ? [] : [`${path} imports ${wanted}`]
        const target = normalize(join(dirname(path), wanted)).replaceAll('\\', '/')
        return allowed.folders.some((folder) => target === folder || target.startsWith(`${folder}/`))
          ? []
          : [`${path} imports ${target}`]
      }),
    )
    expect(wrong).toEqual([])
  })
})

test('the rule sees what it should: imports of every form are found', () => {
  const text = `import a from './a.ts'\nimport type { B } from "b"\nimport {\n  c,\n  d,\n} from '../c.ts'\nimport 'e.css'\nexport { f } from './f.ts'\nconst g = import('./g.ts')`
  expect(importsOf(text)).toEqual(['./a.ts', 'b', '../c.ts', 'e.css', './f.ts', './g.ts'])
})

test('core has no clock, no chance and no way out', () => {
  const banned =
    /Date\.now|new Date\(\s*\)|Math\.random|performance\.|crypto\.|process\.|fetch\(|setTimeout|setInterval|globalThis/
  expect(
    sourcesIn(['src/core'], ['.ts'])
      .map(withoutComments)
      .flatMap((source) => linesWith(source, banned)),
  ).toEqual([])
})

test('the server takes its time from the clock it is given', () => {
  const files = sourcesIn(['src/server'], ['.ts']).filter(
    // main.ts makes the clock, start.ts dates the demo world; the launcher, locks and sign-in deal in machine time
    ({ path }) =>
      !/server\/(main|start|dev|build)\.ts$|platform\/(embedded-postgres|folder-lock|postgres-cluster|postgres-programs)\.ts$/.test(
        path,
      ),
  )
  expect(
    files.map(withoutComments).flatMap((source) => linesWith(source, /Date\.now\(\)|new Date\(\s*\)/)),
  ).toEqual([])
})

test('only the mirror, its publishing, the conversation and training read what is one person’s alone (law 6)', () => {
  const callers = sourcesIn(['src'], ['.ts', '.tsx'])
    .map(withoutComments)
    .filter((source) => linesWith(source, /\.own\(|app\.person/).length > 0)
    .map(({ path }) => path)
  expect(callers.sort()).toEqual([
    'src/server/contact/api.ts',
    'src/server/handling/api.ts',
    'src/server/handling/publish.ts',
    'src/server/platform/db.ts',
    // practice, lessons read and answers to refreshers are the learner's own
    'src/server/training/api.ts',
    'src/server/training/course-api.ts',
    'src/server/training/scenario-api.ts',
  ])
})

test('what two people say to each other is opened by one function, and by it nobody’s own time', () => {
  const callers = sourcesIn(['src'], ['.ts', '.tsx'])
    .map(withoutComments)
    .filter((source) => linesWith(source, /app\.talker/).length > 0)
    .map(({ path }) => path)
  expect(callers).toEqual(['src/server/coaching-session/store.ts'])
})

test('handlers hold no SQL, and the platform no nouns', () => {
  const handlers = sourcesIn(['src/server'], ['api.ts']).filter(({ path }) => path.endsWith('/api.ts'))
  expect(handlers.flatMap((source) => linesWith(source, /sql`/))).toEqual([])
  const platform = sourcesIn(['src/server/platform'], ['.ts']).flatMap(({ path, text }) =>
    importsOf(text)
      .filter(
        (wanted) => wanted.startsWith('../') && !/^\.\.\/(\.\.\/(contract|core)\/|platform\/)/.test(wanted),
      )
      .map((wanted) => `${path} imports ${wanted}`),
  )
  expect(platform).toEqual([])
})
