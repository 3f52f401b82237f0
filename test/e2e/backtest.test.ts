import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonKey } from '../../seeds/people.ts'
import type { Language } from '../../src/contract/route.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** A mandate tried on the past before it is granted: by keyboard, and the cases read one by one. */
let stage: Stage
let visitors: Visitors
let draft: string
beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
  const { rows } = await stage.base.owner.query(
    `select m.id from mandate m join client c on c.id = m.client_id where c.slug = 'nummo' and m.number = 3`,
  )
  draft = rows[0].id
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test.each([
  ['it', 'managerLecce'],
  ['ar', 'managerTunis'],
] satisfies [Language, PersonKey][])(
  '%s: a limit moves, the sentence says what follows, a case opens',
  async (language, who) => {
    const { t, like } = textsOf(language)
    const page = await visitors.visit({ language })
    await signInAs(page, stage, who, language)
    await page.goto(`/mandates/${draft}/backtest`)
    const sentence = page.getByRole('heading', { level: 2 }).first()
    await page.getByText(like('backtest.sentence_in_force')).waitFor()
    const before = await sentence.textContent()

    // the limit of one refund goes to nothing: what was decided at once would not have been
    const slider = page.getByRole('slider').first()
    await slider.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => sentence.textContent()).not.toBe(before)
    await page
      .getByText(t('backtest.rule_limit', { power: t('power.refund'), where: t('change.where_decision') }))
      .first()
      .waitFor()

    // pictures become tables by one key, and back
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('t')
    await page
      .getByRole('columnheader', { name: t('backtest.month') })
      .first()
      .waitFor()
    await page.keyboard.press('t')
    await page.getByRole('img', { name: t('backtest.coverage_title') }).waitFor()

    // a refund that the draft would have stopped
    const first = page.locator('main li button[aria-expanded]').first()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: t('backtest.open_contact') }).waitFor()
    await page.getByText(t('backtest.after_title')).first().waitFor()
    await page.getByRole('link', { name: t('backtest.open_contact') }).click()
    await page.waitForURL(/\/contacts\//)
    expect(visitors.troubles).toEqual([])
  },
  120_000,
)
