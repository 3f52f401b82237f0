import type { PersonKey } from '../../seeds/people.ts'
import type { Place } from './places.ts'

/** A draft tried on the past: its charts, and its tables. */
export function backtestPlaces(manager: PersonKey, mandateId: string): Place[] {
  const page = { row: '/mandates/$mandateId/backtest', path: `/mandates/${mandateId}/backtest` }
  return [
    { name: 'backtest', who: manager, ...page, act: tried },
    {
      name: 'backtest-tables',
      who: 'representativeNummo',
      ...page,
      act: async (page, texts) => {
        await tried(page, texts)
        await page.keyboard.press('t')
        await page
          .getByRole('columnheader', { name: texts.t('backtest.month') })
          .first()
          .waitFor()
      },
    },
  ]
}

/** The past is there, and a limit has been moved as far as it goes: there are cases to read. */
const tried: NonNullable<Place['act']> = async (page) => {
  await page.getByRole('slider').first().focus()
  await page.getByRole('img').first().waitFor()
  await page.keyboard.press('Home')
  await page.locator('main li button[aria-expanded]').first().click()
  await page.getByRole('heading', { level: 1 }).click()
}
