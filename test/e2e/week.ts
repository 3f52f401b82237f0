import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import { settled } from './settled.ts'
import { type Texts, textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type WeekWords, weekWords } from './week-words.ts'
import { type Stage, startDemoServer } from './world.ts'

type Role = 'agent' | 'mate' | 'third' | 'coach' | 'manager'
/** Two sites of one client: what one language's people do, the other's never meet. */
const casts = {
  it: {
    hands: 'keys',
    client: 'nummo',
    site: 'Lecce',
    agent: 'agentNummoLecce',
    mate: 'agentNummoLecce2',
    third: 'agentNummoLecce3',
    coach: 'coachNummoLecce',
    manager: 'managerLecce',
  },
  ar: {
    hands: 'mouse',
    client: 'nummo',
    site: 'Tunis',
    agent: 'agentNummoTunis',
    mate: 'agentNummoTunis4',
    third: 'agentNummoTunis2',
    coach: 'coachNummoTunis',
    manager: 'managerTunis',
  },
} as const satisfies Record<'it' | 'ar', Record<Role, PersonKey> & Record<string, string>>
type Cast = (typeof casts)['it' | 'ar']

/**
 * The same week in Italian, by keyboard alone, and in Arabic, with a mouse: on one stage, before one browser. Each
 * step stands on those before it. After each, no page may have complained, in the console, by the content policy or
 * about a request; and the keyboard is never left nowhere.
 */
export function describeWeek(name: string, steps: (week: Week) => void): void {
  describe(name, { timeout: 120_000 }, () => {
    let stage: Stage
    let visitors: Visitors
    let begun: number
    beforeAll(async () => {
      begun = performance.now()
      stage = await startDemoServer()
      visitors = await openVisitors(stage)
    })
    afterAll(async () => {
      await visitors?.close()
      await stage?.close()
      console.log(`${name}: ${Math.round((performance.now() - begun) / 1000)} s in both languages`)
    })
    describe.each(['it', 'ar'] as const)('in %s', (language) => {
      const week = new Week(language)
      let broken = false
      beforeAll(() => {
        week.open(stage, visitors)
      })
      beforeEach((context) => {
        context.skip(broken, 'a step before it failed')
      })
      afterEach(({ task }) => {
        broken ||= task.result?.state === 'fail'
        expect(week.takeTroubles()).toEqual([])
      })
      afterAll(() => week.close())
      steps(week)
    })
  })
}

/** One language's people through their week. */
export class Week {
  readonly language: 'it' | 'ar'
  readonly cast: Cast
  readonly texts: Texts
  readonly words: WeekWords
  stage!: Stage
  visitors!: Visitors
  private readonly pages = new Map<PersonKey, Page>()
  private readonly troubles: string[] = []

  constructor(language: 'it' | 'ar') {
    this.language = language
    this.cast = casts[language]
    this.texts = textsOf(language)
    this.words = weekWords[language]
  }

  get t(): Texts['t'] {
    return this.texts.t
  }

  get like(): Texts['like'] {
    return this.texts.like
  }

  open(stage: Stage, visitors: Visitors): void {
    this.stage = stage
    this.visitors = visitors
  }

  async close(): Promise<void> {
    for (const page of this.pages.values()) await page.context().close()
  }

  nameOf(who: Role | PersonKey): string {
    return personOf(this.keyOf(who)).name
  }

  /** The person's page: where they left it; at first, their home. */
  async as(who: Role | PersonKey): Promise<Page> {
    const key = this.keyOf(who)
    const open = this.pages.get(key)
    if (open) return open
    const page = await this.visitors.visit({ language: this.language })
    page.on('response', (response) => {
      if (response.status() >= 400) this.troubles.push(`${key}: ${response.status()} ${response.url()}`)
    })
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? ''
      // what a page had asked for when one left it
      if (why !== 'net::ERR_ABORTED') this.troubles.push(`${key}: ${why} ${request.url()}`)
    })
    this.pages.set(key, page)
    await signInAs(page, this.stage, key, this.language)
    await page.locator(`html[lang=${this.language}][dir=${this.language === 'ar' ? 'rtl' : 'ltr'}]`).waitFor()
    return page
  }

  async goTo(page: Page, path: string): Promise<void> {
    await page.goto(path)
    await settled(page, this.texts)
  }

  /** Opens a page that the person's menu of what people do together names. */
  async together(page: Page, nav: string): Promise<void> {
    await this.press(page.getByRole('button', { name: this.t('shell.together'), exact: true }))
    const menu = page.getByRole('navigation', { name: this.t('shell.together') })
    await this.press(menu.getByRole('link', { name: this.t(nav), exact: true }))
    await settled(page, this.texts)
  }

  /** Presses a button or follows a link: with Enter once Tab has led there, or with the mouse. */
  async press(what: Locator): Promise<void> {
    if (this.cast.hands === 'mouse') return what.click()
    await this.tabTo(what)
    await what.page().keyboard.press('Enter')
  }

  /** Ticks a box, or chooses one of several. */
  async tick(what: Locator): Promise<void> {
    if (this.cast.hands === 'mouse') return what.check()
    await this.tabTo(what)
    await what.page().keyboard.press('Space')
  }

  /** Writes into a field, instead of what stands there. */
  async write(field: Locator, text: string): Promise<void> {
    const { keyboard } = field.page()
    if (this.cast.hands === 'mouse') await field.click()
    else await this.tabTo(field)
    await keyboard.press('ControlOrMeta+a')
    // key by key: what single keys do elsewhere they must not do in a field
    await keyboard.type(text)
    expect(await field.inputValue()).toBe(text)
  }

  /** A date field is filled in by its parts, whose order is the browser's own. */
  async date(field: Locator, days: number): Promise<void> {
    const at = new Date(this.stage.now().getTime() + days * 86_400_000)
    await field.fill(at.toISOString().slice(0, 10))
  }

  async choose(field: Locator, label: string | { nth: number }): Promise<void> {
    if (this.cast.hands === 'keys') await this.tabTo(field)
    await field.selectOption(typeof label === 'string' ? { label } : { index: label.nth })
  }

  button(within: Page | Locator, key: string): Locator {
    // some say after their words what they are about
    return within.getByRole('button', { name: this.like(key) })
  }

  heading(page: Page, key: string, slots?: Record<string, unknown>): Promise<void> {
    return page.getByRole('heading', { level: 1, name: this.like(key, slots) }).waitFor()
  }

  /** The keyboard is somewhere: what held it went, and something took it. */
  async held(page: Page): Promise<void> {
    await page.waitForFunction(() => document.activeElement && document.activeElement !== document.body)
  }

  takeTroubles(): string[] {
    return [...this.troubles.splice(0), ...(this.visitors?.troubles.splice(0) ?? [])]
  }

  private keyOf(who: Role | PersonKey): PersonKey {
    return who in this.cast ? this.cast[who as Role] : (who as PersonKey)
  }

  private async tabTo(what: Locator): Promise<void> {
    await what.waitFor()
    const handle = await what.elementHandle()
    const { keyboard } = what.page()
    // most of the way without asking after each key where it led
    const ahead = await handle!.evaluate((element) => {
      const stops = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')]
      const seen = stops.filter((one) => one.tabIndex >= 0 && one.checkVisibility())
      return seen.indexOf(element as HTMLElement) - seen.indexOf(document.activeElement as HTMLElement)
    })
    for (let presses = 3; presses < ahead; presses++) await keyboard.press('Tab')
    for (let presses = 0; presses < 150; presses++) {
      if (await handle!.evaluate((element) => document.activeElement === element)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${what}`)
  }
}
