import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import type { Language } from '../../src/contract/route.ts'
import { launchBrowser } from '../browser.ts'
import type { Stage } from './world.ts'

export type VisitorOptions = {
  language?: Language
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
  /** false for customers: their pages need none */
  javaScript?: boolean
  /** the address of another server than the stage's own */
  at?: string
}

/** People before their browsers: each in a context of their own, on the stage's clock. */
export type Visitors = {
  browser: Browser
  /** a fresh person before an empty page */
  visit(options?: VisitorOptions): Promise<Page>
  /** what went wrong in any page, in the console or by the content policy; empty is well */
  troubles: string[]
  /** lets time pass on the server and on every open page */
  passTime(minutes: number): Promise<void>
  close(): Promise<void>
}

/** Pages wait for what they look for this long: a slow machine under load, not a broken page. */
const patienceMs = 15_000

export async function openVisitors(stage: Stage): Promise<Visitors> {
  const browser = await launchBrowser()
  const troubles: string[] = []
  let addresses = 0
  return {
    browser,
    troubles,
    async visit(options = {}) {
      const { language = 'it', scheme = 'light', width = 1440, height = 900, javaScript = true } = options
      addresses++
      const context = await browser.newContext({
        baseURL: options.at ?? stage.url,
        locale: locales[language],
        timezoneId: 'Europe/Rome',
        colorScheme: scheme,
        reducedMotion: 'reduce',
        viewport: { width, height },
        javaScriptEnabled: javaScript,
        // limits count by address: many visitors of a test are not one in a hurry
        extraHTTPHeaders: { 'x-forwarded-for': `10.0.${addresses >> 8}.${addresses & 255}` },
      })
      context.setDefaultTimeout(patienceMs)
      await shiftClock(context, stage)
      context.on('weberror', (error) => troubles.push(`${error.page()?.url()}: ${error.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error' || /content security policy/i.test(message.text()))
          troubles.push(`${message.page()?.url()}: ${message.text()}`)
      })
      const page = await context.newPage()
      countAsked(page)
      return page
    },
    async passTime(minutes) {
      stage.move(minutes)
      for (const context of browser.contexts())
        for (const page of context.pages())
          await page
            .evaluate((ms) => {
              const moved = Date as unknown as { ahead?: number }
              if (moved.ahead !== undefined) moved.ahead += ms
            }, minutes * 60_000)
            // a page without JavaScript has no clock
            .catch(() => undefined)
    },
    close: () => browser.close(),
  }
}

const asked = new WeakMap<Page, Set<Request>>()

/** How many answers of the API a page still waits for; the stream of events has no end and does not count. */
export function awaited(page: Page): number {
  return asked.get(page)?.size ?? 0
}

function countAsked(page: Page): void {
  const open = new Set<Request>()
  asked.set(page, open)
  page.on('request', (request) => {
    if (/\/api\/v1\/(?!events)/.test(request.url())) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
}

/** The page's clock goes with the stage's; its timers stay the browser's own. */
async function shiftClock(context: BrowserContext, stage: Stage): Promise<void> {
  await context.exposeBinding('stageNow', () => stage.now().getTime())
  await context.addInitScript((aheadAtFirst: number) => {
    const Real = Date
    class Staged extends Real {
      static ahead = aheadAtFirst
      static override now = () => Real.now() + Staged.ahead
      constructor(...parts: []) {
        if (parts.length === 0) super(Staged.now())
        else super(...parts)
      }
    }
    globalThis.Date = Staged as unknown as DateConstructor
  }, stage.now().getTime() - Date.now())
}

/** One click, as a newcomer to the demo does it. Ends on the person's first page. */
export async function signInAs(page: Page, stage: Stage, key: PersonKey, language?: Language): Promise<void> {
  const { name, email } = personOf(key)
  if (language)
    await stage.base.owner.query('update person set language = $1 where email = $2', [language, email])
  await page.goto('/sign-in')
  await page.getByRole('button', { name }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.getByRole('banner').waitFor()
}

const locales: Record<Language, string> = { it: 'it-IT', fr: 'fr-FR', en: 'en-GB', ar: 'ar-TN' }
