import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/route.ts'
import { makeSetupToken } from '../../src/server/session/setup.ts'
import { axeFaults } from './axe.ts'
import { emptyPlaces, type Place, placesOf } from './places.ts'
import { goTo, settled } from './settled.ts'
import { keysIn, type Texts, textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer, startEmptyServer } from './world.ts'

const looks = [
  // the widths take turns, so that each place is seen in one of them in one language, in the other in the other
  ['it', 'light', 0],
  ['ar', 'dark', 1],
] as const
const wide = { width: 1440, height: 900 }
const narrow = { width: 360, height: 740 }
/** the desk's first load of script, all of it, by the issue */
const scriptBytes = 250_000

describe('the demo world', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await startDemoServer()
  })
  afterAll(() => stage?.close())

  test('every page is among those looked at', async () => {
    const web = join(import.meta.dirname, '..', '..', 'src', 'web')
    const sources = ['pages.ts', 'growth-pages.ts'].map((name) => readFileSync(join(web, name), 'utf8'))
    const rows = [...sources.join('').matchAll(/\bpath: '([^']+)'/g)].map((match) => match[1]!)
    const looked = new Set((await placesOf(stage, 'it')).flatMap(({ row }) => row ?? []))
    looked.delete('$')
    expect([...looked].sort()).toEqual([...new Set(rows)].sort())
  })

  test.concurrent.each(looks)(
    'every page in %s, %s',
    { timeout: 480_000 },
    async (language, scheme, narrowFirst) => {
      // its own world: people change their language here
      const own = await startDemoServer()
      const visitors = await openVisitors(own)
      const faults: string[] = []
      const open = new Map<Place['who'], Page>()
      // those of one person after one another: each signs in once
      const places = (await placesOf(own, language)).sort((a, b) => (a.who ?? '').localeCompare(b.who ?? ''))
      for (const [nth, place] of places.entries()) {
        let page = open.get(place.who)
        if (!page) {
          for (const [who, before] of open) {
            await before.context().close()
            open.delete(who)
          }
          page = await visitors.visit({ language, scheme })
          if (place.who) await signInAs(page, own, place.who, language)
          open.set(place.who, page)
        }
        await page.setViewportSize((nth + narrowFirst) % 2 ? wide : narrow)
        faults.push(...(await faultsAt(page, place, visitors, textsOf(language))))
      }
      await visitors.close()
      await own.close()
      expect(faults).toEqual([])
    },
  )

  test('the desk’s first load of script is small', async () => {
    const visitors = await openVisitors(stage)
    const page = await visitors.visit({ language: 'it' })
    await signInAs(page, stage, 'agentNummoLecce')
    const cookies = await page.context().cookies()
    const first = await visitors.visit({ language: 'it' })
    await first.context().addCookies(cookies)
    const bodies = new Map<string, Promise<Buffer>>()
    first.on('response', (response) => {
      if (/\.m?js$/.test(new URL(response.url()).pathname)) bodies.set(response.url(), response.body())
    })
    await first.goto('/desk')
    await settled(first, textsOf('it'))
    await first.waitForLoadState('load')
    const sizes = await Promise.all([...bodies.values()].map(async (body) => gzipSync(await body).length))
    await visitors.close()
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(scriptBytes)
  })
})

describe('an empty installation', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await startEmptyServer()
  })
  afterAll(() => stage?.close())

  test.each(looks)('its pages in %s, %s', { timeout: 120_000 }, async (language, scheme, narrowFirst) => {
    const visitors = await openVisitors(stage)
    const texts = textsOf(language)
    const faults: string[] = []
    const page = await visitors.visit({ language, scheme })
    const token = await makeSetupToken(stage.server.platform)
    if (token) {
      for (const path of ['/setup', `/setup#token=${token}`])
        faults.push(...(await faultsAt(page, { name: `setup ${path}`, path }, visitors, texts)))
      await page.request.post('/api/v1/setup', { data: { token, ...firstPerson } })
    } else
      await page.request.post('/api/v1/session', {
        data: { email: firstPerson.email, password: firstPerson.password },
      })
    await page.request.patch('/api/v1/account', { data: { language } })
    await page.goto('/account')
    await page.locator(`html[lang=${language}]`).waitFor()
    for (const [nth, place] of emptyPlaces.entries()) {
      await page.setViewportSize((nth + narrowFirst) % 2 ? wide : narrow)
      faults.push(...(await faultsAt(page, place, visitors, texts)))
    }
    await visitors.close()
    expect(faults).toEqual([])
  })
})

const firstPerson = {
  operatorName: 'Southgate Care',
  name: 'Alma Reyes',
  email: 'alma@operator.example',
  password: 'a long sentence only I know',
  language: 'en' as Language,
}

/** Whatever is wrong with a page, each with the place's name before it. */
async function faultsAt(page: Page, place: Place, visitors: Visitors, texts: Texts): Promise<string[]> {
  visitors.troubles.length = 0
  const where = `${place.name} ${page.viewportSize()?.width}`
  try {
    await goTo(page, place, texts)
  } catch (error) {
    return [`${where}: ${(error as Error).message}`]
  }
  const faults = (await axeFaults(page)).map((fault) => `${where}: ${fault}`)
  const shown = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - window.innerWidth,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    text: document.body.innerText,
  }))
  for (const key of keysIn(shown.text)) faults.push(`${where}: shows ${key}`)
  if (shown.over > 0) faults.push(`${where}: ${shown.over} px wider than the screen`)
  const dir = texts.language === 'ar' ? 'rtl' : 'ltr'
  if (shown.lang !== texts.language || shown.dir !== dir) faults.push(`${where}: ${shown.lang} ${shown.dir}`)
  const troubles = visitors.troubles.filter(
    (text) => !place.status || !text.includes(`status of ${place.status}`),
  )
  return [...faults, ...troubles.map((trouble) => `${where}: ${trouble}`)]
}
