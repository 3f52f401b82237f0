import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { type Language, languages } from '../src/contract/route.ts'
import { type Place, placesOf } from './e2e/places.ts'
import { goTo, settled } from './e2e/settled.ts'
import { textsOf } from './e2e/texts.ts'
import { openVisitors, signInAs, type Visitors } from './e2e/visitors.ts'
import { type Stage, startDemoServer } from './e2e/world.ts'
import { setup } from './global-setup.ts'

/**
 * `npm run screenshots`: every page of the demo world at 360 and 1440 px, in each language, light and dark, into
 * screenshots/, with an index.html to look through. `-- --only desk` takes the places whose name holds it,
 * `-- --language ar` one language, `-- --docs` only the picture of the README.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, language: { type: 'string' }, docs: { type: 'boolean' } },
})
const root = join(import.meta.dirname, '..')
const folder = join(root, 'screenshots')
const widths = [1440, 360] as const
const heights = { 1440: 900, 360: 740 }
/** Enough to see what a page is like; some lists have no end. */
const tallest = 2400
const schemes = ['light', 'dark'] as const
type Taken = { place: string; language: Language; width: number; scheme: string; file: string }

let templateUrl = ''
const tearDown = await setup({
  provide(_key, url) {
    templateUrl = url
  },
})
try {
  if (values.docs) await takeForDocs()
  else await takeAll()
} finally {
  await tearDown()
}

async function takeAll(): Promise<void> {
  const taken: Taken[] = []
  const chosen = languages.filter((one) => !values.language || one === values.language)
  if (!values.only && !values.language) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const language of chosen) {
    const stage = await startDemoServer(templateUrl)
    const visitors = await openVisitors(stage)
    const places = (await placesOf(stage, language)).filter(({ name }) => name.includes(values.only ?? ''))
    for (const place of places) {
      taken.push(...(await takePlace(stage, visitors, place, language)))
      process.stdout.write(`\r${language}: ${place.name.padEnd(40)}`)
    }
    console.log(`\r${language}: ${places.length} pages${' '.repeat(40)}`)
    for (const trouble of new Set(visitors.troubles)) console.log(`  ${trouble}`)
    await visitors.close()
    await stage.close()
  }
  writeFileSync(join(folder, 'index.html'), indexOf(taken))
  console.log(`${taken.length} pictures: open ${join(folder, 'index.html')}`)
}

/** A place in one language: the page as it is when one comes to it, in both widths and schemes. */
async function takePlace(
  stage: Stage,
  visitors: Visitors,
  place: Place,
  language: Language,
): Promise<Taken[]> {
  const taken: Taken[] = []
  const texts = textsOf(language)
  for (const width of widths) {
    const page = await visitors.visit({ language, width, height: heights[width] })
    if (place.who) await signInAs(page, stage, place.who, language)
    await goTo(page, place, texts)
    await showWhole(page, width)
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      await settled(page, texts)
      const file = `${place.name}-${language}-${width}-${scheme}.png`
      await page.screenshot({ path: join(folder, file) })
      taken.push({ place: place.name, language, width, scheme, file })
    }
    await page.context().close()
  }
  return taken
}

/** All of the page in one picture, with what is fixed to the screen's edge at the picture's edge. */
async function showWhole(page: Page, width: 1440 | 360): Promise<void> {
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(tallest, Math.max(heights[width], whole)) })
}

/** The desk as the README shows it: Italian, light, a decision about to be made. */
async function takeForDocs(): Promise<void> {
  const stage = await startDemoServer(templateUrl)
  const visitors = await openVisitors(stage)
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'agentNummoLecce', 'it')
  const place = (await placesOf(stage, 'it')).find(({ name }) => name === 'desk-decide')!
  await goTo(page, place, textsOf('it'))
  mkdirSync(join(root, 'docs', 'images'), { recursive: true })
  await page.screenshot({ path: join(root, 'docs', 'images', 'desk.png') })
  await visitors.close()
  await stage.close()
  console.log('docs/images/desk.png')
}

function indexOf(taken: Taken[]): string {
  const names = [...new Set(taken.map(({ place }) => place))]
  const figures = (name: string) =>
    taken
      .filter(({ place }) => place === name)
      .map(
        ({ file, language, width, scheme }) =>
          `<a href="${file}"><img loading="lazy" height="300" src="${file}" alt="${name}, ${language}, ${width} px, ${scheme}"></a>`,
      )
      .join('\n')
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>carta bianca, every page</title>
<style>body{font:15px/1.5 system-ui;margin:2rem}nav{columns:4}section{margin-block:2rem}img{border:1px solid #bbb;margin:4px}</style>
<h1>Every page</h1>
<nav>${names.map((name) => `<a href="#${name}">${name}</a><br>`).join('')}</nav>
${names.map((name) => `<section id="${name}"><h2>${name}</h2>\n${figures(name)}</section>`).join('\n')}
</html>
`
}
