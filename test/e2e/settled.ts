import type { Page } from 'playwright-core'
import type { Place } from './places.ts'
import type { Texts } from './texts.ts'
import { awaited } from './visitors.ts'

/** Goes to a place, does what is done there, and waits until nothing moves any more. */
export async function goTo(page: Page, place: Place, texts: Texts): Promise<void> {
  // anew also where only what follows the # differs
  await page.goto('about:blank')
  await page.goto(place.path)
  await settled(page, texts)
  if (!place.act) return
  await place.act(page, texts)
  await settled(page, texts)
}

/** Everything asked for is there, the fonts are, and what opens has opened. */
export async function settled(page: Page, texts: Texts): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  // what has come may make the page ask for more
  do {
    await page.waitForFunction(async (loading) => {
      await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
      const statuses = [...document.querySelectorAll('[role="status"]')]
      if (statuses.some(({ textContent }) => textContent === loading)) return false
      await document.fonts.ready
      return document.getAnimations().every(({ playState }) => playState !== 'running')
    }, texts.t('ui.loading'))
  } while (awaited(page) > 0)
}
