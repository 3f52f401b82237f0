import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { type Language, languages } from '../src/contract/route.ts'
import { type Place, placesOf } from './e2e/places.ts'
import { goTo, settled } from './e2e/settled.ts'
import { type Texts, textsOf } from './e2e/texts.ts'
import { openVisitors, signInAs } from './e2e/visitors.ts'
import { startDemoServer } from './e2e/world.ts'
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
type Width = (typeof widths)[number]
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
    for (const width of widths)
      for (const [who, theirs] of Map.groupBy(places, (place) => place.who)) {
        const page = await visitors.visit({ language, width })
        if (who) await signInAs(page, stage, who, language)
        for (const place of theirs) taken.push(...(await takePlace(page, place, textsOf(language), width)))
        await page.context().close()
        process.stdout.write(`\r${language}, ${width} px: ${taken.length}`)
      }
    console.log(`\r${language}: ${places.length} pages    `)
    for (const trouble of new Set(visitors.troubles)) console.log(`  ${trouble}`)
    await visitors.close()
    await stage.close()
  }
  writeFileSync(join(folder, 'index.html'), indexOf(taken))
  console.log(`${taken.length} pictures: open ${join(folder, 'index.html')}`)
}

/** A place as it is when one comes to it, light and dark. */
async function takePlace(page: Page, place: Place, texts: Texts, width: Width): Promise<Taken[]> {
  const taken: Taken[] = []
  await page.setViewportSize({ width, height: heights[width] })
  await page.emulateMedia({ colorScheme: 'light' })
  await goTo(page, place, texts)
  await showWhole(page, width)
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    // pages turn a moment after the system does: until then the ink is still the other's
    await page.waitForFunction((wanted) => {
      const [red = 0] = getComputedStyle(document.querySelector('h1')!).color.match(/\d+/g) ?? []
      return Number(red) > 128 === (wanted === 'dark')
    }, scheme)
    await settled(page, texts)
    const { language } = texts
    const file = `${place.name}-${language}-${width}-${scheme}.png`
    await page.screenshot({ path: join(folder, file) })
    taken.push({ place: place.name, language, width, scheme, file })
  }
  return taken
}

/** All of the page in one picture, with what is fixed to the screen's edge at the picture's edge. */
async function showWhole(page: Page, width: Width): Promise<void> {
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
