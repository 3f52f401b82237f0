import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf } from '../../seeds/random.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** An agent practises and takes the level that it opens; trainers' work survives a reload; what is proposed is each one's own. */
const { t } = textsOf('it')
let stage: Stage
let visitors: Visitors

beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

const button = (page: Page, key: string) => page.getByRole('button', { name: t(key) }).first()
const goTo = (page: Page, path: string) => page.goto(`${stage.url}${path}`)

test('an agent practises the case that was left, and takes the whole mandate', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'agentNummoMilan3', 'it')
  await goTo(page, '/training')
  const next = t('training.path_next_self_one').replace('{{power}}', t('power.goodwill_credit'))
  await page.getByRole('heading', { level: 1, name: next }).waitFor()
  await page
    .getByRole('link', { name: t('training.practise_case') })
    .first()
    .click()
  await page.getByText(t('training.say'), { exact: true }).waitFor()
  await page.locator('button[aria-pressed]').first().click()
  await button(page, 'training.say_do').click()
  await page.getByText(t('training.say_and_decide'), { exact: true }).waitFor()
  await page.locator('button[aria-pressed]').first().click()
  await page.getByLabel(t('training.what_decide'), { exact: true }).selectOption('goodwill_credit')
  await page.getByLabel(t('power.how_much')).fill('20')
  // what was said and chosen is still there after a reload
  await page.reload()
  await button(page, 'training.say_decide_do').click()
  await page.getByText(t('training.verdict_granted')).waitFor()
  await page.getByText(t('training.counts'), { exact: true }).waitFor()
  await page
    .getByRole('link', { name: t('training.to_path') })
    .last()
    .click()
  await button(page, 'training.take').click()
  await page.getByText(t('training.gained')).waitFor()
  await page.getByText(t('training.level_full')).first().waitFor()
  expect(visitors.troubles).toEqual([])
})

test('what a trainer has typed into a scenario or a course is still there after a reload, until it is saved', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'trainer', 'it')
  await goTo(page, `/training/scenarios/${idOf('scenario', 'draft')}/edit`)
  const situation = page.getByLabel(t('training.situation'))
  await situation.fill('Cliente dal 2021, mai un ritardo.')
  await page.getByLabel(t('training.amounts')).selectOption('90')
  await page.reload()
  await situation.waitFor()
  expect(await situation.inputValue()).toBe('Cliente dal 2021, mai un ritardo.')
  expect(await page.getByLabel(t('training.amounts')).inputValue()).toBe('90')
  expect(await page.getByLabel(t('training.words')).first().inputValue()).toContain('21,60 €')
  await page.getByLabel(t('training.amounts')).selectOption('100')
  expect(await page.getByLabel(t('training.words')).first().inputValue()).toContain('24,00 €')
  await button(page, 'training.save').click()
  await expect
    .poll(async () => {
      const { rows } = await stage.base.owner.query<{ said: string }>(
        `select content ->> 'situation' as said from scenario where id = $1`,
        [idOf('scenario', 'draft')],
      )
      return rows[0]!.said
    })
    .toBe('Cliente dal 2021, mai un ritardo.')
  await goTo(page, `/training/courses/${idOf('course', '1-what-authority-is')}/edit`)
  const title = page.getByLabel(t('training.title'), { exact: true })
  await title.fill('Che cosa puoi')
  await page.reload()
  await title.waitFor()
  expect(await title.inputValue()).toBe('Che cosa puoi')
})

test('what a pattern proposes is confirmed by the coach; an agent leaves it, and their colleague still reads it', async () => {
  const { rows } = await stage.base.owner.query<{ team: string }>(
    `select t.name as team from refresher r join team t on t.id = r.team_id where r.opportunity_id is not null`,
  )
  expect(rows.map(({ team }) => team)).toContain('Albamare Milan')
  const coach = await visitors.visit({ language: 'it' })
  await signInAs(coach, stage, 'coachAlbamareMilan', 'it')
  await goTo(coach, '/training')
  await button(coach, 'training.confirm_refresher').click()
  const time = t('training.there_is_time').replace('{{name}}', 'Federica Sala')
  await coach.getByText(time).waitFor()
  const agent = await visitors.visit({ language: 'it' })
  await signInAs(agent, stage, 'agentAlbamareMilan', 'it')
  await goTo(agent, '/training')
  await agent.getByText(time).waitFor()
  await button(agent, 'training.leave_refresher').click()
  await agent.getByText(time).waitFor({ state: 'detached' })
  const colleague = await visitors.visit({ language: 'it' })
  await signInAs(colleague, stage, 'agentAlbamareMilan2', 'it')
  await goTo(colleague, '/training')
  await colleague.getByText(time).waitFor()
  expect(visitors.troubles).toEqual([])
})

test('a case where more could have been done becomes a draft in one step', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'trainer', 'it')
  await goTo(page, '/training/make')
  const cases = page.getByRole('list', { name: t('training.could_have') })
  await cases
    .getByRole('button', { name: t('training.make') })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: t('training.edit_sentence') }).waitFor()
  await page.getByText(t('training.original')).first().waitFor()
  expect(visitors.troubles).toEqual([])
})
